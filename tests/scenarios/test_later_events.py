"""What happens in January changes no figure of the year before, and January has its own."""

from decimal import Decimal

import pytest

from coopshop import cash, exchange, inventory, invoices, payouts, production, sales
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from tests.scenarios.reading import COMPARED, EXPECTED, differences, table


@pytest.fixture
def january(year):
    """The canoe of New Year's Eve arrives, a debt is paid, something is sold, members are paid."""
    with year.app_context():
        with transaction() as (session, at):
            events(session, {"on": day_of(at), "at": at, "by": 1})
        yield db.session()


def events(session, today):
    production.receive(session, member="AW-03", sku="AW-MON-ALG", place="CHI", brought=4, **today)
    landed = {1: inventory.Landed(4, 1, "mojado", "asociacion"), 2: inventory.Landed(5)}
    inventory.arrive(session, transfer="T071", landed=landed, **today)
    sales.collect(session, sale="V0699", method="transferencia", **today)
    asked = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA", "used": "here"}
    lines = [sales.Asked("AW-MON-ALG", 2, 0)]
    basket = sales.ring_up(session, lines=lines, on=today["on"], at=today["at"], **asked)
    stamp = {"at": today["at"], "by": 1}
    invoices.issue(session, basket, paper="boleta", tenders=[invoices.Tender("yape")], **stamp)
    payouts.owe(session, member="AW-03", kind="aporte", amount=1_000, **today)
    # The year's files pay in cash what they never say was fetched from the bank.
    fetched = {"till": None, "reason": "retiro_banco", "amount": 1_500_000}
    cash.move(session, **fetched, **today)
    payouts.settle_all(session, **today)


@pytest.mark.parametrize("name", COMPARED)
def test_the_year_before_stays_as_it_was(january, tmp_path, name):
    exchange.export(january, tmp_path, year=2025)
    assert differences(table(tmp_path / name), table(EXPECTED / COMPARED[name])) == []


def test_january_has_figures_of_its_own(january, tmp_path):
    exchange.export(january, tmp_path, year=2026)
    found = {row[:3]: row[3] for row in table(tmp_path / "figures.csv")[1:]}
    assert found["sales_total", "2026-01", ""] == Decimal("24.00")
    assert found["sales_count", "YEAR", ""] == 1
    assert found["deliveries_rows", "YEAR", ""] == 1
    assert found["sku_lost", "EC-ESC-DOM", ""] == 1
    assert found["member_debit_aporte", "AW-03", ""] == 10
    assert ("receivable", "V0699", "B-402") not in found
    assert not [key for key in found if key[0] == "in_transit_qty"]
    assert [found for law in CHECKS for found in law(january).wrong] == []


def test_the_year_is_known_by_what_was_recorded_last(january):
    assert exchange.last_year(january) == 2026
