"""The oracle is worth something only if it finds the truth that is known."""

import pytest

from tests.databases import YEAR
from tests.scenarios.oracle import Year
from tests.scenarios.oracle_tables import tables
from tests.scenarios.reading import COMPARED, EXPECTED, differences, table


@pytest.fixture(scope="module")
def told():
    return tables(Year(YEAR))


@pytest.mark.parametrize("name", COMPARED)
def test_the_oracle_finds_the_known_year(told, name):
    assert differences(told[name], table(EXPECTED / COMPARED[name])) == []
