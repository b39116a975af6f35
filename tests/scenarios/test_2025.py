"""The year 2025: its folder goes in, every expected row and figure comes out, to the céntimo."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from coopshop import exchange, ledger
from coopshop.catalog import Product
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain import accounts as acc
from coopshop.inventory import Loss, on_the_way, stock_at
from coopshop.ledger.models import Balance, Entry
from coopshop.payouts import Payout
from coopshop.production import Delivery
from coopshop.sales import Allocation, Payment, Return, ReturnedLot, due_of, sale_of
from tests.databases import YEAR
from tests.scenarios.reading import COMPARED, EXPECTED, differences, rows, table

CASES = {case["case"]: case for case in rows(EXPECTED / "cases.csv")}

#: Cases that are about one sale.
SALES = [name for name, case in CASES.items() if case["expected"].startswith("total")]


@pytest.mark.parametrize("name", COMPARED)
def test_an_export_equals_the_expected_file_in_every_row(exported, name):
    found, expected = table(exported / name), table(EXPECTED / COMPARED[name])
    assert differences(found, expected) == []


#: Laws about what the year's folder knows nothing of. `faults/lived.py` lets all of it happen.
NOTHING_OF_IT = frozenset(
    (
        "answered_after_asked",
        "asked_by_link",
        "awaited",
        "cash_only_into_open_drawers",
        "counted_drawers_stay",
        "counts_against_the_book",
        "delivered_within_orders",
        "deposits_held",
        "differences_explained",
        "differences_in_the_book",
        "dollars_for_soles",
        "everybody_began_once",
        "never_more_than_paid_ahead",
        "numbers_put_right",
        "numbers_typed_later",
        "numbers_without_gaps",
        "old_debts_add_up",
        "on_paper",
        "one_session_at_a_time",
        "one_slip",
        "operations_pay_once_anywhere",
        "openings_moved_what_they_say",
        "photographs_are_what_was_seen",
        "portal_files",
        "said_by_sunat",
        "signed_once",
        "undone_lay_untouched",
    )
)


@pytest.mark.parametrize("law", CHECKS, ids=lambda law: law.__name__)
def test_the_book_keeps_every_law(read_year, law):
    finding = law(read_year)
    assert finding.wrong == []
    assert (finding.examined > 0) == (law.__name__ not in NOTHING_OF_IT)


def test_the_shelves_hold_what_the_other_count_says(read_year):
    parts = dict(read_year.execute(sa.select(Product.sku, Product.parts)).all())
    found = {(s.place, s.sku): Decimal(s.units) / parts[s.sku] for s in stock_at(read_year)}
    counted = rows(EXPECTED / "stock_check_qty_only.csv")
    expected = {(r["location"], r["sku"]): Decimal(r["qty"]) for r in counted}
    assert found == expected


def test_reading_the_folder_again_changes_nothing(year):
    with year.app_context():
        before = everything(db.session())
        with transaction() as (session, at):
            outcome = exchange.import_folder(session, YEAR, at=at)
        assert (outcome.written, outcome.settled) == (0, 0)
        assert everything(db.session()) == before


def everything(session):
    """How many rows each table has, the hash of the last entry, the counters."""
    counts = {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in db.metadata.tables.values()
    }
    head = session.scalar(sa.select(Entry.hash).order_by(Entry.id.desc()).limit(1))
    session.rollback()
    return counts, head


@pytest.mark.parametrize("name", SALES)
def test_the_awkward_sale_comes_out_as_told(read_year, name):
    assert story_of_sale(read_year, CASES[name]["ref"]) == CASES[name]["expected"]


@pytest.mark.parametrize("name", ["CANOA", "MOJADO"])
def test_what_the_river_took_is_made_good_lot_by_lot(read_year, name):
    assert story_of_losses(read_year, CASES[name]["ref"]) == CASES[name]["expected"]


def test_a_late_delivery_serves_only_what_is_sold_after_it(read_year):
    case = CASES["ATRASADA-ENTREGA"]
    query = sa.select(Allocation).where(Allocation.lot == case["ref"]).order_by(Allocation.sale)
    served = [f"{a.sale} {a.units}={plain(a.amount)}" for a in read_year.scalars(query)]
    assert "; ".join(served) == case["expected"]


def test_an_advance_above_her_earnings_is_carried_below_zero(read_year):
    available = -ledger.balance(read_year, acc.payable("EC-13"))
    total = available - ledger.balance(read_year, acc.earned("EC-13"))
    query = sa.select(Payout.code).where(Payout.member == "EC-13", Payout.on == date(2025, 12, 31))
    paid = read_year.scalars(query).all()
    found = f"EC-13: available {plain(available)}, total {plain(total)}"
    assert paid == []
    assert f"{found}, no payout on 2025-12-31" == CASES["ADELANTO"]["expected"]


def test_a_canoe_on_the_water_at_midnight_lies_nowhere_and_is_still_ours(read_year):
    prefix = "goods/transit/T071/"
    query = sa.select(Balance).where(Balance.account.startswith(prefix), Balance.amount > 0)
    found = [
        f"T071 line {b.account.removeprefix(prefix)}: {b.unit}x{b.amount}"
        for b in read_year.scalars(query.order_by(Balance.account))
    ]
    assert "; ".join(found) == CASES["TRANSITO"]["expected"]
    assert {(s.place, s.units) for s in on_the_way(read_year)} == {("T071", 5)}


def test_every_case_was_looked_at():
    others = {"CANOA", "MOJADO", "ATRASADA-ENTREGA", "ADELANTO", "TRANSITO"}
    assert {*SALES, *others} == CASES.keys()


def story_of_sale(session, code):
    """A sale as cases.csv tells it."""
    sale = sale_of(session, code)
    paid = session.scalars(
        sa.select(Payment.amount + Payment.rounding).where(Payment.sale == code)
    ).all()
    back = session.scalars(sa.select(Return.total).where(Return.sale == code)).all()
    parts = [
        f"total {sale.currency} {plain(sale.total)}",
        f"paid {plain(sum(paid)) if paid else 0}",
        f"credit notes {plain(sum(back)) if back else 0}",
        f"due {plain(due_of(session, sale))}",
        f"members {' '.join(_served(session, code))}",
    ]
    return "; ".join(parts)


def _served(session, code):
    gone = {
        (lot.line, lot.position): lot.amount
        for lot in session.scalars(sa.select(ReturnedLot).where(ReturnedLot.sale == code))
    }
    query = sa.select(Allocation).where(Allocation.sale == code)
    for a in session.scalars(query.order_by(Allocation.line, Allocation.position)):
        back = gone.get((a.line, a.position))
        told = f"({plain(-back)})" if back else ""
        yield f"{a.line}:{a.lot}/{a.member}x{a.units}={plain(a.amount)}{told}"


def story_of_losses(session, transfer):
    """What a transfer lost, as cases.csv tells it."""
    query = (
        sa.select(Loss, Delivery.sku, Delivery.member)
        .join(Delivery, Delivery.lot == Loss.lot)
        .where(Loss.transfer == transfer)
        .order_by(Loss.line, Loss.lot)
    )
    return "; ".join(
        f"{sku} {loss.lot} {member} lost {loss.units} comp {plain(loss.compensation)}"
        for loss, sku, member in session.execute(query)
    )


def plain(cents):
    return f"{Decimal(cents) / 100:.2f}"
