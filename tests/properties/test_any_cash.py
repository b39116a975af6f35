"""Whatever happens at a drawer, in whatever order: it holds what went in less what went out."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from coopshop import cash, invoices, ledger, payouts
from coopshop.cash import carrying, counting, moving
from coopshop.cli import CHECKS
from coopshop.db import db, writing
from coopshop.domain import accounts as acc
from coopshop.domain.days import day_of
from coopshop.domain.errors import Refused
from coopshop.sales import Asked
from tests.cast import Cast
from tests.conftest import Clock

tens = st.integers(1, 400).map(lambda tens: tens * 10)


class Drawer(RuleBasedStateMachine):
    """One till at work beside its own plain sum; a rule of trade may refuse anything."""

    def __init__(self, app) -> None:
        super().__init__()
        self.context = app.app_context()
        self.context.push()
        self.door = writing()
        self.door.__enter__()
        self.session = db.session()
        self.at = Clock().at
        self.cast = Cast(self.session, self.at)
        self.held = self.found = 0
        self.code = None

    def teardown(self) -> None:
        wrong = [found for law in CHECKS for found in law(self.session).wrong]
        book = ledger.balance(self.session, acc.drawer("TIENDA"))
        differences = -ledger.balance(self.session, acc.CASH_DIFFERENCE)
        self.session.rollback()
        self.session.info.clear()
        self.door.__exit__(None, None, None)
        self.context.pop()
        assert wrong == []
        assert (book, differences) == (self.held, self.found)

    @property
    def today(self):
        return {"on": day_of(self.at), "at": self.at, "by": 1}

    @initialize()
    def shop(self) -> None:
        self.cast.cooperative  # noqa: B018 - somebody must be selling
        cash.add_till(self.session, code="TIENDA", name="Tienda", place=self.cast.tarapoto)
        self.cast.delivers(self.cast.rosa, 900)

    def tries(self, act, *args, **kwargs):
        self.session.info.clear()
        try:
            with self.session.begin_nested():
                return act(self.session, *args, **kwargs)
        except Refused:
            self.session.expire_all()
            return None

    @property
    def state(self):
        return cash.standing(self.session, "TIENDA").state

    @rule(hours=st.integers(0, 30))
    def time_passes(self, hours) -> None:
        self.at += timedelta(hours=hours)
        self.cast.today = self.today

    @rule(off=st.sampled_from([0, 0, 10, -30, 500]))
    def open(self, off) -> None:
        counted = cash.Counted({10: max(self.held + off, 0) // 10})
        code = self.tries(cash.open_drawer, till="TIENDA", counted=counted, **self.today)
        self.code = code or self.code

    @rule(off=st.sampled_from([0, 0, 20, -300, 1_000]))
    def count(self, off) -> None:
        """What the hand finds is what the book says, more or less."""
        if self.code is None:
            return
        held = ledger.balance(self.session, acc.drawer("TIENDA"))
        counted = cash.Counted({10: max(held + off, 0) // 10})
        before = counting.posted(self.session, self.code).get("PEN", 0)
        done = self.tries(cash.count_drawer, code=self.code, counted=counted, **self.today)
        if done and self.state in ("open", "closed"):
            (row,) = counting.sums_of(self.session, self.code, done)
            self.book(row.counted - held)
            assert row.difference == 0
            assert row.expected == held - before

    @rule(why=st.sampled_from(["no se sabe", None]))
    def accept(self, why) -> None:
        standing = cash.standing(self.session, "TIENDA")
        held = ledger.balance(self.session, acc.drawer("TIENDA"))
        if self.code is None or standing.accepted:
            return
        number = {"number": standing.number, "note": why}
        self.tries(cash.accept, code=self.code, **number, **self.today)
        if cash.standing(self.session, "TIENDA").accepted:
            (row,) = counting.sums_of(self.session, self.code, standing.number)
            self.book(row.counted - held)

    @rule()
    def carry(self) -> None:
        """What the last count found too much or too little was carried, and nobody wrote it."""
        standing = cash.standing(self.session, "TIENDA")
        if self.code is None:
            return
        rows = counting.sums_of(self.session, self.code, standing.number)
        about = {"code": self.code, "number": standing.number, "currency": "PEN"}
        before = counting.posted(self.session, self.code).get("PEN", 0)
        if self.tries(carrying.carry, **about, **self.today):
            self.held += rows[0].difference
            self.book(-before)

    def book(self, difference) -> None:
        self.held += difference
        self.found += difference

    @rule(
        method=st.sampled_from(["efectivo", "efectivo", "yape"]),
        note=st.sampled_from([None, 0, 1_400]),
        credit=st.booleans(),
        back=st.sampled_from([0, 0, 2]),
    )
    def sell(self, method, note, credit, back) -> None:
        """Only cash touches the drawer, and only what the sale costs."""
        on = self.today["on"] - timedelta(days=back)
        facts = {"on": on, "at": self.at, "buyer": self.cast.hotel}
        stamp = {"paper": "factura", "at": self.at, "by": 1}
        basket = self.cast.rings_up(Asked(self.cast.basket, 2, 0), **facts)
        tendered = None if note is None or method != "efectivo" else 3_600 + note
        tender = invoices.Tender(method, tendered=tendered, till="TIENDA")
        terms = {"terms": "credito", "due_on": on + timedelta(days=9)}
        how = terms if credit else {"tenders": [tender]}
        if self.tries(invoices.issue, basket, **how, **stamp):
            self.held += 3_600 if method == "efectivo" and not credit else 0

    @rule(reason=st.sampled_from(list(moving.REASONS)), amount=tens)
    def move(self, reason, amount) -> None:
        facts = {"till": "TIENDA", "reason": reason, "note": "x"}
        if self.tries(cash.move, amount=amount, **facts, **self.today):
            self.held += amount if moving.REASONS[reason].in_ else -amount

    @rule(amount=tens, method=st.sampled_from(["efectivo", "yape"]))
    def advance(self, amount, method) -> None:
        facts = {"member": self.cast.rosa, "kind": "adelanto", "method": method}
        if self.tries(payouts.owe, amount=amount, till="TIENDA", **facts, **self.today):
            self.held -= amount if method == "efectivo" else 0

    @rule()
    def undo_the_last_advance(self) -> None:
        """A reversal goes where the money lay, whether the drawer is open or not."""
        query = payouts.Debit.__table__.select().order_by(payouts.Debit.entry.desc()).limit(1)
        last = self.session.execute(query).first()
        if last and self.tries(ledger.reverse, f"debit/{last.code}", why="error", **self.today):
            self.held += last.amount if last.method == "efectivo" else 0


def test_any_sequence_of_cash_events_keeps_the_drawer(app):
    run_state_machine_as_test(
        lambda: Drawer(app), settings=settings(max_examples=20, stateful_step_count=20)
    )
