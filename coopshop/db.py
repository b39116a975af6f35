"""The database: how it is opened, what its columns may hold, and the one door for writing.

Outside `transaction()` every statement reads one snapshot and can write nothing. Inside, the write
lock is taken first and the time second, so that the order of moments is the order of writing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase, Session

from . import engines
from .domain.days import day_of

T = TypeVar("T")

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Model(DeclarativeBase):
    """Every kept thing. Constraints get fixed names, so that migrations can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    #: SQLite then refuses text in a column of numbers, as PostgreSQL always does.
    __table_args__: Any = {"sqlite_strict": True}


db = SQLAlchemy(metadata=Model.metadata, disable_autonaming=True)

#: Whole numbers only: céntimos, parts of a unit, basis points, millionths of a rate.
Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
#: Words that people wrote.
Text = sa.Text()
#: Codes and accounts: compared byte by byte, the same on every database.
Code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Bytes = sa.LargeBinary()


class Day(sa.types.TypeDecorator[date]):
    """A business day."""

    impl = sa.Date
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else sa.Date())

    def process_bind_param(self, value, dialect):
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        return date.fromisoformat(value) if isinstance(value, str) else value


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment, in UTC with microseconds; text of fixed width on SQLite, so that it sorts."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value, dialect):
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value, dialect):
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


class Flag(sa.types.TypeDecorator[bool]):
    """Yes or no."""

    impl = sa.Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect):
        return dialect.type_descriptor(sa.Integer() if dialect.name == "sqlite" else sa.Boolean())

    def process_bind_param(self, value, dialect):
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        return None if value is None else bool(value)


def init_app(app: Flask) -> None:
    """Open the database that the configuration names, wired for money."""
    url = app.config["COOPSHOP"].database_url
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engines.options(url)
    db.init_app(app)
    with app.app_context():
        engines.wire(db.engine, _writing.get)


def now() -> datetime:
    """This moment, by the clock the application was made with (a test may have set it)."""
    clock: Callable[[], datetime] = current_app.extensions["clock"]
    return clock()


def today() -> date:
    """The business day it is now, in Lima."""
    return day_of(now())


@contextmanager
def transaction() -> Iterator[tuple[Session, datetime]]:
    """The one door for writing: all of it is kept, or none.

    Yields the session and the moment, read after the lock was taken. Slow work (paper, hashing a
    password, anything that leaves the house) belongs outside: others wait while this is open.
    """
    session = db.session()
    session.rollback()
    session.info.clear()
    with writing():
        try:
            session.connection()
            yield session, now()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.clear()


def look_again(session: Session) -> None:
    """What is read from here on includes what others have written since."""
    session.rollback()
    session.info.clear()


@contextmanager
def writing() -> Iterator[None]:
    """Connections begun in here take the write lock; for `transaction()` and for migrations."""
    if _writing.get():
        raise RuntimeError("a transaction is already open")
    mark = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(mark)


def remembered(session: Session, key: object, find: Callable[[], T]) -> T:
    """What `find` answers, asked once in a transaction (or once in a request that only reads)."""
    memory = session.info
    if key not in memory:
        memory[key] = find()
    return memory[key]
