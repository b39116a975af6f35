"""Her account: what came, what went off, what stands for something else, always adding up."""

import pytest

from coopshop import ledger, payouts
from coopshop.domain import accounts as acc
from coopshop.maker import account


@pytest.fixture
def hers(session, cast, today):
    """Her account now; it must be what the book says."""
    cast.fetches()

    def hers():
        found = account.owed(session, cast.rosa, today["on"])
        assert found.total == -ledger.balance(session, acc.payable(cast.rosa))
        assert found.to_come == -ledger.balance(session, acc.earned(cast.rosa))
        assert found.total == sum(term.cents for term in found.terms)
        return found

    return hers


def terms(found):
    return [(term.key, term.cents) for term in found.terms]


def test_who_took_an_advance_before_she_sold_owes_it(session, cast, today, hers):
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=5_000, **today)
    assert terms(hers()) == [("adelanto", -5_000)]


def test_it_begins_with_what_the_last_payout_left(session, cast, today, hers):
    cast.delivers(cast.rosa, 3)
    cast.buys(2)
    payouts.settle(session, member=cast.rosa, amount=2_000, **today)
    cast.buys(1)
    assert terms(hers()) == [("before", 880), ("sold-AW-CAN", 1_440)]


def test_a_payout_that_was_undone_is_as_if_it_never_was(session, cast, today, hers):
    cast.delivers(cast.rosa, 2)
    cast.buys(1)
    code = payouts.settle(session, member=cast.rosa, **today)
    ledger.reverse(session, f"payout/{code}", why="no vino", **today)
    cast.buys(1)
    assert terms(hers()) == [("sold-AW-CAN", 2_880)]
