"""Whatever is paid in dollars, at whatever rate: no sol and no dollar gets lost, nor a céntimo."""

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from coopshop import cash, invoices, ledger, sales
from coopshop.cli import CHECKS
from coopshop.db import db, writing
from coopshop.domain import accounts as acc
from coopshop.domain.days import day_of
from coopshop.domain.errors import Refused
from coopshop.domain.money import SMALLEST_COIN, Dollars, cash_for
from coopshop.sales import Asked
from tests.cast import Cast
from tests.conftest import Clock

rates = st.integers(2_500_000, 5_500_000)
notes = st.sampled_from([1, 2, 5, 10, 20, 50, 100]).map(lambda dollars: dollars * 100)


@given(notes, rates, st.integers(1, 60_000))
def test_what_is_paid_and_the_change_are_what_the_notes_are_worth(cents, micros, due):
    handed = Dollars(cents, micros)
    pays = min(handed.worth, cash_for(due))
    paid = handed.paying(pays)
    assert paid.change % SMALLEST_COIN == 0
    assert 0 <= pays + paid.change - handed.worth < SMALLEST_COIN


class Tourists(RuleBasedStateMachine):
    """One drawer beside its own plain sums in two currencies, and beside a sale paid in soles."""

    def __init__(self, app) -> None:
        super().__init__()
        self.context = app.app_context()
        self.context.push()
        self.door = writing()
        self.door.__enter__()
        self.session = db.session()
        self.at = Clock().at
        self.cast = Cast(self.session, self.at)
        self.held = {"PEN": 0, "USD": 0}
        self.last = None

    def teardown(self) -> None:
        wrong = [found for law in CHECKS for found in law(self.session).wrong]
        drawer, exchange = (
            ledger.holdings(self.session, account)
            for account in (acc.drawer("TIENDA"), acc.EXCHANGE)
        )
        hers = ledger.balance(self.session, acc.payable(self.cast.rosa))
        bank = ledger.balance(self.session, acc.purse("transferencia"), "USD")
        query = sa.select(sales.Sale.total).where(ledger.standing(sales.Sale.entry))
        sold = self.session.scalars(query).all()
        self.session.rollback()
        self.session.info.clear()
        self.door.__exit__(None, None, None)
        self.context.pop()
        assert wrong == []
        assert drawer == {unit: sum_ for unit, sum_ in self.held.items() if sum_}
        assert -exchange.get("USD", 0) == self.held["USD"] + bank, "each dollar has its soles"
        assert -hers == sum(total * 8 // 10 for total in sold), "80 %, however it was paid"

    @initialize()
    def shop(self) -> None:
        self.cast.cooperative  # noqa: B018 - somebody must be selling
        cash.add_till(self.session, code="TIENDA", name="Tienda", place=self.cast.chipaota)
        self.cast.delivers(self.cast.rosa, 900)
        till, today = {"till": "TIENDA"}, {"on": day_of(self.at), "at": self.at, "by": 1}
        code = cash.open_drawer(self.session, counted=cash.Counted({1_000: 9}), **till, **today)
        cash.accept(self.session, code=code, number=1, note="sencillo", **today)
        self.held["PEN"] = 9_000

    def tries(self, act, *args, **kwargs):
        self.session.info.clear()
        try:
            with self.session.begin_nested():
                return act(self.session, *args, **kwargs)
        except Refused:
            self.session.expire_all()
            return None

    @rule(units=st.integers(1, 6), cents=notes, micros=rates, with_yape=st.booleans())
    def sell(self, units, cents, micros, with_yape) -> None:
        basket = self.cast.rings_up(Asked(self.cast.basket, units, 0))
        tenders = [invoices.Tender("dolares", dollars=cents, fx_micros=micros, till="TIENDA")]
        if with_yape and Dollars(cents, micros).worth < units * 1_800:
            tenders.append(invoices.Tender("yape"))
        stamp = {"paper": "nota_venta", "at": self.at, "by": 1, "confirmed": True}
        issued = self.tries(invoices.issue, basket, tenders=tenders, **stamp)
        if issued:
            change = sales.change_given(self.session, issued.sale)
            self.held["PEN"] -= change
            self.held["USD"] += cents
            self.last = (issued.sale, change, cents)

    @rule(units=st.integers(1, 3))
    def sell_for_soles(self, units) -> None:
        basket = self.cast.rings_up(Asked(self.cast.basket, units, 0))
        stamp = {"paper": "nota_venta", "at": self.at, "by": 1}
        tender = invoices.Tender("efectivo", till="TIENDA")
        if self.tries(invoices.issue, basket, tenders=[tender], **stamp):
            self.held["PEN"] += units * 1_800
            self.last = None

    @rule()
    def undo(self) -> None:
        if self.last is None:
            return
        sale, change, cents = self.last
        self.last = None
        invoices.undo(self.session, sale, why="x", at=self.at, by=1)
        self.held["PEN"] += change
        self.held["USD"] -= cents

    @rule(cents=notes)
    def carry_dollars_to_the_bank(self, cents) -> None:
        facts = {"till": "TIENDA", "reason": "deposito", "currency": "USD", "amount": cents}
        stamp = {"on": day_of(self.at), "at": self.at, "by": 1}
        if self.held["USD"] >= cents and self.tries(cash.move, **facts, **stamp):
            self.held["USD"] -= cents
            self.last = None


def test_any_sequence_of_payments_in_dollars_loses_nothing(app):
    run_state_machine_as_test(
        lambda: Tourists(app), settings=settings(max_examples=15, stateful_step_count=15)
    )
