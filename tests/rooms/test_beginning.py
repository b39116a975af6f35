"""What stood in the notebook: taken over once, with its photograph, undone and paid by the book."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from coopshop import beginning, ledger, payouts, production, sales
from coopshop.beginning import opening, reading
from coopshop.beginning.evidence import SeenBefore
from coopshop.beginning.old_debts import MoreThanOwed, PaidBeforeBegun
from coopshop.cash.moving import NoSuchCoin, NothingMoved
from coopshop.cash.operations import OperationTwice
from coopshop.cli import CHECKS
from coopshop.exchange.outgoing import exporting
from coopshop.reports import assembly, debts, slips
from coopshop.reports.tracing import Period
from coopshop.sales import aging
from coopshop.sales.collecting import MuchCash
from coopshop.sales.reminding import reminder
from coopshop.web.photos import shrunk


def page_photo(colour="white"):
    """A page as a camera gives it, larger than is kept."""
    raw = BytesIO()
    Image.new("RGB", (2400, 1800), colour).save(raw, "JPEG")
    return shrunk(raw.getvalue(), 1600)


@pytest.fixture
def page(session, today):
    return beginning.keep(session, photos=[page_photo()], words="cuaderno azul", **today)


@pytest.fixture
def seen(session, page, today):
    return beginning.on_page(session, page, **today)


def laws(session):
    return [name for law in CHECKS for name in law(session).wrong]


def test_a_page_is_kept_large_enough_to_read_and_only_once(session, today, page):
    kept = session.get(beginning.Evidence, (page, 1))
    with Image.open(BytesIO(kept.jpeg)) as picture:
        assert picture.size == (1600, 1200)
    with pytest.raises(SeenBefore):
        beginning.keep(session, photos=[page_photo()], words="otra vez", **today)


def test_what_is_owed_to_a_member_can_be_paid_to_her(session, cast, seen, today):
    beginning.open_member(session, seen, member=cast.rosa, owed=14_250)
    assert ledger.balance(session, f"payable/{cast.rosa}") == -14_250
    cast.cooperative  # noqa: B018 - named, so that it is there
    cast.fetches()
    payouts.settle(session, member=cast.rosa, amount=14_250, **today)
    assert ledger.balance(session, f"payable/{cast.rosa}") == 0
    assert laws(session) == []


def test_what_a_member_owes_stands_above_zero(session, cast, seen):
    beginning.open_member(session, seen, member=cast.rosa, owes=2_000)
    assert ledger.balance(session, f"payable/{cast.rosa}") == 2_000


@pytest.mark.parametrize(
    ("sums", "refusal"),
    [
        ({}, opening.NothingOwed),
        ({"owed": 0}, opening.NothingOwed),
        ({"owed": 5, "owes": 3}, opening.BothWays),
    ],
)
def test_one_sum_is_asked_for(session, cast, seen, sums, refusal):
    with pytest.raises(refusal):
        beginning.open_member(session, seen, member=cast.rosa, **sums)


def test_one_begins_once_and_a_mistake_is_undone_and_entered_anew(session, cast, seen, today):
    code = beginning.open_member(session, seen, member=cast.rosa, owed=1_000)
    with pytest.raises(opening.OpenedBefore):
        beginning.open_member(session, seen, member=cast.rosa, owed=1_500)
    beginning.undo(session, code, why="era de Nelly", **today)
    with pytest.raises(opening.MovedBefore):
        beginning.open_member(session, seen, member=cast.rosa, owed=1_500)
    beginning.open_member(session, seen, member=cast.rosa, owed=1_500, confirmed=True)
    assert ledger.balance(session, f"payable/{cast.rosa}") == -1_500
    assert reading.opening(session, code).undone == "era de Nelly"
    assert laws(session) == []


def test_a_member_who_has_sold_already_is_asked_about(session, cast, seen, today):
    cast.fetches()
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=500, **today)
    with pytest.raises(opening.MovedBefore):
        beginning.open_member(session, seen, member=cast.rosa, owed=1_000)


def test_her_agreement_is_kept_with_its_witness(session, cast, seen):
    code = beginning.open_member(
        session, seen, member=cast.rosa, owed=1_000, how="huella", witness="Nelly Cachique"
    )
    agreed = reading.opening(session, code).agreed
    assert (agreed.how, agreed.witness) == ("huella", "Nelly Cachique")
    assert reading.begun(session).waiting == 0


def test_pieces_lie_on_the_shelf_as_a_lot_and_are_sold_first(session, cast, seen):
    beginning.open_stock(
        session, seen, member=cast.nelly, sku=cast.basket, place=cast.chipaota, units=3
    )
    cast.delivers(cast.rosa, 5)
    first, second = production.queue(session, "goods/shelf/CHI", cast.basket)
    assert (first.member, first.units) == (cast.nelly, 3)
    assert second.member == cast.rosa
    assert laws(session) == []


def test_the_same_pieces_do_not_begin_twice(session, cast, seen):
    pieces = {"member": cast.rosa, "sku": cast.basket, "place": cast.chipaota}
    beginning.open_stock(session, seen, **pieces, units=3)
    with pytest.raises(opening.OpenedBefore):
        beginning.open_stock(session, seen, **pieces, units=3)


def test_a_service_lies_nowhere(session, cast, seen):
    with pytest.raises(opening.HasNoStock):
        beginning.open_stock(
            session, seen, member=cast.rosa, sku=cast.visit, place=cast.chipaota, units=1
        )


def test_pieces_that_are_gone_cannot_be_unsaid(session, cast, seen, today):
    pieces = {"member": cast.rosa, "sku": cast.basket, "place": cast.chipaota}
    code = beginning.open_stock(session, seen, **pieces, units=3)
    beginning.undo(session, code, why="eran 4", **today)
    assert production.queue(session, "goods/shelf/CHI", cast.basket) == []
    again = beginning.open_stock(session, seen, **pieces, units=4)
    cast.buys(2)
    with pytest.raises(opening.PiecesGone):
        beginning.undo(session, again, why="eran 5", **today)
    assert laws(session) == []


def test_the_totals_say_what_is_left_for_the_association(session, cast, seen):
    beginning.open_purse(session, seen, method="efectivo", amount=30_000)
    beginning.open_purse(session, seen, method="yape", amount=5_000)
    beginning.open_debt(session, seen, buyer=cast.hotel, amount=8_000, note="12 canastas")
    beginning.open_member(session, seen, member=cast.rosa, owed=14_250)
    beginning.open_member(session, seen, member=cast.nelly, owes=1_000)
    beginning.open_fund(session, seen, group=cast.weavers, amount=6_000)
    begun = reading.begun(session)
    assert begun.rest == 30_000 + 5_000 + 8_000 - 14_250 + 1_000 - 6_000
    assert ledger.balance(session, "opening") == -begun.rest
    assert ledger.balance(session, "fund/AW") == -6_000
    assert laws(session) == []


def test_an_old_debt_comes_in_by_parts_and_no_further(session, cast, seen, today):
    code = beginning.open_debt(session, seen, buyer=cast.hotel, amount=8_000)
    beginning.collect(session, opening=code, amount=3_000, method="yape", operation="123", **today)
    with pytest.raises(MoreThanOwed):
        beginning.collect(session, opening=code, amount=5_001, method="efectivo", **today)
    (debt,) = beginning.debts(session)
    assert (debt.buyer.code, debt.left) == (cast.hotel, 5_000)
    with pytest.raises(opening.PaidSince):
        beginning.undo(session, code, why="no era", **today)
    beginning.collect(session, opening=code, amount=5_000, method="efectivo", **today)
    assert beginning.debts(session) == []
    assert ledger.balance(session, "cash") == 5_000
    assert laws(session) == []


def test_an_old_debt_of_nobody_is_refused(session, seen):
    with pytest.raises(sales.buyer_book.UnknownBuyer):
        beginning.open_debt(session, seen, buyer="B-999", amount=100)


def test_an_old_debt_stands_among_what_buyers_owe_until_it_is_paid(session, cast, seen, today):
    cast.cooperative  # noqa: B018 - somebody writes the reminder
    code = beginning.open_debt(session, seen, buyer=cast.hotel, amount=8_000)
    (one,) = aging.owed(session, today["on"])
    assert (one.sale, one.buyer, one.due, one.late, one.old) == (code, cast.hotel, 8_000, 0, True)
    assert aging.owed(session, today["on"], buyer=cast.tourist) == []
    assert "Deuda anterior: S/ 80.00" in reminder(session, "Hotel", [one], today["on"])
    assert debts.due_in_each_currency(session) == {"PEN": 8_000}
    _header, rows = exporting.FILES["receivables.csv"](session, today["on"].year)
    assert list(rows) == [(code, today["on"], None, cast.hotel, "PEN", "80.00")]
    sheet = assembly.sheet(session, Period(today["on"], today["on"]))
    figure = sheet.figure("old-due")
    assert (figure.value, figure.facts) == (8_000, {"debts": 1})
    lines = [line for section in slips.assembly(session, sheet).sections for line in section.lines]
    assert [line.figure for line in lines if line.said.startswith("Deudas")] == ["S/ 80.00"]
    beginning.collect(session, opening=code, amount=8_000, method="yape", **today)
    assert aging.owed(session, today["on"]) == []


def test_a_payment_of_an_old_debt_by_mistake_is_owed_again(session, cast, seen, today):
    code = beginning.open_debt(session, seen, buyer=cast.hotel, amount=8_000)
    paid = {"opening": code, "amount": 3_000, "method": "yape", "operation": "0077"}
    beginning.collect(session, **paid, **today)
    with pytest.raises(OperationTwice, match=code):
        beginning.collect(session, **paid | {"operation": "77"}, **today)
    beginning.undo_payment(session, code, 1, why="era otra", **today)
    assert ledger.balance(session, "yape") == 0
    assert laws(session) == []
    beginning.collect(session, **paid, **today)
    assert [debt.left for debt in beginning.debts(session)] == [5_000]
    assert laws(session) == []


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"amount": 0}, NothingMoved),
        ({"amount": -100}, NothingMoved),
        ({"amount": 1_005}, NoSuchCoin),
        ({"amount": 200_000}, MuchCash),
        ({"on": date(2025, 12, 1)}, PaidBeforeBegun),
    ],
)
def test_a_payment_of_an_old_debt_that_cannot_be_is_refused(
    session, cast, seen, today, changed, refusal
):
    code = beginning.open_debt(session, seen, buyer=cast.hotel, amount=300_000)
    facts = {"opening": code, "amount": 1_000, "method": "efectivo"} | today | changed
    with pytest.raises(refusal):
        beginning.collect(session, **facts)
