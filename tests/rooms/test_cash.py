"""The drawers of the tills: counted blind, opened, filled, counted again, with every difference."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import cash, invoices, ledger, payouts, sales
from coopshop.cash import audit, counting, drawers, moving, reading, till_book
from coopshop.cash.models import CountedPieces
from coopshop.domain import accounts as acc
from coopshop.sales import Asked

DRAWER = acc.drawer("TIENDA")


def coins(cents):
    """So many ten-céntimo coins."""
    return cash.Counted({10: cents // 10})


@pytest.fixture
def till(cast, session):
    place = cast.tarapoto
    return cash.add_till(session, code="TIENDA", name="Caja de la tienda", place=place).code


@pytest.fixture
def opened(till, cast, session, today):
    """The shop's drawer with S/ 50.00 from the box in it."""
    code = cash.open_drawer(session, till=till, counted=coins(0), **today)
    change = {"till": till, "reason": "sencillo", "amount": 5_000}
    cast.fetches()
    cash.move(session, **change, **today)
    return code


def held(session, unit="PEN"):
    return ledger.balance(session, DRAWER, unit)


def sell(cast, session, units, *tenders, **facts):
    basket = cast.rings_up(Asked(cast.basket, units, 0, price_source="pedido"), **facts)
    stamp = {"at": cast.today["at"], "by": 1}
    return invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale


def laws(session):
    return [wrong for law in audit.CHECKS for wrong in law(session).wrong]


def test_a_drawer_takes_cash_only_between_its_opening_and_its_count(till, session, today):
    with pytest.raises(drawers.NoSuchDrawer) as refused:
        cash.purse(session, "efectivo", "OTRA")
    assert refused.value.field == "till"
    with pytest.raises(cash.DrawerClosed) as refused:
        cash.purse(session, "efectivo", till)
    assert refused.value.field == "till"
    code = cash.open_drawer(session, till=till, counted=coins(0), **today)
    assert cash.purse(session, "efectivo", till, today["on"]) == DRAWER
    assert [drawer.till for drawer in cash.tills_open(session)] == [till]
    assert cash.count_drawer(session, code=code, counted=coins(0), **today) == 2
    with pytest.raises(cash.DrawerClosed):
        cash.purse(session, "efectivo", till)
    assert cash.tills_open(session) == []


def test_what_is_not_cash_and_what_has_no_till_lies_where_it_always_lay(till, session):
    assert cash.purse(session, "yape", till) == "yape"
    assert cash.purse(session, "efectivo") == cash.purse(session, "efectivo", "") == "cash"
    assert cash.any_tills(session)


@pytest.mark.usefixtures("opened")
def test_cash_of_an_earlier_day_does_not_enter_the_drawer_of_today(till, session, today):
    with pytest.raises(drawers.BeforeOpening) as refused:
        cash.purse(session, "efectivo", till, today["on"] - timedelta(days=1))
    assert refused.value.field == "till"
    assert cash.purse(session, "efectivo", till, today["on"]) == DRAWER


def test_drawer_is_cash_less_change_and_neither_credit_nor_yape(opened, till, cast, session, today):
    """A sale of 40 paid with 60, one on credit, one by Yape: opening + 40; closed with −3."""
    cast.delivers(cast.rosa, 9)
    lines = [Asked(cast.basket, 2, 2_000)]
    stamp = {"at": today["at"], "by": 1}
    paid = invoices.Tender("efectivo", tendered=6_000, till=till)
    invoices.issue(session, cast.rings_up(*lines), paper="boleta", tenders=[paid], **stamp)
    later = {"terms": "credito", "due_on": today["on"] + timedelta(days=9)}
    owed = cast.rings_up(*lines, buyer=cast.hotel)
    invoices.issue(session, owed, paper="factura", **later, **stamp)
    yape = invoices.Tender("yape", till=till)
    invoices.issue(session, cast.rings_up(*lines), paper="boleta", tenders=[yape], **stamp)
    assert held(session) == 5_000 + 4_000
    number = cash.count_drawer(session, code=opened, counted=coins(8_700), **today)
    (row,) = counting.sums_of(session, opened, number)
    assert (row.expected, row.counted, row.difference) == (9_000, 8_700, -300)
    assert held(session) == 9_000
    why = {"number": number, "note": "no se sabe"}
    cash.accept(session, code=opened, **why, **today)
    assert held(session) == 8_700
    assert ledger.balance(session, acc.CASH_DIFFERENCE) == 300
    cash.count_drawer(session, code=opened, counted=coins(9_000), **today)
    assert counting.sums_of(session, opened, number)[0].difference == -300
    assert laws(session) == []


def test_a_second_count_takes_the_place_of_the_first_and_both_stay(opened, session, today):
    first = cash.count_drawer(session, code=opened, counted=coins(4_700), **today)
    cash.accept(session, code=opened, number=first, note="no se sabe", **today)
    assert (held(session), ledger.balance(session, acc.CASH_DIFFERENCE)) == (4_700, 300)
    second = cash.count_drawer(session, code=opened, counted=coins(5_000), **today)
    assert (held(session), ledger.balance(session, acc.CASH_DIFFERENCE)) == (5_000, 0)
    told = reading.told(session, opened)
    assert [count.sums[0].difference for count in told.counts] == [0, -300, 0]
    assert told.state == "closed"
    assert told.last.number == second == 3
    third = cash.count_drawer(session, code=opened, counted=coins(5_100), **today)
    cash.accept(session, code=opened, number=third, note="apareció", **today)
    assert (held(session), ledger.balance(session, acc.CASH_DIFFERENCE)) == (5_100, -100)
    assert laws(session) == []


def test_a_difference_at_the_opening_is_posted_with_its_reason(till, session, today):
    code = cash.open_drawer(session, till=till, counted=coins(2_000), **today)
    with pytest.raises(cash.DrawerClosed):
        cash.purse(session, "efectivo", till)
    with pytest.raises(counting.ReasonMissing) as refused:
        cash.accept(session, code=code, number=1, note=None, **today)
    assert refused.value.field == "note"
    cash.accept(session, code=code, number=1, note="sencillo de antes", **today)
    assert (held(session), cash.standing(session, till).state) == (2_000, "open")
    assert laws(session) == []


def test_an_opening_is_counted_again_before_it_stands(till, session, today):
    code = cash.open_drawer(session, till=till, counted=coins(2_000), **today)
    cash.count_drawer(session, code=code, counted=coins(0), **today)
    assert (held(session), cash.standing(session, till).state) == (0, "open")
    assert [count.kind for count in reading.told(session, code).counts] == ["apertura"] * 2


def test_an_empty_slip_is_refused_and_an_empty_drawer_is_not(opened, session, today):
    for empty in (cash.Counted(), cash.Counted({}, 0)):
        with pytest.raises(counting.NothingCounted):
            cash.count_drawer(session, code=opened, counted=empty, **today)
    number = cash.count_drawer(session, code=opened, counted=cash.Counted({10: 0}), **today)
    assert counting.sums_of(session, opened, number)[0].difference == -5_000


def test_notes_and_coins_are_kept_as_they_lay(opened, session, today):
    lay = {20_000: 1, 1_000: 2, 10: 7, 50: 0}
    number = cash.count_drawer(session, code=opened, counted=cash.Counted(lay), **today)
    query = sa.select(CountedPieces.value, CountedPieces.pieces)
    found = session.execute(query.where(CountedPieces.number == number)).all()
    assert dict(found) == {20_000: 1, 1_000: 2, 10: 7}
    assert reading.told(session, opened).last.worth[0] == (20_000, 1, 20_000)


def test_dollars_are_a_sum_of_their_own(opened, till, cast, session, today):
    cast.delivers(cast.rosa, 9)
    abroad = {"price_list": "EXPORT", "fx_micros": 3_541_000, "used": "abroad"}
    tender = invoices.Tender("efectivo", fx_micros=3_541_000, till=till)
    sell(cast, session, 2, tender, **abroad, buyer=cast.tourist)
    assert held(session, "USD") == 1_200
    with pytest.raises(counting.DollarsMissing):
        cash.count_drawer(session, code=opened, counted=coins(5_000), **today)
    counted = cash.Counted({10: 500}, 1_100)
    number = cash.count_drawer(session, code=opened, counted=counted, **today)
    cash.accept(session, code=opened, number=number, note="billete roto", **today)
    assert (held(session), held(session, "USD")) == (5_000, 1_100)
    assert ledger.balance(session, acc.CASH_DIFFERENCE, "USD") == 100
    assert laws(session) == []


def test_two_sessions_of_one_drawer_are_never_open_together(opened, till, session, today):
    with pytest.raises(counting.AlreadyOpen):
        cash.open_drawer(session, till=till, counted=coins(5_000), **today)
    cash.count_drawer(session, code=opened, counted=coins(5_000), **today)
    second = cash.open_drawer(session, till=till, counted=coins(5_000), **today)
    with pytest.raises(counting.OpenedSince):
        cash.count_drawer(session, code=opened, counted=coins(4_000), **today)
    assert cash.standing(session, till).session == second


def test_only_the_last_count_is_accepted_and_only_while_the_book_stands_still(
    opened, till, session, today
):
    first = cash.count_drawer(session, code=opened, counted=coins(4_000), **today)
    forgotten = {"till": till, "reason": "pasajes", "amount": 1_000}
    cash.move(session, **forgotten, **today)
    why = {"note": "no se sabe"}
    with pytest.raises(counting.BookMoved):
        cash.accept(session, code=opened, number=first, **why, **today)
    cash.count_drawer(session, code=opened, counted=coins(4_000), **today)
    with pytest.raises(counting.CountedSince):
        cash.accept(session, code=opened, number=first, **why, **today)
    assert cash.standing(session, till).state == "closed"
    assert ledger.balance(session, acc.CASH_DIFFERENCE) == 0
    assert laws(session) == []


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("reason", "other", "sign"),
    [
        ("retiro", "cash", 1),
        ("deposito", "bank", 1),
        ("pasajes", acc.FARES, 1),
        ("flete", acc.FREIGHT, 1),
        ("compra_material", acc.MATERIALS, 1),
        ("otro_gasto", acc.EXPENSES, 1),
        ("sencillo", "cash", -1),
        ("retiro_banco", "bank", -1),
        ("otro_ingreso", acc.OTHER_INCOME, -1),
    ],
)
def test_money_goes_where_its_reason_says(till, session, today, reason, other, sign):
    before = ledger.balance(session, other)
    about = {"note": "para el bote", "payee": "Julio", "voucher": "F001-12"}
    cash.move(session, till=till, reason=reason, amount=1_500, **about, **today)
    assert held(session) == 5_000 - sign * 1_500
    assert ledger.balance(session, other) == before + sign * 1_500


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reason": "regalo"}, "reason"),
        ({"amount": 0}, "amount"),
        ({"amount": 1_005}, "amount"),
        ({"amount": 5_010}, "till"),
        ({"currency": "USD"}, "currency"),
        ({"reason": "otro_gasto"}, "note"),
        ({"reason": "sencillo", "till": None}, "till"),
        ({"till": "OTRA"}, "till"),
    ],
)
def test_money_that_cannot_move_says_which_box_is_wrong(till, session, today, facts, field):
    usual = {"till": till, "reason": "pasajes", "amount": 1_000}
    with pytest.raises(moving.Refused) as refused:
        cash.move(session, **usual | facts, **today)
    assert refused.value.field == field


@pytest.mark.usefixtures("opened")
def test_more_than_there_is_never_goes_out_and_nobody_is_told_how_much_there_is(
    till, cast, session, today
):
    """Neither out of a drawer nor out of the box, whatever for; the sentence tells no sum."""
    cast.delivers(cast.rosa, 9)
    cast.buys(9)
    facts = {"member": cast.rosa, "kind": "adelanto", "amount": 5_010}
    tries = [
        (cash.move, {"till": till, "reason": "flete", "amount": 5_010}),
        (cash.move, {"till": till, "reason": "sencillo", "amount": 100_000}),
        (cash.move, {"till": None, "reason": "deposito", "amount": 100_000}),
        (payouts.owe, {"till": till, **facts}),
        (payouts.settle, {"till": till, "member": cast.rosa}),
    ]
    for verb, said in tries:
        with pytest.raises(cash.NotEnoughCash) as refused, session.begin_nested():
            verb(session, **said, **today)
        assert refused.value.field == "till"
        assert not re.search("[0-9]", str(refused.value))
    assert held(session) == 5_000
    cash.move(session, till=till, reason="flete", amount=5_000, **today)
    assert held(session) == 0


@pytest.mark.usefixtures("opened")
def test_members_are_paid_out_of_a_drawer_and_buyers_get_money_back(till, cast, session, today):
    cast.delivers(cast.rosa, 9)
    sale = sell(cast, session, 2, invoices.Tender("efectivo", till=till))
    paid = held(session)
    assert paid == 5_000 + 3_600
    payouts.settle(session, member=cast.rosa, till=till, **today)
    facts = {"member": cast.rosa, "kind": "adelanto", "amount": 500}
    payouts.owe(session, till=till, **facts, **today)
    back = [sales.Back(line=1, units=1, restock=cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    sales.refund(session, sale=sale, method="efectivo", till=till, **today)
    assert held(session) == paid - 2_880 - 500 - 1_800
    assert laws(session) == []


def test_a_till_is_renamed_and_given_up_only_with_a_closed_drawer(opened, till, session, today):
    with pytest.raises(till_book.TillTaken):
        cash.add_till(session, code=till, name="Otra", place="TPP")
    cash.change_till(session, till, name="Caja 1", place="TPP")
    with pytest.raises(till_book.StillOpen):
        cash.close_till(session, till, on=today["on"])
    cash.count_drawer(session, code=opened, counted=coins(5_000), **today)
    with pytest.raises(till_book.MoneyLeft):
        cash.close_till(session, till, on=today["on"])
    again = cash.open_drawer(session, till=till, counted=coins(5_000), **today)
    cash.move(session, till=till, reason="retiro", amount=5_000, **today)
    cash.count_drawer(session, code=again, counted=coins(0), **today)
    cash.close_till(session, till, on=today["on"])
    assert cash.tills(session, on=today["on"]) == []
    with pytest.raises(drawers.NoSuchDrawer):
        cash.open_drawer(session, till=till, counted=coins(5_000), **today)


def test_cash_in_a_closed_drawer_would_be_named_by_the_check(opened, session, today):
    cash.count_drawer(session, code=opened, counted=coins(5_000), **today)
    entry = counting.bookings.cash_move("M900", today["on"], "cash_out", DRAWER, "bank", 10, "PEN")
    ledger.post(session, entry, at=today["at"], by=1)
    assert len(laws(session)) == 1
