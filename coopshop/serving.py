"""Serving the pages with gunicorn: one process with threads on SQLite, several on PostgreSQL."""

import os
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication

from .config import Config

#: Pages at once, and lines that are waited for: who sends slowly keeps a thread until all is there.
#: A photo on a 2G line takes minutes, and others must not wait for it; idle threads cost nearly
#: nothing, and the databases are asked by a few at a time all the same.
THREADS = 200


class Server(BaseApplication):
    """gunicorn, told by us instead of by a file. Each worker makes its own application."""

    def __init__(self, settings: Config, make: Callable[[], Flask]) -> None:
        self.settings = settings
        self.make = make
        super().__init__()

    def load_config(self) -> None:
        """One writer at a time is all SQLite has; its readers share one process."""
        embedded = self.settings.database_url.startswith("sqlite")
        options = {
            "bind": f"{self.settings.host}:{self.settings.port}",
            "worker_class": "gthread",
            "workers": 1 if embedded else 2 * (os.cpu_count() or 1),
            "threads": THREADS,
            "timeout": 60,
            "loglevel": "warning",
            "proc_name": "coopshop",
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in each worker, after the fork: no connection is shared between processes."""
        return self.make()


def serve(settings: Config, make: Callable[[], Flask]) -> None:
    """Serve until somebody stops it."""
    Server(settings, make).run()
