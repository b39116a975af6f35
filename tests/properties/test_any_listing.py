"""Whatever is in a list, however it is sifted and sorted: each row once, in order, both ways."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopshop.db import Code, Day, Text, Whole
from coopshop.domain.folding import alphabetical, folded
from coopshop.web.listing import Column, hidden
from coopshop.web.listing.periods import Period, around
from coopshop.web.listing.queries import Query
from coopshop.web.listing.rows import Rows
from coopshop.web.listing.seeking import Sought
from coopshop.web.listing.sifting import Sift, Term, in_address
from tests.databases import KINDS

FIRST = date(2025, 1, 28)

TABLE = sa.Table(
    "any_listing",
    sa.MetaData(),
    sa.Column("code", Code),
    sa.Column("line", Whole),
    sa.Column("on", Day),
    sa.Column("name", Text),
    sa.Column("amount", Whole),
    sa.Column("currency", Code),
    prefixes=["TEMPORARY"],
)

COLUMNS = (
    Column("code", "Code", "code"),
    Column("on", "Day", "day"),
    Column("name", "Name"),
    Column("amount", "Amount", "money", total=True, measure="currency"),
    *hidden("line", "currency"),
)
KEY = ("code", "line")

names = st.text("aAáÁñÑz Z%_\\'", max_size=3) | st.none()
cells = st.tuples(
    st.dates(FIRST, FIRST + timedelta(days=9)),
    names,
    st.integers(-3, 3) | st.none(),
    st.sampled_from(["PEN", "USD"]),
)
keyed = st.dictionaries(
    st.tuples(st.sampled_from(["A-1", "B%1", "a 1"]), st.integers(1, 30)), cells, max_size=40
)
periods = st.sampled_from(
    [Period("all"), around("month", FIRST), around("week", FIRST), Period("span", FIRST, None)]
)
words = st.lists(st.sampled_from(["a", "n", "z", "%", "_", "\\", "'"]), max_size=2).map(tuple)
orders = st.tuples(st.sampled_from(["code", "on", "name", "amount"]), st.booleans())


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


@pytest.fixture
def table(session):
    TABLE.create(session.connection())
    yield session
    TABLE.drop(session.connection())


def fill(session, rows):
    session.execute(TABLE.delete())
    written = [dict(zip(TABLE.c.keys(), (*key, *row), strict=True)) for key, row in rows.items()]
    if written:
        session.execute(TABLE.insert(), written)
    return [SimpleNamespace(**row) for row in written]


def asked(period, looked_for, order):
    key, down = order
    first = Term(key, down, folded=key == "name", filled=key in ("code", "on"))
    terms = [first, *(Term(name, down) for name in KEY if name != key)]
    sought = Sought(looked_for, ("code", "name"), frozenset({"code"}))
    return Sift("on", period, sought), terms


def walked(source, sift, terms):
    """The keys of all pages from the first to the last, and of all pages on the way back."""
    leaf = source.leaf(sift, terms, "", "")
    there, back = [keys(leaf.rows)], []
    while leaf.after:
        leaf = source.leaf(sift, terms, there[-1][-1], "")
        there.append(keys(leaf.rows))
    back.append(there[-1])
    while leaf.before:
        leaf = source.leaf(sift, terms, "", back[-1][0])
        back.append(keys(leaf.rows))
    return there, back


def keys(rows):
    return [in_address(row, KEY) for row in rows]


def expected(rows, sift, terms):
    """The same by the plainest means."""
    first, last = sift.period.first or date.min, sift.period.last or date.max
    kept = [
        row
        for row in rows
        if first <= row.on <= last
        and all(w in folded(row.code) or w in folded(row.name or "") for w in sift.sought.words)
    ]
    for name in reversed([term.key for term in terms]):
        full = [row for row in kept if getattr(row, name) is not None]
        full.sort(
            key=lambda row, name=name: (
                alphabetical(row.name) if name == "name" else getattr(row, name)
            ),
            reverse=terms[0].down,
        )
        kept = full + [row for row in kept if getattr(row, name) is None]
    return kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(keyed, periods, words, orders, st.integers(1, 12))
def test_pages_there_and_back_hold_each_row_once_and_in_order(
    table, rows, period, looked_for, order, size
):
    plain = fill(table, rows)
    sift, terms = asked(period, looked_for, order)
    wanted = keys(expected(plain, sift, terms))
    for source in (
        Query(table, sa.select(TABLE), KEY, size),
        Query(table, sa.select(TABLE), KEY, size, few=3),
        Rows(plain, KEY, COLUMNS, size),
    ):
        there, back = walked(source, sift, terms)
        assert [key for page in there for key in page] == wanted
        assert back[::-1] == there
        assert all(len(page) == size for page in there[:-1])
        assert keys(source.every(sift, terms)) == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(keyed, periods, words)
def test_sums_are_those_of_all_pages(table, rows, period, looked_for):
    plain = fill(table, rows)
    sift, terms = asked(period, looked_for, ("on", True))
    kept = expected(plain, sift, terms)
    wanted = {}
    for row in kept:
        wanted[row.currency] = wanted.get(row.currency, 0) + (row.amount or 0)
    for source in (
        Query(table, sa.select(TABLE), KEY),
        Query(table, sa.select(TABLE), KEY, few=3),
        Rows(plain, KEY, COLUMNS),
    ):
        found = source.totals(sift, COLUMNS, None)
        assert found.count == len(kept)
        assert {measure.name: cents for measure, cents in found.sums["amount"].items()} == wanted


def test_what_is_too_much_is_not_added_up(table):
    rows = {("A-1", line): (FIRST, None, 5, "PEN") for line in range(1, 9)}
    fill(table, rows)
    sift, _terms = asked(Period("all"), (), ("on", True))
    source = Query(table, sa.select(TABLE), KEY)
    assert source.totals(sift, COLUMNS, 7) == source.totals(sift, COLUMNS, 7)
    assert source.totals(sift, COLUMNS, 7).sums is None
    assert source.totals(sift, COLUMNS, 8).sums["amount"].popitem()[1] == 40


@pytest.mark.parametrize(
    "key", ["", "A-1", "A-1~x", "A-1~9", "~", "A-1~1~1", "\0~1", "A~" + "9" * 30]
)
def test_a_key_that_leads_nowhere_leads_to_the_first_page(table, key):
    plain = fill(table, {("A-1", line): (FIRST, None, 5, "PEN") for line in range(1, 6)})
    sift, terms = asked(Period("all"), (), ("on", False))
    for source in (Query(table, sa.select(TABLE), KEY, 2), Rows(plain, KEY, COLUMNS, 2)):
        for after, before in ((key, ""), ("", key)):
            leaf = source.leaf(sift, terms, after, before)
            assert keys(leaf.rows) == ["A-1~1", "A-1~2"]
            assert (leaf.before, leaf.after) == (False, True)


@given(periods.filter(lambda p: p.last), st.integers(-3, 3))
def test_the_days_before_and_after_leave_no_gap(period, steps):
    here, there = period.moved(steps), period.moved(steps + 1)
    assert there.first - here.last == timedelta(days=1)
    assert here.moved(-steps) == period
