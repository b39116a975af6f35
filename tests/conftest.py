"""What most tests begin with: an application on its own database, a clock, somebody signed in."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy.orm import Session

from coopshop.db import db, transaction, writing
from coopshop.domain.days import LIMA
from coopshop.web.misses import Misses
from tests import databases
from tests.cast import Cast
from tests.pages.entering import begin, let_in

_FOLDER = pytest.StashKey()

# Every run tries the same examples, so that a red test is red for everybody; none is red for being
# slow on a busy machine.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run, made by the process above the workers (or the only one)."""
    if not hasattr(config, "workerinput"):
        config.stash[_FOLDER] = databases.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _FOLDER in config.stash:
        databases.close_run(config.stash[_FOLDER])


class Clock:
    """The clock that the application looks at; `set` it, or leave it at noon of 5 January 2026."""

    def __init__(self) -> None:
        self.set(date(2026, 1, 5))

    def set(self, day: date, at: time = time(12)) -> None:
        """A day and a time on a clock in Lima."""
        self.at = datetime.combine(day, at, LIMA).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def _kinds() -> dict[str, databases.Kind]:
    return {}


@pytest.fixture
def backend() -> str:
    """The database's kind; folders whose tests run on both say so in their own conftest."""
    return "sqlite"


@pytest.fixture
def kind(backend: str, _kinds) -> databases.Kind:
    if backend not in _kinds:
        _kinds[backend] = databases.KINDS[backend]()
    return _kinds[backend]


@pytest.fixture(scope="session")
def _shops() -> dict[str, Flask]:
    return {}


@pytest.fixture
def app(kind: databases.Kind, now: Clock, _shops) -> Iterator[Flask]:
    """The application on an empty database."""
    with _shop(_shops, kind, "empty", now) as app:
        yield app


@pytest.fixture
def year(kind: databases.Kind, now: Clock, _shops) -> Iterator[Flask]:
    """The application on a copy of the 2025 scenario."""
    with _shop(_shops, kind, "year", now) as app:
        yield app


@pytest.fixture
def lived(kind: databases.Kind, now: Clock, _shops) -> Iterator[Flask]:
    """The application on a copy of a short life in which everything happened once."""
    with _shop(_shops, kind, "lived", now) as app:
        yield app


@contextmanager
def _shop(shops: dict[str, Flask], kind: databases.Kind, template: str, now: Clock):
    """One application for all tests of a worker, each on a database that was just copied."""
    name = f"{template}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with databases.copy_of(kind, template, name) as url:
        if url not in shops:
            shops[url] = databases.open_shop(url)
        app = shops[url]
        app.extensions["clock"] = now
        app.extensions["misses"] = Misses(lambda: now().timestamp())
        try:
            yield app
        finally:
            databases.let_go(app)


Write = Callable[[], AbstractContextManager[tuple[Session, datetime]]]


@pytest.fixture
def write(app: Flask) -> Write:
    """`with write() as (session, at):` records for good, as a request would."""

    @contextmanager
    def open_for_writing() -> Iterator[tuple[Session, datetime]]:
        with app.app_context(), transaction() as opened:
            yield opened

    return open_for_writing


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """An open transaction, undone at the end; for tests of verbs."""
    with app.app_context(), writing():
        session = db.session()
        session.connection()
        yield session
        session.rollback()


@pytest.fixture
def today(now: Clock) -> dict[str, object]:
    """What every verb wants to know: the business day, the moment, and who did it."""
    return {"on": now.at.astimezone(LIMA).date(), "at": now.at, "by": 1}


@pytest.fixture
def cast(session: Session, now: Clock) -> Cast:
    """People and things by name; each is there as soon as it is named."""
    return Cast(session, now.at)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(client: FlaskClient, app: Flask) -> Callable[..., int]:
    """`sign_in("tesorera")`: the client's next requests are hers; gives the user's id."""

    def sign_in(role: str, member: str | None = None) -> int:
        user, token = begin(app, role, member)
        let_in(client, token)
        return user

    return sign_in
