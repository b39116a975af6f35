"""Whatever stands in the cells of a list, it is read or refused, and never half written."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopshop import catalog, members
from coopshop.beginning import sheets
from coopshop.beginning.sheets.files import Cell, Sheet
from tests.cast import Cast

DAY = date(2026, 1, 5)

#: What people, programs and enemies write.
WRITTEN = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["AW", "AW-01", "Rosa", "12/03/2019", "4,20", "1.234", "=1+1", "99900101", "kg"]
    ),
    st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,3})?", fullmatch=True),
)
CELLS = st.one_of(
    st.just(Cell()),
    st.builds(Cell, st.just("text"), WRITTEN),
    st.builds(Cell, st.just("number"), st.floats(allow_infinity=True).map(repr)),
    st.builds(Cell, st.just("day"), st.dates().map(date.isoformat)),
    st.builds(Cell, st.just("yes"), st.sampled_from(["si", "no"])),
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    name=st.sampled_from(sorted(sheets.KINDS)),
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=4),
)
def test_any_table_is_read_or_refused_and_never_half_written(session, now, name, rows):
    cast = Cast(session, now.at)
    session.rollback()
    session.info.clear()
    assert all((cast.rosa, cast.basket, cast.chipaota))
    kind = sheets.KINDS[name]
    head = tuple(Cell("text", column.heading) for column in kind.columns(session, DAY))[:6]
    sheet = Sheet("0" * 64, ("CSV",), "CSV", (head, *map(tuple, rows)))
    plan = sheets.plan(session, kind, sheet, DAY)
    before = counted(session)
    if plan.faults:
        try:
            sheets.write(session, kind, sheet, **cast.today)
        except sheets.Faulty:
            assert counted(session) == before
        else:
            raise AssertionError
    else:
        sheets.write(session, kind, sheet, **cast.today)
        assert sheets.plan(session, kind, sheet, DAY).changes_nothing


def counted(session):
    known = (members.everyone(session), catalog.products(session), catalog.price_lists(session))
    return [len(found) for found in known]
