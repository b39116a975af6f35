"""Quotations, orders and what is paid ahead: promised, delivered by sales, or called off."""

from datetime import timedelta

import pytest

from coopshop import cash, invoices, ledger, orders, sales
from coopshop.domain import accounts as acc
from coopshop.domain.errors import Refused
from coopshop.orders import audit, deposits, ordering, quoting, reading
from coopshop.sales import Asked, selling

HELD = acc.deposit("P001")


@pytest.fixture
def stamp(today):
    return {"at": today["at"], "by": 1}


@pytest.fixture
def wanted(cast):
    """The hotel asks for three baskets at S/ 20.00 and a broom at the list's S/ 9.80."""
    cast.cooperative  # noqa: B018 - somebody must be selling
    cast.chipaota  # noqa: B018 - and somewhere
    lines = (Asked(cast.basket, 3, 2_000), Asked(cast.broom, 1, 0))
    return orders.Wanted(buyer=cast.hotel, price_list="MINORISTA", used="here", lines=lines)


@pytest.fixture
def ordered(wanted, session, today):
    """Promised for next week; S/ 69.80 in all."""
    promised = today["on"] + timedelta(days=7)
    return orders.order(session, wanted, promised=promised, **today)


@pytest.fixture
def shelf(cast):
    cast.delivers(cast.rosa, 5)
    cast.delivers(cast.delia, 5, sku=cast.broom)


def held(session, unit="PEN"):
    return -ledger.balance(session, HELD, unit)


def laws(session):
    return [wrong for law in (*audit.CHECKS, *sales.CHECKS) for wrong in law(session).wrong]


def sell(session, basket, stamp, *tenders, **facts):
    return invoices.issue(session, basket, paper="factura", tenders=tenders, **facts, **stamp).sale


def test_a_quotation_has_a_number_of_its_own_series_and_freezes_its_prices(wanted, session, today):
    until = today["on"] + timedelta(days=15)
    code = orders.quote(session, wanted, valid_until=until, **today)
    assert code == "PF01-1"
    assert orders.quote(session, wanted, valid_until=until, **today) == "PF01-2"
    found = orders.quotation_of(session, code)
    assert (found.total, found.buyer_name) == (6_980, "Hotel Río Ficticio S.A.C.")
    lines = quoting.quoted_lines(session, code)
    assert [(line.units, line.price, line.total) for line in lines] == [
        (3, 2_000, 6_000),
        (1, 980, 980),
    ]
    with pytest.raises(quoting.OverBefore):
        orders.quote(session, wanted, valid_until=today["on"] - timedelta(days=1), **today)
    with pytest.raises(quoting.UnknownQuotation):
        orders.quotation_of(session, "PF01-9")


def test_an_order_needs_a_name_and_a_day_to_come(wanted, session, today):
    nobody = orders.Wanted(sales.ANONYMOUS, "MINORISTA", "here", wanted.lines)
    with pytest.raises(ordering.NobodyOrdered):
        orders.order(session, nobody, promised=today["on"], **today)
    with pytest.raises(ordering.PromisedBefore) as refused:
        orders.order(session, wanted, promised=today["on"] - timedelta(days=1), **today)
    assert refused.value.field == "promised"


def test_prices_that_are_over_are_asked_about_once_more(wanted, session, today):
    code = orders.quote(session, wanted, valid_until=today["on"], **today)
    later = today | {"on": today["on"] + timedelta(days=1), "at": today["at"] + timedelta(days=1)}
    promised = {"promised": later["on"], "quotation": code}
    with pytest.raises(ordering.PricesOver):
        orders.order(session, wanted, **promised, **later)
    assert orders.order(session, wanted, **promised, **later, confirmed=True) == "P001"


@pytest.mark.usefixtures("shelf")
def test_an_order_is_delivered_in_parts_at_its_own_prices(ordered, cast, session, today, stamp):
    told = reading.told(session, ordered, today["on"])
    assert (told.state, told.left) == ("open", {1: 3, 2: 1})
    where = {"place": cast.chipaota, "channel": "hotel", "on": today["on"], "at": today["at"]}
    basket = orders.deliver(session, code=ordered, units={1: 2}, **where)
    assert [(line.price, line.units) for line in basket.lines] == [(2_000, 2)]
    sale = sell(session, basket, stamp, invoices.Tender("yape"))
    told = reading.told(session, ordered, today["on"])
    assert (told.state, told.left, told.sales) == ("part", {1: 1, 2: 1}, (sale,))
    with pytest.raises(ordering.MoreThanOrdered) as refused:
        orders.deliver(session, code=ordered, units={1: 2}, **where)
    assert refused.value.field == "lines-0-quantity"
    with pytest.raises(ordering.NothingChosen):
        orders.deliver(session, code=ordered, units={}, **where)
    basket = orders.deliver(session, code=ordered, units={1: 1, 2: 1}, **where)
    sell(session, basket, stamp, invoices.Tender("yape"))
    assert reading.told(session, ordered, today["on"]).state == "delivered"
    with pytest.raises(ordering.OrderOver):
        orders.deliver(session, code=ordered, units={1: 1}, **where)
    assert laws(session) == []


@pytest.mark.usefixtures("shelf")
def test_what_was_paid_ahead_pays_the_sale_and_no_more_than_is_there(
    ordered, cast, session, today, stamp
):
    orders.pay_ahead(session, order=ordered, method="efectivo", amount=3_000, **today)
    assert (held(session), ledger.balance(session, "cash")) == (3_000, 3_000)
    where = {"place": cast.chipaota, "channel": "hotel", "on": today["on"], "at": today["at"]}
    basket = orders.deliver(session, code=ordered, units={1: 2}, **where)
    ahead = invoices.Tender("anticipo", 3_000, order=ordered)
    sale = sell(session, basket, stamp, ahead, invoices.Tender("efectivo"))
    assert (held(session), ledger.balance(session, acc.due(sale))) == (0, 0)
    assert ledger.balance(session, "cash") == 4_000
    paid = invoices.facts_of(invoices.main_document(session, sale)).payments
    assert [(one.method, one.amount) for one in paid] == [("anticipo", 3_000), ("efectivo", 1_000)]
    basket = orders.deliver(session, code=ordered, units={1: 1}, **where)
    with pytest.raises(Refused) as refused, session.begin_nested():
        sell(session, basket, stamp, invoices.Tender("anticipo", 2_000, order=ordered))
    assert "was paid ahead on order P001" in str(refused.value)
    assert laws(session) == []


@pytest.mark.usefixtures("shelf")
def test_a_sale_that_is_taken_back_gives_the_deposit_free(ordered, cast, session, today, stamp):
    orders.pay_ahead(session, order=ordered, method="yape", amount=4_000, **today)
    where = {"place": cast.chipaota, "channel": "hotel", "on": today["on"], "at": today["at"]}
    basket = orders.deliver(session, code=ordered, units={1: 2}, **where)
    sell(session, basket, stamp, invoices.Tender("anticipo", order=ordered))
    ledger.reverse(session, "payment/C0001", why="error", **today)
    assert held(session) == 4_000
    assert [w for law in audit.CHECKS for w in law(session).wrong] == []


def test_money_ahead_lies_in_a_drawer_and_goes_back_out_of_it(ordered, cast, session, today):
    cash.add_till(session, code="TIENDA", name="Caja", place=cast.tarapoto)
    cash.open_drawer(session, till="TIENDA", counted=cash.Counted({10: 0}), **today)
    facts = {"order": ordered, "method": "efectivo", "till": "TIENDA"}
    orders.pay_ahead(session, amount=3_000, **facts, **today)
    assert ledger.balance(session, acc.drawer("TIENDA")) == 3_000
    orders.call_off(session, ordered, note="ya no viajan", **today)
    assert reading.told(session, ordered, today["on"]).state == "called_off"
    orders.give_back(session, amount=1_000, **facts, **today)
    with pytest.raises(deposits.WhyKept):
        orders.keep(session, order=ordered, **today)
    orders.keep(session, order=ordered, note="fibra ya comprada", **today)
    assert (held(session), ledger.balance(session, acc.OTHER_INCOME)) == (0, -2_000)
    assert ledger.balance(session, acc.drawer("TIENDA")) == 2_000
    assert laws(session) == []


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": 1_005}, "amount"),
        ({"amount": 7_000}, "amount"),
        ({"method": "anticipo"}, "method"),
        ({"till": "OTRA"}, "till"),
    ],
)
def test_a_deposit_that_cannot_be_says_which_box_is_wrong(ordered, session, today, facts, field):
    usual = {"order": ordered, "method": "efectivo", "amount": 1_000}
    with pytest.raises(Refused) as refused:
        orders.pay_ahead(session, **usual | facts, **today)
    assert refused.value.field == field


def test_one_operation_pays_ahead_once(ordered, session, today):
    facts = {"order": ordered, "method": "yape", "operation": "00123"}
    orders.pay_ahead(session, amount=1_000, **facts, **today)
    with pytest.raises(Refused) as refused:
        orders.pay_ahead(session, amount=1_000, **facts, **today)
    assert refused.value.field == "operation"


def test_no_more_goes_back_than_is_there(ordered, session, today):
    code = orders.pay_ahead(session, order=ordered, method="yape", amount=1_000, **today)
    with pytest.raises(deposits.MoreThanHeld):
        orders.give_back(session, order=ordered, method="yape", amount=1_100, **today)
    orders.give_back(session, order=ordered, method="yape", **today)
    with pytest.raises(deposits.SpentSince):
        orders.undo(session, code, why="error", **today)
    with pytest.raises(Refused):
        orders.give_back(session, order=ordered, method="yape", **today)
    assert laws(session) == []


def test_a_deposit_by_mistake_is_undone(ordered, session, today):
    code = orders.pay_ahead(session, order=ordered, method="yape", amount=1_000, **today)
    orders.undo(session, code, why="era de otra", **today)
    assert held(session) == 0
    assert orders.pay_ahead(session, order=ordered, method="yape", amount=6_980, **today)
    assert laws(session) == []


def test_an_order_is_called_off_once_and_takes_no_more_money(ordered, session, today):
    orders.call_off(session, ordered, note=None, **today)
    with pytest.raises(ordering.OrderOver):
        orders.call_off(session, ordered, note=None, **today)
    with pytest.raises(ordering.OrderOver):
        orders.pay_ahead(session, order=ordered, method="yape", amount=1_000, **today)


def test_orders_promised_soon_and_late_ones_are_told(wanted, session, today):
    for days in (0, 3, 30):
        orders.order(session, wanted, promised=today["on"] + timedelta(days=days), **today)
    later = today["on"] + timedelta(days=1)
    assert [one.code for one in reading.open_orders(session, later)] == ["P001", "P002", "P003"]
    assert reading.soon_and_late(session, later) == (1, 1)


@pytest.mark.usefixtures("shelf")
def test_two_baskets_of_one_order_are_delivered_once(ordered, cast, session, today, stamp):
    where = {"place": cast.chipaota, "channel": "hotel", "on": today["on"], "at": today["at"]}
    first, second, third = (
        orders.deliver(session, code=ordered, units=units, **where)
        for units in ({1: 2}, {1: 2}, {1: 1})
    )
    sell(session, first, stamp, invoices.Tender("yape"))
    with pytest.raises(selling.NoLongerOpen, match=ordered):
        sell(session, second, stamp, invoices.Tender("yape"))
    orders.call_off(session, ordered, note=None, **today)
    with pytest.raises(ordering.OrderOver):
        sell(session, third, stamp, invoices.Tender("yape"))
    assert laws(session) == []


@pytest.mark.usefixtures("shelf")
def test_no_more_is_paid_ahead_than_what_is_still_to_be_delivered(
    ordered, cast, session, today, stamp
):
    where = {"place": cast.chipaota, "channel": "hotel", "on": today["on"], "at": today["at"]}
    sell(
        session,
        orders.deliver(session, code=ordered, units={1: 2}, **where),
        stamp,
        invoices.Tender("yape"),
    )
    ahead = {"order": ordered, "method": "yape"} | today
    with pytest.raises(deposits.MoreThanOrder, match=r"29\.80"):
        orders.pay_ahead(session, amount=2_981, **ahead)
    orders.pay_ahead(session, amount=2_980, **ahead)
    assert laws(session) == []
