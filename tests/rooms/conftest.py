"""Every verb is tried on both databases."""

import pytest

from tests.databases import KINDS


@pytest.fixture(params=KINDS)
def backend(request: pytest.FixtureRequest) -> str:
    return request.param
