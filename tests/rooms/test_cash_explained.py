"""What one thing explains is explained by it: at most three guesses, and nothing is posted."""

import pytest

from coopshop import cash, invoices, ledger, payouts
from coopshop.cash import explaining, reading
from coopshop.cash.explaining import TWICE
from coopshop.sales import Asked
from coopshop.sales.note_mistakes import NOT_GIVEN


@pytest.fixture
def desk(cast, session, today):
    """An open drawer with S/ 100.00 in it, and baskets to sell for S/ 20.00 each."""
    cash.add_till(session, code="TIENDA", name="Caja de la tienda", place=cast.tarapoto)
    code = cash.open_drawer(session, till="TIENDA", counted=cash.Counted({10: 0}), **today)
    change = {"till": "TIENDA", "reason": "sencillo", "amount": 10_000}
    cast.fetches()
    cash.move(session, **change, **today)
    cast.delivers(cast.rosa, 30)
    return Desk(cast, session, today, code)


class Desk:
    def __init__(self, cast, session, today, code):
        self.cast, self.session, self.today, self.code = cast, session, today, code

    def sells(self, price=2_000, method="efectivo", tendered=None, till="TIENDA"):
        basket = self.cast.rings_up(Asked(self.cast.basket, 1, price))
        tender = invoices.Tender(method, tendered=tendered, till=till)
        stamp = {"at": self.today["at"], "by": 1}
        return invoices.issue(self.session, basket, paper="boleta", tenders=[tender], **stamp).sale

    def guesses(self, difference):
        """The sentences, when so much is too much or too little."""
        held = ledger.balance(self.session, "cash/TIENDA") + difference
        counted = cash.Counted({10: held // 10})
        cash.count_drawer(self.session, code=self.code, counted=counted, **self.today)
        return reading.guesses(self.session, reading.told(self.session, self.code))


def says(guess, words, **facts):
    return words in guess.words and all(guess.sums.get(name) == is_ for name, is_ in facts.items())


def test_a_yape_that_was_cash_explains_too_much(desk):
    desk.sells(method="yape")
    first = desk.guesses(2_000)[0]
    assert says(first, "is written as Yape", sum=2_000)
    assert first.cause == "payment/C0001"


def test_cash_that_was_yape_explains_too_little(desk):
    desk.sells()
    assert says(desk.guesses(-2_000)[0], "is written as cash", sum=2_000)


def test_cash_given_back_for_a_yape_explains_too_little(desk):
    desk.sells(method="yape")
    assert says(desk.guesses(-2_000)[0], "Was cash given back", sum=2_000)


def test_a_payment_written_down_twice_comes_first(desk):
    desk.sells()
    desk.sells()
    first = desk.guesses(-2_000)[0]
    assert first.words == TWICE[0]
    assert first.cause == "payment/C0002"


def test_an_advance_written_down_twice_explains_too_much(desk):
    facts = {"member": desk.cast.rosa, "kind": "adelanto", "amount": 2_000, "till": "TIENDA"}
    payouts.owe(desk.session, **facts, **desk.today)
    payouts.owe(desk.session, **facts, **desk.today)
    first = desk.guesses(2_000)[0]
    assert first.words == TWICE[1]
    assert first.cause == "debit/X002"


def test_two_members_who_got_the_same_are_no_double(desk):
    for who in (desk.cast.rosa, desk.cast.nelly):
        facts = {"member": who, "kind": "adelanto", "amount": 2_000, "till": "TIENDA"}
        payouts.owe(desk.session, **facts, **desk.today)
    assert says(desk.guesses(2_000)[0], "Was it not handed over yet?")


def test_a_change_that_was_not_given_explains_too_much(desk):
    desk.sells(tendered=5_000)
    first = desk.guesses(3_000)[0]
    assert first.words == NOT_GIVEN
    assert first.sums == {"sum": 3_000}


def test_change_for_fifty_given_on_a_note_of_twenty_explains_too_little(desk):
    desk.sells(price=1_500, tendered=5_000)
    first = desk.guesses(-3_000)[0]
    assert first.sums == {"written": 5_000, "other": 2_000}


def test_cash_written_into_the_box_explains_too_much(desk):
    desk.sells(till=None)
    assert any(says(guess, "into the association's box") for guess in desk.guesses(2_000))


def test_money_written_out_of_the_box_explains_too_little(desk):
    facts = {"member": desk.cast.rosa, "kind": "adelanto", "amount": 2_000}
    payouts.owe(desk.session, **facts, **desk.today)
    assert says(desk.guesses(-2_000)[0], "paid out of the association's box")


def test_when_nothing_fits_something_was_forgotten(desk):
    (short,) = desk.guesses(-1_230)
    assert (short.reason, short.sums) == ("otro_gasto", {"sum": 1_230})
    (over,) = desk.guesses(770)
    assert over.reason == "sencillo"


def test_never_more_than_three_and_never_what_was_undone(desk):
    sold = [desk.sells() for _ in range(6)]
    assert len(desk.guesses(-2_000)) == explaining.MOST
    for number in range(1, 7):
        ledger.reverse(desk.session, f"payment/C000{number}", why="prueba", **desk.today)
    assert len(sold) == 6
    (only,) = desk.guesses(-2_000)
    assert only.reason == "otro_gasto"


def test_what_was_sold_before_the_drawer_was_opened_is_not_asked_about(desk):
    desk.sells(method="yape")
    held = {"counted": cash.Counted({10: 1_000}), **desk.today}
    cash.count_drawer(desk.session, code=desk.code, **held)
    desk.code = cash.open_drawer(desk.session, till="TIENDA", **held)
    (only,) = desk.guesses(2_000)
    assert only.reason == "sencillo"


def test_a_guess_posts_nothing(desk):
    desk.sells(method="yape")
    before = ledger.balance(desk.session, "cash/TIENDA")
    assert desk.guesses(2_000)
    assert ledger.balance(desk.session, "cash/TIENDA") == before


def test_a_difference_at_the_opening_asks_nothing_of_the_day(desk):
    held = {"counted": cash.Counted({10: 1_000}), **desk.today}
    cash.count_drawer(desk.session, code=desk.code, **held)
    counted = {"counted": cash.Counted({10: 800}), **desk.today}
    code = cash.open_drawer(desk.session, till="TIENDA", **counted)
    told = reading.told(desk.session, code)
    assert told.state == "opening"
    assert list(reading.guesses(desk.session, told)) == []
