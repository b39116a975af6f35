"""Pieces at a hotel: terms, reports of sales, vouchers in nine working days, what lies long."""

from datetime import date, timedelta

import pytest

from coopshop import catalog, inventory, invoices, ledger, sales
from coopshop.inventory import Landed
from coopshop.sales import Said
from coopshop.sales import consignment_reading as reading
from coopshop.sales.consignment import (
    DoesNotFit,
    HasItsVoucher,
    MoreThanThere,
    NotConsignment,
    NoTerms,
    NothingReported,
    SoldTomorrow,
    UnknownReport,
    report_of,
    reportable,
)
from coopshop.sales.selling import NoLongerOpen


class Hotel:
    """Ten baskets of Rosa's and 2.5 kg of fibre lie at a hotel."""

    def __init__(self, cast, session, today):
        self.cast, self.session, self.today = cast, session, today
        cast.cooperative  # noqa: B018 - somebody must be selling
        self.code = catalog.open_place(session, code="HOT", name="Hotel", kind="consignacion").code
        cast.delivers(cast.rosa, 12)
        cast.delivers(cast.delia, 2_500, sku=cast.fibre)
        lines = [(cast.basket, 10), (cast.fibre, 2_500)]
        way = {"origin": cast.chipaota, "destination": "HOT", "via": "combi"}
        sent = inventory.send(session, **way, lines=lines, **today)
        landed = {1: Landed(10), 2: Landed(2_500)}
        inventory.arrive(session, transfer=sent, landed=landed, **today)
        self.buyer = cast.hotel

    def agrees(self, **terms):
        facts = {"place": "HOT", "buyer": self.buyer, "price_list": "MINORISTA"} | terms
        return sales.agree(self.session, **facts)

    def reports(self, *said, sold_on=None):
        facts = {"place": "HOT", "said": said, "sold_on": sold_on or self.today["on"]}
        return sales.report_sales(self.session, **facts, **self.today)

    def buys(self, report):
        """What the report waits for is sold to the hotel, on credit."""
        when = {"on": self.today["on"], "at": self.today["at"]}
        basket = sales.basket_for_report(self.session, report, used="here", **when)
        terms = {"terms": "credito", "due_on": self.today["on"] + timedelta(days=15)}
        stamp = {"at": self.today["at"], "by": 1}
        return invoices.issue(self.session, basket, paper="factura", **terms, **stamp).sale


@pytest.fixture
def hotel(cast, session, today):
    return Hotel(cast, session, today)


def test_what_a_hotel_sold_goes_to_it_at_the_agreed_price(hotel, session):
    hotel.agrees(discount_bp=2_000)
    report = hotel.reports(Said(hotel.cast.basket, sold=3), Said(hotel.cast.fibre, sold=500))
    told = report_of(session, report)
    assert told.waiting == {hotel.cast.basket: 3, hotel.cast.fibre: 500}
    sale = hotel.buys(report)
    told = report_of(session, report)
    assert (told.state, told.sales) == ("done", (sale,))
    sold = sales.sale_of(session, sale)
    assert (sold.place, sold.buyer, sold.channel) == ("HOT", hotel.buyer, "consignacion")
    assert sold.total == 3 * 1440 + 200
    assert inventory.stock_of(session, "HOT", hotel.cast.basket) == 7
    with pytest.raises(HasItsVoucher):
        hotel.buys(report)


def test_what_is_left_says_what_was_sold(hotel):
    hotel.agrees()
    basket = hotel.cast.basket
    report = hotel.reports(Said(basket, left=6, back=1))
    (line,) = report_of(hotel.session, report).lines
    assert (line.sold, line.back) == (3, 1)
    assert reportable(hotel.session, "HOT")[basket] == 7


@pytest.mark.parametrize(
    ("said", "refusal", "box"),
    [
        (Said("AW-CAN", sold=11), MoreThanThere, "lines-0-sold"),
        (Said("AW-CAN", sold=8, back=3), MoreThanThere, "lines-0-sold"),
        (Said("AW-CAN", left=11), DoesNotFit, "lines-0-sold"),
        (Said("AW-CAN", sold=3, left=6), DoesNotFit, "lines-0-sold"),
        (Said("AW-CAN", sold=0), NothingReported, None),
        (Said("AW-CAN", left=10), NothingReported, None),
    ],
)
def test_a_report_that_cannot_be_is_refused(hotel, said, refusal, box):
    hotel.agrees()
    with pytest.raises(refusal) as refused:
        hotel.reports(said)
    assert refused.value.field == box


def test_nobody_reports_without_terms_or_before_it_happened(hotel, today):
    with pytest.raises(NoTerms):
        hotel.reports(Said(hotel.cast.basket, sold=1))
    hotel.agrees()
    with pytest.raises(SoldTomorrow):
        hotel.reports(Said("AW-CAN", sold=1), sold_on=today["on"] + timedelta(days=1))
    with pytest.raises(NotConsignment):
        sales.agree(hotel.session, place="CHI", buyer=hotel.buyer, price_list="MINORISTA")
    with pytest.raises(UnknownReport):
        report_of(hotel.session, "IC999")


def test_sales_take_the_oldest_report_first(hotel, session):
    hotel.agrees()
    basket = hotel.cast.basket
    first = hotel.reports(Said(basket, sold=2))
    second = hotel.reports(Said(basket, sold=4))
    with pytest.raises(MoreThanThere):
        hotel.reports(Said(basket, sold=5))
    sale = hotel.buys(second)
    assert report_of(session, first).state == "done"
    assert report_of(session, second).waiting == {basket: 2}
    assert report_of(session, first).sales == report_of(session, second).sales == (sale,)


def test_the_voucher_is_due_after_nine_working_days(hotel, today):
    hotel.agrees()
    report = report_of(hotel.session, hotel.reports(Said(hotel.cast.basket, sold=1)))
    assert today["on"] == date(2026, 1, 5)
    assert report.due_on == date(2026, 1, 16)
    assert not report.is_late(date(2026, 1, 16))
    assert report.is_late(date(2026, 1, 17))


def test_a_report_that_was_a_mistake_waits_for_nothing(hotel, session, today):
    hotel.agrees()
    report = hotel.reports(Said(hotel.cast.basket, sold=10))
    sales.undo_report(session, code=report, why="otro hotel", **today)
    assert report_of(session, report).state == "undone"
    assert reportable(session, "HOT")[hotel.cast.basket] == 10
    other = hotel.reports(Said(hotel.cast.basket, sold=1))
    hotel.buys(other)
    with pytest.raises(HasItsVoucher):
        sales.undo_report(session, code=other, why="tarde", **today)
    assert all(law(session).wrong == [] for law in (*ledger.CHECKS, *sales.CHECKS))


def test_what_lies_there_for_more_than_ninety_days_is_told(hotel, session, today):
    hotel.agrees(discount_bp=2_000)
    place = catalog.place(session, "HOT")
    for days, long in ((90, 0), (91, 2)):
        later = today["on"] + timedelta(days=days)
        found = reading.consigned(session, place, later)
        assert found.long(later) == long
    basket = next(lying for lying in found.lying if lying.product.sku == hotel.cast.basket)
    assert (basket.since, basket.price, basket.units) == (today["on"], 1440, 10)


def test_two_baskets_of_one_report_give_one_voucher(hotel, session, today):
    hotel.agrees()
    report = hotel.reports(Said(hotel.cast.basket, sold=3))
    facts = {"used": "here", "on": today["on"], "at": today["at"]}
    twice = sales.basket_for_report(session, report, **facts)
    hotel.buys(report)
    with pytest.raises(NoLongerOpen, match=report):
        sales.sell(session, sales.Basket.from_json(twice.to_json()), code="V0009", paper="boleta")


def test_a_basket_of_a_report_that_was_undone_is_not_sold(hotel, session, today):
    hotel.agrees()
    report = hotel.reports(Said(hotel.cast.basket, sold=3))
    facts = {"used": "here", "on": today["on"], "at": today["at"]}
    basket = sales.basket_for_report(session, report, **facts)
    sales.undo_report(session, code=report, why="un error", **today)
    with pytest.raises(NoLongerOpen):
        sales.sell(session, basket, code="V0009", paper="boleta")
