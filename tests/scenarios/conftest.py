"""Every figure is looked at on both databases."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from coopshop import exchange
from coopshop.db import db
from tests import databases


@pytest.fixture(params=databases.KINDS)
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def _open() -> Iterator[tuple[ExitStack, dict[str, Flask]]]:
    with ExitStack() as stack:
        yield stack, {}


@pytest.fixture
def read_year(kind: databases.Kind, _open) -> Iterator[Session]:
    """The 2025 scenario to read from; one copy for all tests, nothing can be written."""
    stack, apps = _open
    if kind.name not in apps:
        url = stack.enter_context(databases.copy_of(kind, "year"))
        apps[kind.name] = databases.open_shop(url)
    with apps[kind.name].app_context():
        yield db.session()


@pytest.fixture(scope="session")
def _exports() -> dict[str, Path]:
    return {}


@pytest.fixture
def exported(backend: str, read_year: Session, _exports, tmp_path_factory) -> Path:
    """The folder that an export of 2025 writes, written once for each database."""
    if backend not in _exports:
        _exports[backend] = tmp_path_factory.mktemp(f"export-{backend}")
        exchange.export(read_year, _exports[backend], year=2025)
    return _exports[backend]
