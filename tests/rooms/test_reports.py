"""What the assembly reads equals what happened."""

from datetime import date

import pytest

from coopshop import invoices, ledger, payouts, reports, sales
from coopshop.domain import accounts as acc
from coopshop.invoices.issuing import Given
from coopshop.reports import debts
from coopshop.reports.fund import dues_held
from coopshop.sales import Asked, Back
from tests.papers import cdrs

JANUARY = "2026-01"


@pytest.fixture
def stamp(today):
    return {"at": today["at"], "by": 1}


def test_the_sales_book_tells_kinds_of_operation_apart(cast, session, stamp):
    cast.delivers(cast.rosa, 9)
    paid = {"paper": "boleta", "tenders": [invoices.Tender("yape")]}
    for facts in ({}, {"used": "away"}):
        basket = cast.rings_up(Asked(cast.basket, 1, 0), **facts)
        invoices.issue(session, basket, **paid, **stamp)
    abroad = {"price_list": "EXPORT", "fx_micros": 3_541_000, "used": "abroad"}
    basket = cast.rings_up(Asked(cast.basket, 1, 0), **abroad)
    dollars = [invoices.Tender("transferencia", fx_micros=3_500_000)]
    invoices.issue(session, basket, paper="factura", tenders=dollars, **stamp)
    book = reports.sales_book(session, JANUARY)
    sold = book.sold
    assert (sold.exonerado, sold.gravado, sold.exportacion, sold.igv) == (1800, 1800, 2125, 324)
    assert (sold.net, sold.total, book.documents) == (5725, 6049, 3)
    assert reports.sales_book(session, "2025-12").lines == ()


def test_a_credit_note_counts_below_zero_in_its_own_month(cast, session, now):
    cast.delivers(cast.rosa, 5)
    sale = cast.buys(2)
    now.set(date(2026, 2, 3))
    february = {"on": date(2026, 2, 3), "at": now.at, "by": 1}
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **february)
    assert reports.sales_book(session, JANUARY).together.total == 3600
    book = reports.sales_book(session, "2026-02")
    assert (book.sold.total, book.credited.total, book.together.total) == (0, -1800, -1800)
    assert [line.kind for line in book.lines] == ["nota_credito"]


@pytest.fixture
def portal(cast, session, today):
    """A sale of 5 January with its number of the portal: EB01-12."""
    cast.delivers(cast.rosa, 5)
    number = {"kind": "boleta", "series": "EB01", "number": 12}
    named = invoices.register(session, sale=cast.buys(2), **number, **today)
    return invoices.document(session, named)


def lines(book):
    """Number, why it comes to nothing, total."""
    return [(line.series, line.number, line.why, line.sums.total) for line in book.lines]


def holds(session):
    """The law of the register: as much as the book, each number once."""
    (law,) = reports.CHECKS
    finding = law(session)
    assert finding.examined
    return finding.wrong == []


@pytest.mark.usefixtures("portal")
def test_a_sale_counts_once_on_its_number_of_the_portal(session):
    book = reports.sales_book(session, JANUARY)
    assert lines(book) == [("EB01", 12, "", 3600), ("NV01", 1, "replaced", 0)]
    assert [line.instead for line in book.lines] == [None, ("boleta", "EB01", 12)]
    assert (book.documents, book.together.total, book.untaxed.total) == (1, 3600, 0)
    assert holds(session)


def test_a_document_that_sunat_annulled_stands_with_zero_beside_the_one_in_its_place(
    session, portal, today
):
    invoices.keep_look(session, portal, "annulled", today["on"], **today)
    book = reports.sales_book(session, JANUARY)
    assert lines(book) == [("EB01", 12, "replaced", 0), ("NV01", 1, "", 3600)]
    assert (book.together.total, book.untaxed.total) == (3600, 3600)
    number = {"kind": "boleta", "series": "EB01", "number": 13}
    invoices.register(session, sale=portal.sale, **number, **today)
    book = reports.sales_book(session, JANUARY)
    assert lines(book) == [
        ("EB01", 12, "replaced", 0),
        ("EB01", 13, "", 3600),
        ("NV01", 1, "replaced", 0),
    ]
    assert [line.sunat and line.sunat.state for line in book.lines] == ["annulled", None, None]
    assert (book.documents, book.together.total, book.untaxed.total) == (1, 3600, 0)
    assert holds(session)


def test_what_no_good_document_tells_is_told_without_one(cast, session, today):
    cast.delivers(cast.rosa, 5)
    stamp = {"at": today["at"], "by": 1}
    given = Given("X1", "B001", 1, True, today["at"])
    basket = cast.rings_up(Asked(cast.basket, 2, 0))
    named = invoices.issue(session, basket, paper="boleta", given=given, **stamp).document
    rejected = invoices.document(session, named)
    invoices.keep_cdr(session, rejected, cdrs.of(rejected, code="2335"), **today)
    book = reports.sales_book(session, JANUARY)
    assert lines(book) == [("", 0, "", 3600), ("B001", 1, "worthless", 0)]
    assert (book.documents, book.together.total, book.untaxed.total) == (1, 3600, 3600)
    assert holds(session)


def test_a_document_of_another_month_counts_on_the_day_of_its_sale(session, portal, now, today):
    """Annulled in January, and its place taken in February: each month has its numbers."""
    invoices.keep_look(session, portal, "annulled", today["on"], **today)
    now.set(date(2026, 2, 3))
    later = {"on": date(2026, 2, 3), "at": now.at, "by": 1}
    number = {"kind": "boleta", "series": "EB01", "number": 13}
    invoices.register(session, sale=portal.sale, **number, **later)
    assert lines(reports.sales_book(session, JANUARY)) == [
        ("EB01", 12, "replaced", 0),
        ("NV01", 1, "replaced", 0),
        ("EB01", 13, "", 3600),
    ]
    february = reports.sales_book(session, "2026-02")
    assert lines(february) == [("EB01", 13, "elsewhere", 0)]
    assert (february.documents, february.together.total) == (0, 0)
    assert holds(session)


def test_a_credit_note_that_was_annulled_counts_on_the_one_in_its_place(session, portal, today):
    back = [Back(1, 1, "CHI")]
    ours = invoices.credit(session, sale=portal.sale, lines=back, reason_code="07", **today)
    number = {"series": "EB01", "number": 3}
    named = invoices.credit_note_in_portal(session, note=ours, **number, **today)
    note = invoices.document(session, named)
    invoices.keep_look(session, note, "annulled", today["on"], **today)
    number["number"] = 4
    invoices.credit_note_in_portal(session, note=ours, **number, **today)
    book = reports.sales_book(session, JANUARY)
    credited = [line for line in lines(book) if line[0] in ("NC01", "EB01")]
    assert credited == [
        ("EB01", 12, "", 3600),
        ("EB01", 3, "replaced", 0),
        ("EB01", 4, "", -1800),
        ("NC01", 1, "replaced", 0),
    ]
    assert (book.credited.total, book.together.total) == (-1800, 1800)
    assert holds(session)


@pytest.mark.usefixtures("portal")
def test_a_number_of_no_sale_of_ours_leaves_no_gap(session, today):
    void = {"kind": "boleta", "series": "EB01", "number": 13, "note": "repetida"}
    invoices.void_number(session, **void, **today)
    numbers = [line[:3] for line in lines(reports.sales_book(session, JANUARY))]
    assert numbers == [("EB01", 12, ""), ("EB01", 13, "no_sale"), ("NV01", 1, "replaced")]
    assert holds(session)


def test_months_go_from_the_first_sale_until_now(cast, session, today):
    assert reports.months(session, today["on"]) == [JANUARY]
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 1, 0), on=date(2025, 11, 30))
    paid = [invoices.Tender("yape")]
    invoices.issue(session, basket, paper="boleta", tenders=paid, at=today["at"], by=1)
    assert reports.months(session, today["on"]) == [JANUARY, "2025-12", "2025-11"]


def test_stock_is_valued_at_what_the_members_get(cast, session, today):
    cast.delivers(cast.rosa, 5)
    cast.delivers(cast.delia, 2500, sku=cast.fibre, place=cast.tarapoto)
    shelves = reports.stock_by_place(session, today["on"])
    values = {(s.code, row.sku): (row.units, row.value) for s in shelves for row in s.lying}
    assert values == {
        (cast.chipaota, cast.basket): (5, 6000),
        (cast.tarapoto, cast.fibre): (2500, 750),
    }


def test_debts_on_both_sides(cast, session, today, stamp):
    cast.fetches()
    cast.delivers(cast.rosa, 9)
    cast.buys(1)
    basket = cast.rings_up(Asked(cast.basket, 2, 0), buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": date(2026, 1, 20)}
    sale = invoices.issue(session, basket, **terms, **stamp).sale
    sales.collect(session, sale=sale, method="yape", amount=1000, **today)
    payouts.owe(session, member=cast.nelly, kind="adelanto", amount=500, **today)
    hers = {one.member: (one.payable, one.earned, one.total)
            for one in reports.owed_to_members(session)}  # fmt: skip
    assert hers == {cast.rosa: (1440, 2880, 4320), cast.nelly: (-500, 0, -500)}
    query = sales.listed(date(2026, 2, 4), only=sales.unsettled(session))
    (owed,) = session.execute(query)
    assert (owed.code, owed.due, owed.due_on) == (sale, 2600, date(2026, 1, 20))
    assert debts.due_in_each_currency(session) == {"PEN": 2600}


def test_the_fund_grows_with_each_sale_and_with_the_dues(cast, session, today):
    cast.delivers(cast.rosa, 5)
    sale = cast.buys(2)
    payouts.owe(session, member=cast.rosa, kind="aporte", amount=1000, **today)
    assert [(fund.group, fund.holds) for fund in reports.funds(session)] == [(cast.weavers, 180)]
    assert dues_held(session) == 1000
    (moved,) = session.execute(ledger.moved(acc.fund(cast.weavers)))
    assert (moved.cause, moved.went, moved.came) == (f"sale/{sale}", 180, 0)
