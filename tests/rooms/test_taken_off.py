"""What an advance was taken off: each céntimo of an account is used once, the oldest first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopshop import ledger, payouts
from coopshop.payouts import Debit, Payout
from coopshop.payouts.settling import Account, Line
from coopshop.payouts.taken_off import used
from tests.cast import Cast


def account(opening, *cents):
    lines = (
        Line(number, date(2026, 1, 5), "k", f"k/{number}", None, sum_)
        for number, sum_ in enumerate(cents, 1)
    )
    return Account(opening, tuple(lines))


def told(opening, *cents):
    """By line: (the line that it was taken off, so much), 0 for what stood before; what waits."""
    parts, rest = used(account(opening, *cents))
    return {
        entry: [(part.line.entry if part.line else 0, part.cents) for part in them]
        for entry, them in parts.items()
    }, rest


def test_it_is_taken_off_what_stood_before_first():
    assert told(500, 300, -700) == ({2: [(0, 500), (1, 200)]}, {})


def test_what_nothing_is_there_for_waits_for_what_comes_next():
    assert told(0, -500, -300, 600) == ({1: [(3, 500)], 2: [(3, 100)]}, {2: 200})


@given(st.integers(0, 1_000), st.lists(st.integers(-1_000, 1_000).filter(bool), max_size=12))
def test_each_centimo_is_used_once(opening, cents):
    parts, rest = used(account(opening, *cents))
    by_source: dict[int, int] = {}
    for entry, them in parts.items():
        assert sum(part.cents for part in them) + rest.get(entry, 0) == -cents[entry - 1]
        for part in them:
            assert part.cents <= part.whole == (part.line.cents if part.line else opening)
            source = part.line.entry if part.line else 0
            by_source[source] = by_source.get(source, 0) + part.cents
    there = {0: opening} | {n: sum_ for n, sum_ in enumerate(cents, 1) if sum_ > 0}
    assert all(taken <= there[source] for source, taken in by_source.items())
    left = sum(there.values()) - sum(by_source.values())
    assert left - sum(rest.values()) == opening + sum(cents)


@pytest.fixture
def rosa(session, today):
    """She took an advance of S/ 7.00; then a basket of hers was sold and paid for."""
    cast = Cast(session, today["at"])
    cast.delivers(cast.rosa, 3)
    cast.fetches()
    owed = {"member": cast.rosa, "kind": "adelanto", "amount": 700, **today}
    code = payouts.owe(session, **owed)
    cast.buys(1)
    return cast, session.get(Debit, code)


def settle(session, today):
    return session.get(Payout, payouts.settle(session, member="AW-01", amount=100, **today))


def reverse(session, payout, today):
    ledger.reverse(session, f"payout/{payout.code}", why="no se pagó", **today)


def settled_by(session, debit):
    return payouts.taken_off(session, debit.member, debit.entry).payout


def test_until_she_is_paid_no_payout_settled_it(rosa, session):
    _cast, debit = rosa
    taken = payouts.taken_off(session, debit.member, debit.entry)
    assert (taken.payout, taken.rest) == (None, 0)
    assert sum(part.cents for part in taken.parts) == 700


def test_the_first_payout_after_it_settled_it(rosa, session, today):
    first = settle(session, today)
    settle(session, today)
    assert settled_by(session, rosa[1]) is first


def test_a_payout_undone_before_the_next_one_settled_nothing(rosa, session, today):
    reverse(session, settle(session, today), today)
    assert settled_by(session, rosa[1]) is None
    second = settle(session, today)
    assert settled_by(session, rosa[1]) is second


def test_a_payout_undone_after_the_next_one_keeps_what_it_settled(rosa, session, today):
    first = settle(session, today)
    settle(session, today)
    reverse(session, first, today)
    assert settled_by(session, rosa[1]) is first


def test_what_was_undone_before_any_payout_was_taken_off_nothing(rosa, session, today):
    _cast, debit = rosa
    ledger.reverse(session, f"debit/{debit.code}", why="dos veces", **today)
    settle(session, today)
    assert payouts.taken_off(session, debit.member, debit.entry) == payouts.TakenOff()
