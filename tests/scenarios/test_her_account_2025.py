"""Her account in 2025: for each member and month the addition comes to what the book says."""

from datetime import date

import pytest

from coopshop import ledger, members, payouts
from coopshop.domain import accounts as acc
from coopshop.domain.days import last_day
from coopshop.maker import account

NEW_YEAR = date(2026, 1, 5)


def everybody(session):
    return [member.code for member in members.everyone(session)]


def adds_up(hers):
    assert sum(term.cents for term in hers.terms) == hers.total
    for term in hers.terms:
        parts = [piece.hers if piece else line.cents for line, piece in term.lines]
        assert term.kind == account.BEFORE or sum(parts) == term.cents


def test_what_is_owed_now_is_what_the_book_holds(read_year):
    for member in everybody(read_year):
        hers = account.owed(read_year, member, NEW_YEAR)
        adds_up(hers)
        assert hers.total == -ledger.balance(read_year, acc.payable(member))
        assert hers.to_come == -ledger.balance(read_year, acc.earned(member))


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_goes_on_where_the_one_before_ended(read_year, month):
    since, until = date(2025, month, 1), last_day(2025, month)
    for member in everybody(read_year):
        hers = account.between(read_year, member, since, until)
        adds_up(hers)
        known = payouts.statement(read_year, member, since, until)
        assert (hers.opening, hers.total) == (known.opening, known.closing)
        assert hers.to_come == known.waiting
        assert {(one.sale, one.cents) for one in hers.waiting} == {
            (sale, cents) for sale, _, cents in known.not_collected
        }


def test_every_collected_sale_says_which_pieces_it_was(read_year):
    silent = []
    for member in everybody(read_year):
        year = account.between(read_year, member, date(2025, 1, 1), date(2025, 12, 31))
        silent += [
            line
            for line in year.lines
            if line.term in (account.SOLD, account.BACK) and not line.pieces
        ]
        for line in year.lines:
            for piece in line.pieces:
                kept = piece.igv + piece.fund + piece.association
                assert piece.price == kept + piece.hers
                assert min(piece.igv, piece.fund, piece.association) >= 0 or piece.units < 0
    assert silent == []
