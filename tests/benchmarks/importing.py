"""The year's import, in a process of its own: its seconds, and the most memory it ever held."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from flask_migrate import upgrade

from coopshop import db, exchange
from coopshop.config import HERE

from .book import open_book

YEAR = HERE / "demo" / "2025"
PROJECT = Path(__file__).resolve().parents[2]


def once() -> tuple[float, float]:
    """Seconds and MB of one import by a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.importing"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def _import() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        app = open_book(Path(folder) / "year.sqlite3")
        with app.app_context():
            upgrade()
            start = perf_counter()
            with db.transaction() as (session, at):
                exchange.import_folder(session, YEAR, at=at)
            seconds = perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_import()))
