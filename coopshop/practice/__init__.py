"""Practice: a second application below /practica, on a book of its own that may be thrown away.

It is made at the first visit, lies in instance/practice/ as a file even where the real book is a
PostgreSQL database, and has its own key and cookie: nothing that is done in it reaches real books.
A copy of the demonstration's year is made once by a child process; to start over is to copy it.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from flask import Flask, current_app, has_app_context
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.utils import redirect

from .. import config, demo
from ..db import db

PREFIX = "/practica"

#: What lies across every page of paper that is drawn there: papers speak Spanish.
ACROSS = "PRÁCTICA – SIN VALOR"

Make = Callable[[config.Config], Flask]


class Progress(NamedTuple):
    """How much of the year has been written into a new practice book."""

    done: int
    whole: int


class Practice:
    """The practice beside one real application; itself the application below the prefix."""

    prefix = PREFIX

    def __init__(self, settings: config.Config, make: Make) -> None:
        self.settings, self.make = settings, make
        self.folder = settings.instance / "practice"
        self._lock = Lock()
        self._open: tuple[str, Flask] | None = None
        self.child: subprocess.Popen[bytes] | None = None

    @cached_property
    def key(self) -> str:
        """What signs its cookies, and the hand-over of whoever comes in."""
        self.folder.mkdir(exist_ok=True)
        return config.kept_key(self.folder / "secret-key")

    @cached_property
    def _form(self) -> str:
        """A digest of all that decides what a new book holds; with another one, it is made anew."""
        parts = (*config.shipped("migrations").glob("versions/*.py"), *demo.YEAR.glob("*.csv"))
        content = b"\0".join(path.read_bytes() for path in sorted(parts))
        return hashlib.sha256(content).hexdigest()[:12]

    @property
    def pattern(self) -> Path:
        """The year, as it was before anybody practised on it."""
        return self.folder / f"year-{self._form}.sqlite3"

    @property
    def ready(self) -> bool:
        """Whether one can go in."""
        return self.pattern.exists()

    def progress(self) -> Progress | None:
        """How far the making is; None while nobody is at it."""
        paper = self.folder / "making"
        if not paper.exists():
            return None
        with paper.open() as file:
            if _taken(file):
                return None
            done, _, whole = file.read().partition(" ")
        return Progress(int(done or 0), int(whole or 1))

    def begin(self) -> None:
        """Have the year made by a child, unless one is at it: this process goes on serving."""
        paper = self.folder / "making"
        self.folder.mkdir(exist_ok=True)
        paper.touch()
        with paper.open("r+") as file:
            if self.ready or not _taken(file):
                return
            file.truncate(0)
            # The child inherits the file, and with it the lock: it is free when the child ends.
            self.child = subprocess.Popen(
                [sys.executable, "-P", "-m", "coopshop.practice.making", self.pattern],
                stdin=file,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    def anew(self) -> None:
        """Throw away what was practised; every process takes up the new book by its name."""
        name = f"book-{self._form}-{secrets.token_hex(4)}"
        shutil.copyfile(self.pattern, self._path(name))
        fresh = self.folder / f"current.{name}"
        fresh.write_text(name)
        os.replace(fresh, self.folder / "current")
        for left in self.folder.glob("book-*"):
            if not left.name.startswith(name):
                left.unlink(missing_ok=True)

    def app(self) -> Flask | None:
        """The application on the book of now; None as long as there is no year to begin with."""
        if not self.ready:
            return None
        with self._lock:
            name = self._current()
            if name is None:
                self.anew()
                name = self._current() or ""
            if self._open is None or self._open[0] != name:
                if self._open:
                    _let_go(self._open[1])
                self._open = (name, self._made(name))
            return self._open[1]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve below the prefix; before there is a book, lead back to where one begins it."""
        app = self.app()
        if app is None:
            home = environ["SCRIPT_NAME"].removesuffix(PREFIX)
            return redirect(f"{home}/beginning/practice", 303)(environ, start_response)
        return app(environ, start_response)

    def _made(self, name: str) -> Flask:
        app = self.make(self._settings(name))
        app.extensions["practice"] = self
        return app

    def _current(self) -> str | None:
        pointer = self.folder / "current"
        name = pointer.read_text() if pointer.exists() else ""
        ours = name.startswith(f"book-{self._form}-") and self._path(name).exists()
        return name if ours else None

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"

    def _settings(self, name: str) -> config.Config:
        public = self.settings.public_url
        return replace(
            self.settings,
            instance=self.folder,
            database_url=f"sqlite:///{self._path(name)}",
            secret_key=self.key,
            public_url=public and public + PREFIX,
            practice=True,
        )


def mount(app: Flask, settings: config.Config, make: Make) -> None:
    """Give an application its practice; it costs nothing until somebody goes there."""
    practice = Practice(settings, make)
    app.extensions["practice"] = practice
    both = DispatcherMiddleware(app.wsgi_app, {PREFIX: practice})
    app.wsgi_app = both  # type: ignore[method-assign]


def across() -> str:
    """What lies across a page of paper drawn by the application of now."""
    practising = has_app_context() and current_app.config["COOPSHOP"].practice
    return ACROSS if practising else ""


def _taken(file: Any) -> bool:
    """Whether this process got the lock; it is let go when the file is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
