"""Money by telephone in whatever room: seen in our account, and each operation once."""

import pytest

from coopshop import beginning, cash, inventory, invoices, ledger, orders, sales
from coopshop.cash.numbers import (
    HasItsNumber,
    HasNoNumber,
    NoSuchOperation,
    NotANumber,
    SameNumber,
    WereSwapped,
)
from coopshop.cash.operations import OperationTwice, refuse_used
from coopshop.cli import CHECKS
from coopshop.domain import bookings
from coopshop.orders.models import Deposit
from coopshop.sales import Asked
from coopshop.sales.operations import of_day


@pytest.fixture
def paid(cast, session, today):
    """By Yape: a basket, a part of an order, what a carrier lost, an old debt."""
    cast.delivers(cast.rosa, 9)
    cast.buys(1)
    lines = (Asked(cast.basket, 3, 2_000),)
    wanted = orders.Wanted(buyer=cast.hotel, price_list="MINORISTA", used="here", lines=lines)
    order = orders.order(session, wanted, promised=today["on"], **today)
    yape = {"method": "yape", "amount": 1_000}
    deposit = orders.pay_ahead(session, order=order, operation="001-7", **yape, **today)
    way = {
        "origin": cast.chipaota,
        "destination": cast.tarapoto,
        "via": "canoa",
        "carrier": "Julio",
    }
    transfer = inventory.send(session, lines=[(cast.basket, 2)], **way, **today)
    landed = {1: inventory.Landed(1, 1, "mojado", "transportista")}
    inventory.arrive(session, transfer=transfer, landed=landed, **today)
    lost = cash.settle_carrier(session, transfer=transfer, method="plin", operation="8", **today)
    page = beginning.keep(session, photos=[b"JPEG"], words="página 1", **today)
    seen = beginning.on_page(session, page, **today)
    debt = beginning.open_debt(session, seen, buyer=cast.hotel, amount=3_000, note="canastas")
    beginning.collect(session, opening=debt, operation="9", **yape, **today)
    return [f"deposit/{deposit}", f"carrier/{lost}", f"old-payment/{debt}/1"]


def test_all_of_it_waits_until_somebody_has_seen_it(session, today, paid):
    waiting = sales.awaited(session)
    assert [one.code for one in waiting if not one.sale] == paid
    assert sales.count_awaited(session) == len(waiting) == 4
    sales.see(session, [one.code for one in waiting], **today)
    assert sales.count_awaited(session) == 0
    assert {one.code: one.seen for one in of_day(session, today["on"])}[paid[0]] is True
    sales.see(session, paid[:1], seen=False, **today)
    assert [one.code for one in sales.awaited(session)] == paid[:1]


def test_what_was_undone_is_waited_for_no_longer(session, today, paid):
    orders.deposits.undo(session, paid[0].partition("/")[2], why="error", **today)
    assert paid[0] not in [one.code for one in sales.awaited(session)]


def test_the_check_finds_one_operation_that_paid_in_two_rooms(session, today, paid):
    law = next(law for law in CHECKS if law.__name__ == "operations_pay_once_anywhere")
    assert (law(session).examined, law(session).wrong) == (3, [])
    row = {"code": "A0099", "order": "P001", "on": today["on"], "kind": "anticipo"}
    row |= {"method": "plin", "currency": "PEN", "amount": 500, "operation": "00-08"}
    entry = bookings.deposit("A0099", today["on"], "P001", "deposit", "plin", 500, "PEN")
    ledger.post(session, entry, (Deposit, [row]), at=today["at"], by=1)
    assert law(session).wrong == [f"plin 00-08: {paid[1]} and deposit/A0099"]


@pytest.fixture
def bare(cast, session, today):
    """Two sales and a part of an order, by Yape, whose numbers nobody typed; causes."""
    cast.delivers(cast.rosa, 9)
    for _sale in range(2):
        cast.buys(1)
    lines = (Asked(cast.basket, 3, 2_000),)
    wanted = orders.Wanted(buyer=cast.hotel, price_list="MINORISTA", used="here", lines=lines)
    order = orders.order(session, wanted, promised=today["on"], **today)
    deposit = orders.pay_ahead(session, order=order, method="yape", amount=1_000, **today)
    return ["payment/C0001", "payment/C0002", f"deposit/{deposit}"]


def numbers(session):
    return {one.cause: one.operation for one in sales.awaited(session)}


@pytest.mark.parametrize("typed", ["-", " - - "])
def test_a_stroke_is_no_number_of_an_operation(session, today, bare, typed):
    with pytest.raises(NotANumber):
        cash.tell_later(session, bare[0], typed, **today)


def test_a_number_typed_later_pays_once_in_every_room(cast, session, today, bare):
    first, second, deposit = bare
    assert numbers(session) == dict.fromkeys(bare)
    cash.tell_later(session, first, "00-77", **today)
    cash.tell_later(session, deposit, "78", **today)
    assert numbers(session) == {first: "00-77", second: None, deposit: "78"}
    assert sales.story(session, "V0001").numbers == {first: cash.Number("00-77")}
    for used, paid in (("77", "V0001"), ("78", deposit.partition("/")[2])):
        with pytest.raises(OperationTwice) as told:
            cash.tell_later(session, second, used, **today)
        assert told.value.facts["sale"] == paid
        basket = cast.rings_up(Asked(cast.basket, 1, 0))
        again = [invoices.Tender("yape", operation=used)]
        stamp = {"at": today["at"], "by": 1}
        with pytest.raises(OperationTwice):
            invoices.issue(session, basket, paper="boleta", tenders=again, **stamp)


def test_a_number_is_typed_once_and_only_for_what_stands(session, today, bare):
    cash.tell_later(session, bare[0], "77", **today)
    with pytest.raises(HasItsNumber):
        cash.tell_later(session, bare[0], "79", **today)
    for unknown in ("payment/C0099", "sale/V0001"):
        with pytest.raises(NoSuchOperation):
            cash.tell_later(session, unknown, "79", **today)


def test_the_number_of_what_was_taken_back_may_pay_another(session, today, bare):
    cash.tell_later(session, bare[1], "77", **today)
    invoices.undo(session, "V0002", why="error", at=today["at"], by=1)
    cash.tell_later(session, bare[0], "77", **today)
    assert numbers(session)[bare[0]] == "77"


def test_the_check_finds_a_later_number_beside_another(session, today, bare):
    law = next(law for law in CHECKS if law.__name__ == "numbers_typed_later")
    cash.tell_later(session, bare[0], "77", **today)
    assert (law(session).examined, law(session).wrong) == (1, [])
    row = {"cause": bare[1], "method": "plin", "operation": "9", "number": "9"}
    entry = bookings.notice(f"operation/{bare[1]}", "operation", today["on"])
    ledger.post(session, entry, (cash.OperationLater, [row]), at=today["at"], by=1)
    assert law(session).wrong == [bare[1]]


def test_a_number_put_right_pays_once_and_frees_the_wrong_one(session, today, bare, paid):
    """In every room; `paid` are the payments whose numbers were typed with them."""
    first, second, deposit = bare
    cash.tell_later(session, first, "70", **today)
    for number, cause in enumerate([first, *paid], 80):
        cash.put_number_right(session, cause, str(number), why="al revés", **today)
    assert numbers(session)[first] == "80"
    assert cash.numbers_of(session, [first])[first] == cash.Number("80", ("70",))
    ways = {cause: "plin" if cause.startswith("carrier") else "yape" for cause in [first, *paid]}
    for number, cause in enumerate([first, *paid], 80):
        with pytest.raises(OperationTwice):
            refuse_used(session, ways[cause], f"0{number}")
    for method, wrong in (("yape", "70"), ("yape", "0017"), ("plin", "8"), ("yape", "9")):
        refuse_used(session, method, wrong)
    cash.tell_later(session, deposit, "0017", **today)
    with pytest.raises(WereSwapped):
        cash.put_number_right(session, paid[0], "17", why="al derecho", **today)
    cash.tell_later(session, second, "70", **today)
    assert [(law.__name__, law(session).wrong) for law in CHECKS if law(session).wrong] == []


def test_what_was_seen_under_the_wrong_number_waits_again(session, today, bare, paid):
    """In every room; the money of the right number is another's, and nobody has looked for it."""
    cash.tell_later(session, bare[0], "70", **today)
    causes = [bare[0], *paid]
    sales.see(session, [one.code for one in sales.awaited(session)], **today)
    assert sales.count_awaited(session) == 0
    for number, cause in enumerate(causes, 80):
        cash.put_number_right(session, cause, str(number), why="al revés", **today)
    assert numbers(session) == dict(zip(causes, ("80", "81", "82", "83"), strict=True))
    assert sales.count_awaited(session) == 4
    looked = {one.cause: one.seen for one in of_day(session, today["on"])}
    assert looked == dict.fromkeys(causes) | dict.fromkeys(looked.keys() - set(causes), True)
    sales.see(session, [one.code for one in sales.awaited(session)], **today)
    assert sales.count_awaited(session) == 0
    assert all(one.seen for one in of_day(session, today["on"]))


def test_a_number_of_a_sale_put_right_is_free_for_a_new_sale(cast, session, today):
    cast.delivers(cast.rosa, 9)
    stamp = {"at": today["at"], "by": 1}

    def buys(number):
        basket = cast.rings_up(Asked(cast.basket, 1, 0))
        tenders = [invoices.Tender("yape", operation=number)]
        return invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale

    buys("77")
    cash.put_number_right(session, "payment/C0001", "78", why="al revés", **today)
    assert buys("0077") == "V0002"
    with pytest.raises(WereSwapped):
        cash.put_number_right(session, "payment/C0001", "77", why="al derecho", **today)
    cash.put_number_right(session, "payment/C0002", "79", why="al revés", **today)
    cash.put_number_right(session, "payment/C0001", "77", why="al derecho", **today)
    assert cash.numbers_of(session, ["payment/C0001"]) == {
        "payment/C0001": cash.Number("77", ("77", "78"))
    }
    assert [(law.__name__, law(session).wrong) for law in CHECKS if law(session).wrong] == []


def test_what_cannot_be_put_right(session, today, bare):
    why = {"why": "al revés", **today}
    with pytest.raises(HasNoNumber):
        cash.put_number_right(session, bare[0], "77", **why)
    cash.tell_later(session, bare[0], "77", **today)
    with pytest.raises(SameNumber):
        cash.put_number_right(session, bare[0], " 00-77", **why)
    with pytest.raises(NotANumber):
        cash.put_number_right(session, bare[0], "-", **why)
    with pytest.raises(NoSuchOperation):
        cash.put_number_right(session, "payment/C0099", "78", **why)


def test_the_check_finds_a_correction_of_something_else(session, today, bare):
    law = next(law for law in CHECKS if law.__name__ == "numbers_put_right")
    cash.tell_later(session, bare[0], "77", **today)
    cash.put_number_right(session, bare[0], "78", why="al revés", **today)
    assert (law(session).examined, law(session).wrong) == (1, [])
    row = {"cause": bare[0], "turn": 2, "method": "yape", "was": "77", "note": "x"}
    row |= {"operation": "79", "number": "79"}
    entry = bookings.notice(f"number/{bare[0]}/2", "number", today["on"])
    ledger.post(session, entry, (cash.OperationCorrected, [row]), at=today["at"], by=1)
    assert law(session).wrong == [bare[0]]
