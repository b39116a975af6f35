"""Lists too long to be sorted: each is asked as if two rows were many already."""

from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, members, production, sales
from coopshop.invoices.lists import DOCUMENTS
from coopshop.invoices.lists import listed as papers
from coopshop.invoices.models import Document
from coopshop.ledger.lists import ENTRIES, MONEY_MOVED, entries, moved
from coopshop.ledger.models import Entry
from coopshop.production.lists import DELIVERIES, deliveries
from coopshop.sales.listing import listed
from coopshop.sales.lists import OF_BUYER, SALES
from coopshop.web.listing.periods import Period, around
from coopshop.web.listing.queries import Query
from coopshop.web.listing.seeking import Sought
from coopshop.web.listing.sifting import Sift, Term, in_address

FEW = 1

LATER = date(2026, 1, 9)


def moment_of(day):
    return datetime.combine(day, time(17), UTC)


@pytest.fixture
def book(cast, session, today):
    """Four sales of one sum, the last of them undone, and one of another to the hotel."""
    cast.delivers(cast.rosa, 20)
    cast.delivers(cast.nelly, 3)
    for _ in range(4):
        last = cast.buys(2)
    stamp = {"at": today["at"], "by": 1}
    invoices.undo(session, last, why="se arrepintió", **stamp)
    basket = cast.rings_up(sales.Asked(cast.basket, 3, 0), buyer=cast.hotel)
    invoices.issue(session, basket, paper="factura", tenders=[invoices.Tender("yape")], **stamp)
    return session


def found(session, listing, rows, words="", few=FEW, **within):
    """The rows that hold all the words, in the usual order, asked for as few and as many."""
    name = listing.order.removeprefix("-")
    down = listing.order.startswith("-")
    order = [Term(name, down), *(Term(key, down) for key in listing.key if key != name)]
    sift = Sift(listing.day, Period("all"), Sought(tuple(words.split()), listing.search))
    source = Query(session, rows, listing.key, few=few, within=within)
    leaf, all_of_them = source.leaf(sift, order, "", ""), list(source.every(sift, order))
    assert leaf.rows == all_of_them
    assert source.totals(sift, listing.columns, None).count == len(all_of_them)
    if few == FEW:
        assert found(session, listing, rows, words, few=2_000, **within) == all_of_them
    return all_of_them


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("V0004", ["V0004"]),  # undone, and found all the same
        ("v0003", ["V0003"]),
        ("4", ["V0004"]),
        ("0005", ["V0005"]),
        ("v", ["V0005", "V0004", "V0003", "V0002", "V0001"]),
        ("hotél", ["V0005"]),
        ("hotel v0005", ["V0005"]),
        ("hotel v0001", []),
        ("V0005 V0004", []),
        ("V", ["V0005", "V0004", "V0003", "V0002", "V0001"]),
        ("V9", []),
        ("zzz", []),
        ("%", []),
    ],
)
def test_a_sale_is_found_by_its_code_its_number_or_its_buyer(book, today, words, codes):
    assert [row.code for row in found(book, SALES, listed(today["on"]), words)] == codes


def test_a_buyers_sales_are_hers_whatever_is_looked_for(book, cast, today):
    def hers(words=""):
        return [
            row.code
            for row in found(book, OF_BUYER, listed(today["on"]), words, buyer_code=cast.hotel)
        ]

    assert hers() == hers("V0005") == hers("5") == hers("hotel") == ["V0005"]
    assert hers("V0001") == []


@pytest.mark.parametrize(
    ("words", "sold"),
    [
        ("NV01-4", ["V0004"]),
        ("nv01-0004", ["V0004"]),
        ("5", ["V0005"]),
        ("NV01", ["V0005", "V0004", "V0003", "V0002", "V0001"]),
        ("NV01 hotel", ["V0005"]),
        ("V0002", ["V0002"]),
        ("NV01-x", []),
        ("EB01-4", []),
        ("NV01-99", []),
    ],
)
def test_a_document_is_found_by_what_stands_on_it(book, words, sold):
    rows = found(book, DOCUMENTS, papers(sa.select(Document)), words)
    assert [row.sale for row in rows] == sold


def test_a_delivery_is_found_by_its_lot_its_visit_and_its_names(book, cast, today):
    slip = {"member": cast.nelly, "place": cast.chipaota, **today}
    visit = production.hand_in(book, lines=[production.Brought(cast.basket, 2)], **slip)
    name = members.member(book, cast.rosa).name

    def lots(words):
        return [row.lot for row in found(book, DELIVERIES, deliveries(), words)]

    assert lots("D0001") == lots("d0001") == lots(name) == ["D0001"]
    assert lots(visit) == lots("3") == ["D0003"]
    assert lots("1") == ["D0003", "D0001"]  # the first visit, and the first lot
    assert lots("canasta chipaota") == ["D0003", "D0002", "D0001"]
    assert lots("D0004") == []


def test_entries_and_moves_are_found_by_the_paper_behind_them(book, cast):
    def causes(listing, rows, words):
        return [row.cause for row in found(book, listing, rows, words)]

    assert causes(ENTRIES, entries(), "V0003") == ["sale/V0003"]
    assert set(causes(ENTRIES, entries(), "sale/V0003")) == {"sale/V0003"}
    number = book.scalar(sa.select(sales.Sale.entry).where(sales.Sale.code == "V0003"))
    assert "sale/V0003" in causes(ENTRIES, entries(), f"{number}")
    assert set(causes(ENTRIES, entries(), "v0004")) == {"reversal/sale/V0004", "sale/V0004"}
    hers = moved(f"payable/{cast.rosa}")
    assert set(causes(MONEY_MOVED, hers, "V0004")) <= {"reversal/sale/V0004", "sale/V0004"}
    assert causes(MONEY_MOVED, hers, "D0001") == []


@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize("few", [FEW, 2_000])
def test_rows_of_one_sum_are_each_on_one_page(book, today, down, few):
    source = Query(book, listed(today["on"]), SALES.key, 2, few=few)
    sift = Sift("on", Period("all"), Sought((), SALES.search))
    order = [Term("rung", down), Term("entry", down)]
    wanted = ["V0001", "V0002", "V0003", "V0004", "V0005"]
    there, leaf = [], source.leaf(sift, order, "", "")
    there += leaf.rows
    while leaf.after:
        leaf = source.leaf(sift, order, in_address(leaf.rows[-1], SALES.key), "")
        there += leaf.rows
    assert [row.code for row in there] == (wanted[::-1] if down else wanted)
    leaf = source.leaf(sift, order, "", in_address(there[-1], SALES.key))
    assert [row.code for row in leaf.rows] == [row.code for row in there[2:4]]


def test_the_moves_of_some_days_lie_between_their_entries(cast, session, now, today):
    cast.delivers(cast.rosa, 9)
    now.set(LATER)
    at = moment_of(LATER)
    production.receive(
        session,
        member=cast.rosa,
        sku=cast.basket,
        place=cast.chipaota,
        brought=1,
        on=LATER,
        at=at,
        by=1,
    )
    production.receive(  # written down later, of the earlier day
        session,
        member=cast.rosa,
        sku=cast.basket,
        place=cast.chipaota,
        brought=2,
        on=today["on"],
        at=at,
        by=1,
    )
    first, second, third = session.scalars(sa.select(Entry.id).order_by(Entry.id))
    assert ledger.span(session, around("day", today["on"])) == (first, third)
    assert ledger.span(session, around("day", LATER)) == (second, second)
    assert ledger.span(session, Period("span", today["on"], None)) == (first, third)
    assert ledger.span(session, Period("span", None, date(2020, 1, 1))) == (0, 0)
    for few in (0, FEW, 2_000):
        source = Query(session, moved("goods/shelf/CHI"), ("entry", "line"), few=few)
        for period, wanted in (
            (around("day", today["on"]), [third, first]),
            (around("day", LATER), [second]),
            (Period("all"), [third, second, first]),
        ):
            along = source.span(period, MONEY_MOVED.along)
            sift = Sift("on", period, Sought((), MONEY_MOVED.search), along)
            order = [Term("entry", True), Term("line", True)]
            assert [row.entry for row in source.leaf(sift, order, "", "").rows] == wanted
            assert source.totals(sift, MONEY_MOVED.columns, None).count == len(wanted)


def test_very_many_rows_are_counted_no_further_than_a_page_needs(book, today):
    sift = Sift("on", Period("all"), Sought((), SALES.search))
    source = Query(book, listed(today["on"]), SALES.key, few=FEW)
    assert not source.few(sift)
    assert source.totals(sift, SALES.columns, FEW).sums is None
    assert source.totals(sift, SALES.columns, None).count == 5
