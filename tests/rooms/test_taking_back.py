"""Undoing what moved cash: a drawer that was counted stays as it was; the money lies elsewhere."""

import pytest

from coopshop import beginning, cash, ledger, orders, payouts
from coopshop.cli import CHECKS
from coopshop.domain import accounts as acc
from coopshop.payouts import handing
from coopshop.sales import Asked

SHOP, PORT = acc.drawer("TIENDA"), acc.drawer("PUERTO")


@pytest.fixture
def shop(cast, session, today):
    """Two drawers, the shop's with S/ 100.00, and S/ 900.00 in the box."""
    cast.cooperative  # noqa: B018 - somebody must be selling
    cast.fetches()
    cast.delivers(cast.rosa, 9)
    for code in ("TIENDA", "PUERTO"):
        cash.add_till(session, code=code, name=code.title(), place=cast.chipaota)
    opened(session, "TIENDA", today)
    cash.move(session, till="TIENDA", reason="sencillo", amount=10_000, **today)
    return today


def opened(session, till, today):
    held = ledger.balance(session, acc.drawer(till))
    return cash.open_drawer(session, till=till, counted=cash.Counted({10: held // 10}), **today)


def closed(session, today):
    """The shop's drawer is counted, and right."""
    code = cash.standing(session, "TIENDA").session
    held = ledger.balance(session, SHOP)
    cash.count_drawer(session, code=code, counted=cash.Counted({10: held // 10}), **today)
    assert cash.standing(session, "TIENDA").state == "closed"
    return held


def lawful(session):
    return [wrong for law in CHECKS for wrong in law(session).wrong]


def an_advance(cast, session, today):
    facts = {"member": cast.rosa, "kind": "adelanto", "amount": 2_000, "till": "TIENDA"}
    return f"debit/{payouts.owe(session, **facts, **today)}"


def fares(_cast, session, today):
    return f"cash/{cash.move(session, till='TIENDA', reason='pasajes', amount=2_000, **today)}"


def a_payout(cast, session, today):
    cast.buys(3)
    facts = {"member": cast.rosa, "amount": 2_000, "till": "TIENDA"}
    return f"payout/{payouts.settle(session, **facts, **today)}"


@pytest.mark.parametrize("paid", [an_advance, fares, a_payout])
@pytest.mark.parametrize(
    ("till", "here"), [(None, "cash"), ("PUERTO", PORT)], ids=["box", "other drawer"]
)
def test_what_was_not_paid_after_all_lies_where_somebody_says(
    cast, session, shop, paid, till, here
):
    cause = paid(cast, session, shop)
    held = closed(session, shop)
    opened(session, "PUERTO", shop)
    before = ledger.balance(session, here)
    cash.take_back(session, cause, why="error", till=till, **shop)
    assert ledger.balance(session, here) == before + 2_000
    assert ledger.balance(session, SHOP) == held, "the count of yesterday stays right"
    assert lawful(session) == []


def test_while_its_drawer_is_not_counted_it_goes_back_there(cast, session, shop):
    cause = an_advance(cast, session, shop)
    cash.take_back(session, cause, why="error", till="PUERTO", **shop)
    assert ledger.balance(session, SHOP) == 10_000
    assert lawful(session) == []


def test_a_drawer_that_was_opened_again_takes_it_if_it_lies_there(cast, session, shop):
    cause = an_advance(cast, session, shop)
    held = closed(session, shop)
    opened(session, "TIENDA", shop)
    cash.take_back(session, cause, why="error", till="TIENDA", **shop)
    assert ledger.balance(session, SHOP) == held + 2_000
    assert lawful(session) == []


def test_a_closed_drawer_takes_nothing(cast, session, shop):
    cause = an_advance(cast, session, shop)
    closed(session, shop)
    with pytest.raises(cash.DrawerClosed):
        cash.take_back(session, cause, why="error", till="TIENDA", **shop)


def test_a_deposit_is_taken_back_out_of_what_is_there(cast, session, shop):
    lines = (Asked(cast.basket, 3, 2_000),)
    wanted = orders.Wanted(buyer=cast.hotel, price_list="MINORISTA", used="here", lines=lines)
    order = orders.order(session, wanted, promised=shop["on"], **shop)
    paid = {"order": order, "method": "efectivo", "amount": 3_000, "till": "TIENDA"}
    code = orders.pay_ahead(session, **paid, **shop)
    held = closed(session, shop)
    opened(session, "PUERTO", shop)
    with pytest.raises(cash.NotEnoughCash), session.begin_nested():
        orders.deposits.undo(session, code, why="error", till="PUERTO", **shop)
    box = ledger.balance(session, "cash")
    orders.deposits.undo(session, code, why="error", **shop)
    assert (ledger.balance(session, "cash"), ledger.balance(session, SHOP)) == (box - 3_000, held)
    assert lawful(session) == []


def test_a_payout_is_undone_with_its_own_refusals(cast, session, shop):
    code = a_payout(cast, session, shop).partition("/")[2]
    closed(session, shop)
    box = ledger.balance(session, "cash")
    handing.undo(session, code, why="error", **shop)
    assert ledger.balance(session, "cash") == box + 2_000
    with pytest.raises(handing.Undone):
        handing.undo(session, code, why="error", **shop)


def test_the_audit_names_a_counted_drawer_that_moved_after_all(cast, session, shop):
    cause = an_advance(cast, session, shop)
    closed(session, shop)
    ledger.reverse(session, cause, why="error", **shop)
    law = next(law for law in CHECKS if law.__name__ == "counted_drawers_stay")
    assert law(session).wrong == []
    entry = cash.taking_back.bookings.elsewhere(cause, shop["on"], SHOP, "cash", {"PEN": 1_000})
    ledger.post(session, entry, at=shop["at"], by=1)
    assert law(session).wrong == [f"elsewhere/{cause}"]


def test_old_debts_are_owed_again(cast, session, shop):
    page = beginning.keep(session, photos=[b"JPEG"], words="página 1", **shop)
    seen = beginning.on_page(session, page, **shop)
    debt = beginning.open_debt(session, seen, buyer=cast.hotel, amount=3_000, note="canastas")
    paid = {"method": "efectivo", "amount": 1_000, "till": "TIENDA"}
    beginning.collect(session, opening=debt, **paid, **shop)
    held, box = closed(session, shop), ledger.balance(session, "cash")
    beginning.old_debts.undo_payment(session, debt, 1, why="error", **shop)
    assert (ledger.balance(session, SHOP), ledger.balance(session, "cash")) == (held, box - 1_000)
    assert lawful(session) == []
