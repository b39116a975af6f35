"""What carriers owe for lost pieces, and how it is settled."""

from datetime import timedelta

import pytest

from coopshop import cash, inventory, invoices, ledger, sales
from coopshop.cash.carriers import AboveDebt, NothingOwed, PaidBeforeLost
from coopshop.cash.moving import NoSuchCoin, NothingMoved
from coopshop.cash.operations import OperationTwice
from coopshop.domain import accounts as acc
from coopshop.inventory import Landed, Missing


@pytest.fixture
def lost(cast, session, today):
    """Julio lost three of Rosa's baskets; one more got wet at the fund's cost."""
    cast.cooperative  # noqa: B018 - it says what a loss is made good with
    cast.delivers(cast.rosa, 10)
    way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
    code = inventory.send(session, **way, lines=[(cast.basket, 10)], carrier="Julio", **today)
    parts = (Missing(1, "mojado", "fondo"), Missing(3, "perdido", "transportista"))
    inventory.arrive(session, transfer=code, landed={1: Landed(6, parts=parts)}, **today)
    return code


def debts(session):
    found = cash.carrier_debts(session)
    return [(debt.transfer, debt.name, debt.owed, debt.left) for debt in found]


def test_a_carrier_owes_what_its_makers_were_credited(session, lost):
    assert debts(session) == [(lost, "Julio", 1800, 1800)]


def test_a_carrier_pays_in_parts_and_the_rest_is_let_go(session, lost, today):
    cash.settle_carrier(session, transfer=lost, method="yape", amount=1000, **today)
    assert debts(session) == [(lost, "Julio", 1800, 800)]
    cash.settle_carrier(session, transfer=lost, method="condonado", **today)
    assert debts(session) == [(lost, "Julio", 1800, 0)]
    assert ledger.balance(session, acc.CARRIER) == 0
    assert ledger.balance(session, "yape") == 1000
    assert ledger.balance(session, acc.LOSSES) == 800
    assert all(law(session).wrong == [] for law in cash.CHECKS)


def test_a_payment_that_was_a_mistake_is_owed_again(session, lost, today):
    code = cash.settle_carrier(session, transfer=lost, method="efectivo", **today)
    assert ledger.balance(session, "cash") == 1800
    ledger.reverse(session, f"carrier/{code}", why="otra canoa", **today)
    assert debts(session) == [(lost, "Julio", 1800, 1800)]
    assert all(law(session).wrong == [] for law in cash.CHECKS)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"amount": 1801}, AboveDebt),
        ({"amount": 0}, NothingMoved),
        ({"amount": 1005, "method": "efectivo"}, NoSuchCoin),
        ({"transfer": "T999"}, NothingOwed),
        ({"till": "NADA", "method": "efectivo"}, cash.NoSuchDrawer),
    ],
)
def test_a_payment_that_cannot_be_is_refused(session, lost, today, changed, refusal):
    facts = {"transfer": lost, "method": "yape"} | changed
    with pytest.raises(refusal):
        cash.settle_carrier(session, **facts, **today)


def test_nothing_is_paid_before_it_was_lost(session, lost, today):
    early = today | {"on": today["on"] - timedelta(days=1)}
    with pytest.raises(PaidBeforeLost):
        cash.settle_carrier(session, transfer=lost, method="yape", **early)


def test_a_canoe_that_lost_nothing_is_owed_nothing(cast, session, today):
    cast.delivers(cast.rosa, 1)
    way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
    code = inventory.send(session, **way, lines=[(cast.basket, 1)], carrier="Julio", **today)
    inventory.arrive(session, transfer=code, landed={1: Landed(1)}, **today)
    assert debts(session) == []


def test_an_operation_that_paid_a_sale_makes_no_loss_good(cast, session, lost, today):
    cast.delivers(cast.rosa, 2)
    basket = cast.rings_up(sales.Asked(cast.basket, 1, 0))
    paid = {"paper": "boleta", "tenders": [invoices.Tender("yape", operation="0077")]}
    invoices.issue(session, basket, **paid, at=today["at"], by=1)
    with pytest.raises(OperationTwice, match="V0001"):
        cash.settle_carrier(session, transfer=lost, method="yape", operation="77", **today)
    code = cash.settle_carrier(session, transfer=lost, method="yape", operation="78", **today)
    paid["tenders"] = [invoices.Tender("yape", operation="0-078")]
    basket = cast.rings_up(sales.Asked(cast.basket, 1, 0))
    with pytest.raises(OperationTwice, match=lost), session.begin_nested():
        invoices.issue(session, basket, **paid, at=today["at"], by=1)
    ledger.reverse(session, f"carrier/{code}", why="otra canoa", **today)
    assert invoices.issue(session, basket, **paid, at=today["at"], by=1)
