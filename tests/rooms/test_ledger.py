"""The book: one pen, sealed pages, days that are open, kept balances, numbers without gaps."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from coopshop import ledger
from coopshop.domain import accounts as acc
from coopshop.domain.entry import GENESIS, Entry, Move
from coopshop.ledger import reading as book
from coopshop.ledger.models import Closing
from coopshop.ledger.months import ClosedBefore, NotOverYet
from coopshop.ledger.series import NotNext, SeriesFull
from coopshop.ledger.service import AlreadyReversed, UndoneBefore


def paid(cause: str, on: date, cents: int = 5_000) -> Entry:
    """Rosa gets money on account."""
    return Entry(cause, "adelanto", on, (Move("cash", acc.payable("AW-01"), cents, "PEN"),))


@pytest.fixture
def post(session, today):
    """Write an entry today; gives its number."""

    def post(entry: Entry, *facts) -> int:
        return ledger.post(session, entry, *facts, at=today["at"], by=1)

    return post


def test_an_entry_moves_its_balances_and_is_chained_to_the_one_before(session, post, today):
    first, second = (post(paid(f"debit/X{n}", today["on"])) for n in (1, 2))
    assert (first, second) == (1, 2)
    assert ledger.balance(session, "cash") == -10_000
    assert ledger.balance(session, acc.payable("AW-01")) == 10_000
    assert ledger.balances(session, "payable/") == {"AW-01": 10_000}
    assert ledger.total(session, "payable/") == 10_000
    pages = [book.entry_of(session, number) for number in (first, second)]
    assert [page.prev for page in pages] == [GENESIS, pages[0].hash]


def test_the_same_paper_twice_is_one_entry(session, post, today):
    assert post(paid("debit/X1", today["on"])) == post(paid("debit/X1", today["on"]))
    assert ledger.balance(session, "cash") == -5_000


def test_the_same_paper_with_other_figures_is_refused(post, today):
    post(paid("debit/X1", today["on"]))
    with pytest.raises(ledger.AlreadyDifferent):
        post(paid("debit/X1", today["on"], cents=1))


def test_tomorrow_is_refused_and_yesterday_is_not(post, today):
    post(paid("debit/X1", today["on"] - timedelta(days=400)))
    with pytest.raises(ledger.FutureDay):
        post(paid("debit/X2", today["on"] + timedelta(days=1)))


def test_a_closed_month_takes_nothing_more_nor_any_before_it(session, post, today):
    ledger.close_month(session, month="2025-11", at=today["at"], by=1)
    assert ledger.closed_until(session) == "2025-11"
    for on in (date(2025, 11, 30), date(2024, 1, 1)):
        with pytest.raises(ledger.ClosedMonth):
            post(paid("debit/X1", on))
    post(paid("debit/X1", date(2025, 12, 1)))


def test_months_close_in_order_when_they_are_over(session, today):
    ledger.close_month(session, month="2025-11", at=today["at"], by=1)
    for month in ("2025-11", "2025-10"):
        with pytest.raises(ClosedBefore):
            ledger.close_month(session, month=month, at=today["at"], by=1)
    with pytest.raises(NotOverYet):
        ledger.close_month(session, month="2026-01", at=today["at"], by=1)
    (closing,) = session.scalars(sa.select(Closing))
    assert (closing.month, book.entry_of(session, closing.entry).on) == ("2025-11", today["on"])


def test_a_mistake_is_undone_once_by_its_mirror(session, post, today):
    post(paid("debit/X1", today["on"]))
    number = ledger.reverse(session, "debit/X1", why="doble", **today)
    assert ledger.balance(session, "cash") == 0
    mirror = book.entry_of(session, number)
    assert (mirror.kind, mirror.reverses) == ("reversal", 1)
    with pytest.raises(AlreadyReversed):
        ledger.reverse(session, "debit/X1", why="otra vez", **today)


def test_a_mistake_is_not_undone_before_it_was_made(session, post, today):
    post(paid("debit/X1", today["on"]))
    with pytest.raises(UndoneBefore):
        ledger.reverse(
            session, "debit/X1", why="x", **today | {"on": today["on"] - timedelta(days=1)}
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET kind = 'x'",
        "DELETE FROM entry",
        "UPDATE move SET amount = amount + 1",
        "DELETE FROM move",
        "INSERT INTO move VALUES (1, 9, 'cash', 'bank', 5, 'PEN')",
        "DELETE FROM closing",
    ],
)
def test_what_is_written_down_cannot_be_changed(session, post, today, change):
    post(paid("debit/X1", today["on"]))
    ledger.close_month(session, month="2025-11", at=today["at"], by=1)
    with pytest.raises(DBAPIError, match=r"append-only|sealed"):
        session.execute(sa.text(change))


def test_no_shelf_goes_below_zero_whoever_writes(cast, post, today):
    lot = cast.delivers(cast.rosa, 1)
    taken = Entry("x/1", "sale", today["on"], (Move(acc.shelf("CHI"), acc.SOLD, 2, lot),))
    with pytest.raises(DBAPIError, match="never_below_zero"):
        post(taken)


def test_facts_stand_behind_an_entry_and_are_hashed_into_it(session, post, today):
    empty, closing = (
        post(Entry(f"x/{n}", "closing", today["on"], ()), *facts)
        for n, facts in enumerate([(), ((Closing, [{"month": "2025-10"}]),)])
    )
    prints = [book.entry_of(session, number).facts for number in (empty, closing)]
    assert prints[0] != prints[1]


def test_numbers_are_drawn_without_gaps_and_given_back_with_the_transaction(session):
    assert [ledger.draw(session, "boleta", "NV01") for _time in range(3)] == [1, 2, 3]
    assert [ledger.next_code(session, "sale") for _time in range(2)] == ["V0001", "V0002"]


def test_numbers_of_others_follow_one_another(session):
    ledger.follow(session, "boleta", "EB01", 41)
    ledger.follow(session, "boleta", "EB01", 42)
    for number in (42, 44):
        with pytest.raises(NotNext):
            ledger.follow(session, "boleta", "EB01", number)


def test_a_series_ends(session):
    ledger.advance(session, "boleta", "NV01", 99_999_999)
    with pytest.raises(SeriesFull):
        ledger.draw(session, "boleta", "NV01")


def test_an_account_tells_what_came_and_went(session, post, today):
    post(paid("debit/X1", today["on"], 700))
    post(Entry("x/1", "sale", today["on"], (Move("due/V1", "cash", 900, "PEN"),)))
    steps = book.steps(session, "cash")
    assert [(step.cause, step.came, step.went) for step in steps] == [
        ("x/1", 900, 0),
        ("debit/X1", 0, 700),
    ]
    assert [step.entry for step in book.steps(session, "cash", before=2)] == [1]
    assert book.holdings(session, "cash") == {"PEN": 200}
    assert book.units_of(session, "cash") == {"PEN"}
    assert not book.units_of(session, "cas")
