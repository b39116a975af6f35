"""The child that makes the year to practise on: `python -m coopshop.practice.making FILE`.

It writes how far it is into its standard input, a file that is locked as long as the child lives.
"""

import os
import sys
from functools import partial
from pathlib import Path

import flask_migrate

from .. import access, app, config, demo, exchange
from ..db import db, transaction
from ..domain.days import day_of


def make(pattern: Path, paper: int) -> None:
    """The demonstration's year with somebody for every role, under its name once it is whole."""
    draft = pattern.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    settings = config.Config(pattern.parent, f"sqlite:///{draft}", "", practice=True)
    shop = app.create_app(settings)
    with shop.app_context():
        flask_migrate.upgrade()
        with transaction() as (session, at):
            note = partial(_note, paper)
            exchange.import_folder(session, demo.YEAR, at=at, progress=note)
        people()
        db.session.remove()
        db.engine.dispose()
    os.replace(draft, pattern)


def people() -> None:
    """Somebody for every role, with money to pay; nobody knows a password: one comes in by
    hand-over only."""
    nobody = access.hashed(access.random_password())
    with transaction() as (session, at):
        demo.fetch_money(session, on=day_of(at), at=at)
        demo.name_groups(session)
        demo.add_users(session, dict.fromkeys(access.ROLES, ("", nobody)))


def _note(paper: int, done: int, whole: int) -> None:
    if done % 50 == 0 or done == whole:
        os.pwrite(paper, f"{done} {whole}".encode(), 0)


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.stdin.fileno())
