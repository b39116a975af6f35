"""What the one door for writing promises: all or nothing, its own time, no gap in any number."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from coopshop import ledger
from coopshop.db import db, transaction
from coopshop.domain import bookings
from coopshop.domain.entry import Entry, Move
from coopshop.ledger.models import Entry as Page
from coopshop.ledger.models import Move as Kept
from coopshop.ledger.models import Series

MONDAY = date(2026, 1, 5)


def advance(code="X1", on=MONDAY):
    return bookings.debit(code, on, "AW-01", "adelanto", 500, "cash")


def test_a_refusal_leaves_nothing_behind(app):
    with app.app_context():
        with pytest.raises(ledger.FutureDay), transaction() as (session, at):
            one_that_is_right_and_one_of_tomorrow(session, at)
        for table in (Page, Kept, Series):
            assert db.session().scalar(sa.select(sa.func.count()).select_from(table)) == 0


def one_that_is_right_and_one_of_tomorrow(session, at):
    ledger.post(session, advance("X1"), at=at, by=1)
    ledger.next_code(session, "sale")
    ledger.post(session, advance("X2", on=date(2026, 2, 1)), at=at, by=1)


def test_a_number_that_was_not_kept_is_drawn_again(write):
    drawn = []
    for kept in (True, False, False, True):
        try:
            with write() as (session, _):
                drawn.append(ledger.draw(session, "boleta", "B001"))
                assert kept  # or else the transaction is undone
        except AssertionError:
            pass
    assert drawn == [1, 2, 2, 2]


def test_each_kind_of_paper_counts_by_itself(session):
    numbers = [ledger.draw(session, kind, "EB01") for kind in ("boleta", "nota_credito", "boleta")]
    assert numbers == [1, 1, 2]


def test_in_the_evening_of_lima_it_is_not_yet_tomorrow(session):
    """Half past eleven in Lima is the next day in London, where the server's clock may be."""
    late = datetime(2026, 1, 6, 4, 30, tzinfo=UTC)
    ledger.post(session, advance("X1"), at=late, by=1)
    with pytest.raises(ledger.FutureDay):
        ledger.post(session, advance("X2", on=date(2026, 1, 6)), at=late, by=1)


def test_a_moment_never_lies_before_that_of_the_entry_before(session, today):
    """The server's clock was set back: the book's time stands still instead."""
    ledger.post(session, advance("X1"), at=today["at"], by=1)
    ledger.post(session, advance("X2"), at=today["at"] - timedelta(hours=3), by=1)
    first, second = session.scalars(sa.select(Page.at).order_by(Page.id))
    assert first == second == today["at"]


def test_a_prefix_reads_no_other_account(session, today):
    moves = (Move("cash", "earned/AW-01", 1, "PEN"), Move("cash", "earnedx/AW-01", 2, "PEN"))
    ledger.post(session, Entry("a/1", "x", MONDAY, moves), at=today["at"], by=1)
    assert ledger.balances(session, "earned/") == {"AW-01": 1}


def test_each_unit_has_a_balance_of_its_own(session, today):
    moves = (Move("a", "b", 5, "PEN"), Move("b", "a", 3, "USD"))
    ledger.post(session, Entry("a/1", "x", MONDAY, moves), at=today["at"], by=1)
    assert [ledger.balance(session, "a", unit) for unit in ("PEN", "USD")] == [-5, 3]


def test_outside_a_transaction_nothing_can_be_written(app):
    with app.app_context():
        refused = "readonly database|read-only transaction"
        with pytest.raises(sa.exc.DBAPIError, match=refused):
            db.session().execute(sa.insert(Series), {"kind": "k", "code": "c", "last": 1})
        db.session().rollback()
        with transaction() as (session, _):
            ledger.draw(session, "k", "c")
        with pytest.raises(sa.exc.DBAPIError, match=refused):
            db.session().execute(sa.delete(Series))


def test_a_transaction_does_not_open_inside_another(app):
    with app.app_context(), transaction(), pytest.raises(RuntimeError), transaction():
        pass


def test_a_reader_sees_one_book_however_often_it_looks(app):
    """Two looks in one request never disagree, whatever is recorded in between."""
    count = sa.select(sa.func.count()).select_from(Page)
    with app.app_context():
        before = db.session().scalar(count)
        with app.app_context(), transaction() as (session, at):
            ledger.post(session, advance(), at=at, by=1)
        assert db.session().scalar(count) == before
        db.session().rollback()
        assert db.session().scalar(count) == before + 1
