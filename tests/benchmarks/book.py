"""Books to measure on: one invented cooperative with few sales or many, valid to the last hash.

One day of deliveries and sales is recorded by the rooms' own verbs. The rest of a book is that day
again and again under new codes: the same rows, through the same triggers, sealed by the same
functions, only without asking the verbs each time. A book is built once and kept in the system's
folder for temporary files (the large one takes 0.9 GB); measures write in copies.
"""

import getpass
import hashlib
import shutil
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate, upgrade

from coopshop import db
from coopshop.config import HERE, Config, shipped

from . import cooperative
from .day import Day

#: The day every measure is taken on; the sales of a book end the day before.
TODAY = date(2026, 1, 5)

#: So many days go into one transaction while a book is built.
TOGETHER = 25


def open_book(path: Path) -> Flask:
    """An application on a book, without pages; its clock stands still on the day of measuring."""
    return open_at(f"sqlite:///{path}", path.parent)


def open_at(url: str, folder: Path) -> Flask:
    """The same at any database's address."""
    app = Flask("coopshop")
    app.config["COOPSHOP"] = Config(folder, url, "of no use")
    app.extensions["clock"] = lambda: moment(TODAY)
    db.init_app(app)
    Migrate(app, db.db, directory=str(shipped("migrations")), render_as_batch=True)
    return app


def copied(count: int, folder: Path, name: str) -> Flask:
    """A book of `count` sales to write in."""
    path = folder / f"{name}.sqlite3"
    shutil.copyfile(kept(count), path)
    return open_book(path)


def moment(day: date) -> datetime:
    """Ten in the morning in Lima."""
    return datetime.combine(day, time(15), UTC)


def kept(count: int) -> Path:
    """The book of `count` sales, built if it is not there; only to be read or copied."""
    folder = Path(tempfile.gettempdir()) / f"coopshop-bench-{getpass.getuser()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{count}-{_version()}.sqlite3"
    if not path.exists():
        for older in folder.glob(f"{count}-*"):
            older.unlink()
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            fresh = Path(scratch) / "book.sqlite3"
            build(fresh, count)
            fresh.rename(path)
    return path


def _version() -> str:
    """What the rows of a book depend on: the schema, the rules of trade, and how it is built."""
    here = Path(__file__).parent
    parts = [here / "book.py", here / "day.py", here / "cooperative.py"]
    for folder in (shipped("migrations") / "versions", HERE / "domain"):
        parts += sorted(folder.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()[:16]


def build(path: Path, count: int) -> None:
    """Write a book of `count` sales, a whole number of days."""
    days, rest = divmod(count, cooperative.SALES)
    if rest or not days:
        raise ValueError(f"{count} sales are no whole number of days of {cooperative.SALES}")
    app = open_book(path)
    with app.app_context():
        upgrade()
        first = TODAY - timedelta(days=days)
        with db.transaction() as (session, _):
            cooperative.found(session)
        with db.transaction() as (session, _):
            cooperative.work_a_day(session, first, moment(first))
        day = Day(db.db.session(), first)
        for start in range(1, days, TOGETHER):
            with db.transaction() as (session, _):
                for number in range(start, min(start + TOGETHER, days)):
                    day.repeat(session, number, moment(first + timedelta(days=number)))
        with db.transaction() as (session, at):
            cooperative.let_codes_follow(session, days)
            cooperative.let_papers_wait(session)
            cooperative.fill_the_shelf(session, TODAY, at)
        db.db.session.remove()
        db.db.engine.dispose()
