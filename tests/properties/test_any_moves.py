"""Whatever moved on an account, out of it and into it in one entry: each move once, in order."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopshop import ledger
from coopshop.domain.entry import Entry, Move
from coopshop.ledger.lists import MONEY_MOVED, moved
from coopshop.web.listing.periods import Period
from coopshop.web.listing.queries import Query
from coopshop.web.listing.seeking import Sought
from coopshop.web.listing.sifting import Sift, Term, in_address
from tests.databases import KINDS

HERE, ELSEWHERE, THIRD = "cash/HERE", "bank/ELSEWHERE", "fund/THIRD"

#: (source, target) of a move: in, out, and what this account has nothing to do with.
sides = st.sampled_from([(ELSEWHERE, HERE), (HERE, ELSEWHERE), (THIRD, ELSEWHERE)])
entries = st.lists(st.lists(st.tuples(sides, st.integers(1, 5)), max_size=4), max_size=7)
_names = count(1)


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


def write(session, today, entries):
    """Post the entries; gives what the account's list is to say of them, oldest first."""
    mark, wanted = next(_names), []
    here = f"{HERE}{mark}"
    for place, lines in enumerate(entries):
        moves = tuple(
            Move(*(here if name == HERE else name for name in pair), amount, "PEN")
            for pair, amount in lines
        )
        entry = Entry(f"cash/X{mark}-{place}", "move", today["on"], moves)
        number = ledger.post(session, entry, at=today["at"], by=1)
        for line, move in enumerate(moves, 1):
            if move.target == here:
                wanted.append((number, line, entry.cause, move.amount, 0))
            elif move.source == here:
                wanted.append((number, line, entry.cause, 0, move.amount))
    return here, wanted


def walked(source, sift, order):
    """All rows, page by page to the end; and again on the way back."""
    leaf = source.leaf(sift, order, "", "")
    there = [leaf.rows]
    while leaf.after:
        leaf = source.leaf(sift, order, in_address(leaf.rows[-1], source.key), "")
        there.append(leaf.rows)
    back = [leaf.rows]
    while leaf.before:
        leaf = source.leaf(sift, order, "", in_address(leaf.rows[0], source.key))
        back.append(leaf.rows)
    assert back[::-1] == there
    return [(row.entry, row.line, row.cause, row.came, row.went) for page in there for row in page]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(entries, st.booleans(), st.integers(1, 4), st.sampled_from([1, 2_000]))
def test_the_pages_of_an_account_hold_each_move_once_and_in_order(
    session, today, entries, down, size, few
):
    account, wanted = write(session, today, entries)
    order = [Term("entry", down), Term("line", down)]
    sift = Sift("on", Period("all"), Sought((), MONEY_MOVED.search))
    source = Query(session, moved(account), MONEY_MOVED.key, size, few=few)
    assert walked(source, sift, order) == (wanted[::-1] if down else wanted)
    assert source.totals(sift, MONEY_MOVED.columns, None).count == len(wanted)
