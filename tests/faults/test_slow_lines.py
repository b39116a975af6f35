"""Many send slowly, on bad lines or on purpose: everybody else is served meanwhile."""

import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from time import monotonic, sleep

import pytest

from tests import databases

#: More than there were threads once, and than a shop has telephones.
MANY = 120

PATIENCE = 30

SLOW = {
    "headers": b"GET /sello HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "form": b"POST /reclamos HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 400000\r\n\r\nname",
    "photo": b"POST /yo/no-esta-bien/sale/V0001 HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 3000000\r\n\r\n--edge",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory, _kinds):
    """Where a real server of the shop listens."""
    kind = _kinds.setdefault("sqlite", databases.SQLite())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with databases.copy_of(kind, "empty") as url:
        settings = {
            "COOPSHOP_INSTANCE": str(tmp_path_factory.mktemp("instance")),
            "COOPSHOP_DATABASE_URL": url,
            "COOPSHOP_SECRET_KEY": "k",
            "COOPSHOP_PORT": str(port),
        }
        command = [sys.executable, "-P", "-m", "coopshop.cli", "serve"]
        with subprocess.Popen(command, env=os.environ | settings) as server:
            try:
                end = monotonic() + PATIENCE
                while not _listens(port) and server.poll() is None and monotonic() < end:
                    sleep(0.1)
                yield port
            finally:
                server.terminate()


@pytest.mark.parametrize("kind", SLOW)
def test_others_are_served_while_many_are_slow(port, kind):
    with ExitStack() as lines:
        for _line in range(MANY):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(SLOW[kind])
        for _visitor in range(3):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sello", timeout=PATIENCE) as page:
                assert page.status == 200


def _listens(port):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
