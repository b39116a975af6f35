"""Whatever happens, in whatever order: the laws of the book hold, and so does each woman's sum."""

from collections import defaultdict
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from coopshop import inventory, invoices, ledger, payouts, production, sales
from coopshop.cli import CHECKS
from coopshop.db import db, writing
from coopshop.domain import accounts as acc
from coopshop.domain.days import day_of
from coopshop.domain.errors import Refused
from coopshop.domain.money import SMALLEST_COIN
from coopshop.inventory.audit import every_piece_somewhere
from coopshop.ledger.audit import kept_balances
from coopshop.ledger.models import Entry, Move
from coopshop.payouts.payday import not_collected
from coopshop.production import Delivery
from tests.cast import Cast
from tests.conftest import Clock

members = st.sampled_from(["rosa", "nelly", "delia"])
goods = st.sampled_from(["basket", "broom", "fibre"])
places = st.sampled_from(["chipaota", "tarapoto"])
methods = st.sampled_from(["efectivo", "yape", "transferencia"])
bearers = st.sampled_from(inventory.BEARERS)
few = st.integers(1, 9)
cents = st.integers(1, 30_000)
part = st.sampled_from([None, None, 10, 250, 1_000])


class Life(RuleBasedStateMachine):
    """A cooperative at work; a rule of trade may refuse anything, and then nothing has happened."""

    def __init__(self, app) -> None:
        super().__init__()
        self.context = app.app_context()
        self.context.push()
        self.door = writing()
        self.door.__enter__()
        self.session = db.session()
        self.at = Clock().at
        self.cast = Cast(self.session, self.at)
        self.sold: list[str] = []
        self.papers: list[str] = []
        self.undoable: list[str] = []
        self.disputed: list[str] = []

    def teardown(self) -> None:
        wrong = [found for law in CHECKS for found in law(self.session).wrong]
        sums = self.sums_by_rows(), self.sums_by_book()
        settled = list(self.settled_and_paid())
        self.session.rollback()
        self.session.info.clear()
        self.door.__exit__(None, None, None)
        self.context.pop()
        assert wrong == []
        assert sums[0] == sums[1]
        assert [pair for pair in settled if pair[0] != pair[1]] == []

    @initialize()
    def open_the_shop(self) -> None:
        for name in ("cooperative", "rosa", "nelly", "delia", "basket", "broom", "fibre", "visit"):
            getattr(self.cast, name)
        self.cast.fetches(500_000)
        for name in ("chipaota", "tarapoto", "hotel", "tourist"):
            getattr(self.cast, name)
        for place in ("chipaota", "tarapoto"):
            for member, product in (
                *(("rosa", "basket"), ("nelly", "basket"), ("delia", "basket")),
                *(("delia", "broom"), ("rosa", "broom"), ("nelly", "fibre")),
            ):
                self.bring(member, product, place, 12, 0)

    def tries(self, act, *args, **kwargs):
        """What the verb answers; None if it was refused, and then every trace is gone."""
        self.session.info.clear()
        before = self.head()
        try:
            with self.session.begin_nested():
                return act(self.session, *args, **kwargs)
        except Refused:
            self.session.expire_all()
            assert self.head() == before
            return None

    def head(self):
        return self.session.scalar(sa.select(sa.func.max(Entry.id)))

    @property
    def today(self):
        return {"on": day_of(self.at), "at": self.at, "by": 1}

    @rule(days=st.integers(0, 20))
    def time_passes(self, days) -> None:
        self.at += timedelta(days=days, minutes=7)
        self.cast.today = self.today

    @rule(member=members, product=goods, place=places, brought=few, rejected=st.integers(0, 2))
    def bring(self, member, product, place, brought, rejected) -> None:
        part = 250 if product == "fibre" else 1
        pieces = {"brought": brought * part, "rejected": min(rejected, brought) * part}
        who, what = getattr(self.cast, member), getattr(self.cast, product)
        where = {"place": getattr(self.cast, place)}
        self.tries(production.receive, member=who, sku=what, **where, **pieces, **self.today)

    @rule(product=goods, units=few, there=st.booleans())
    def send(self, product, units, there) -> None:
        way = (self.cast.chipaota, self.cast.tarapoto)[:: 1 if there else -1]
        lines = [(getattr(self.cast, product), units)]
        route = {"origin": way[0], "destination": way[1], "via": "canoa"}
        self.tries(inventory.send, lines=lines, **route, **self.today)

    @rule(lost=st.integers(0, 3), bearer=bearers, other_bearer=bearers, data=st.data())
    def arrive(self, lost, bearer, other_bearer, data) -> None:
        waiting = inventory.waiting(self.session)
        if waiting:
            line = data.draw(st.sampled_from(waiting))
            lost = min(lost, line.units)
            parts = [inventory.Missing(lost, "mojado", bearer)] if lost else []
            if lost > 1:
                other = inventory.Missing(1, "perdido", other_bearer)
                parts = [inventory.Missing(lost - 1, "mojado", bearer), other]
            end = inventory.Landed(line.units - lost, parts=tuple(parts))
            landed = {line.line: end}
            self.tries(inventory.arrive, transfer=line.transfer, landed=landed, **self.today)

    @rule(product=goods, place=places, units=few, kind=st.sampled_from(["merma", "muestra"]))
    def adjust(self, product, place, units, kind) -> None:
        what = {"sku": getattr(self.cast, product), "place": getattr(self.cast, place)}
        self.tries(inventory.adjust, units=units, kind=kind, **what, **self.today)

    @rule(place=places, counted=st.dictionaries(goods, st.integers(0, 40), min_size=1))
    def count(self, place, counted) -> None:
        """Begun where none goes on, jotted down; whatever happens before it is handed in."""
        shelf, stamp = getattr(self.cast, place), {"at": self.at, "by": 1}
        self.tries(inventory.begin_count, place=shelf, **self.today)
        found = {getattr(self.cast, n): inventory.Figure(units) for n, units in counted.items()}
        for sheet in inventory.open_sheets(self.session):
            if sheet.place == shelf:
                self.tries(inventory.jot, code=sheet.code, figures=found, **stamp)

    @rule(reason=st.sampled_from(["merma", "registro", "no_se"]))
    def hand_counts_in(self, reason) -> None:
        for sheet in inventory.open_sheets(self.session):
            skus = [row.product.sku for row in inventory.differences(self.session, sheet)]
            why = dict.fromkeys(skus, (reason, None))
            self.tries(inventory.hand_in, code=sheet.code, reasons=why, seen={}, **self.today)

    @rule(
        place=places,
        lines=st.lists(st.tuples(goods, few, st.sampled_from([0, 0, 500, 1_250])), max_size=3),
        visit=st.booleans(),
        used=st.sampled_from(["here", "here", "away"]),
        paid=st.sampled_from(["all", "half", "later"]),
        method=methods,
        backdated=st.sampled_from([0, 0, 4]),
    )
    def sell(self, place, lines, visit, used, paid, method, backdated) -> None:
        asked = [sales.Asked(getattr(self.cast, name), u, 0, off) for name, u, off in lines]
        if visit:
            asked.append(sales.Asked(self.cast.visit, 1, 0, member=self.cast.rosa))
        on = day_of(self.at) - timedelta(days=backdated)
        self.issue(asked, "MINORISTA", used, paid, method, place=place, on=on)

    @rule(units=few, place=places, paid=st.sampled_from(["all", "later"]), abroad=st.booleans())
    def sell_in_dollars(self, units, place, paid, abroad) -> None:
        asked = [sales.Asked(self.cast.basket, units, 0)]
        used = "abroad" if abroad else "here"
        self.issue(asked, "EXPORT", used, paid, "transferencia", place=place, fx_micros=3_541_000)

    @rule(units=few, place=places, used=st.sampled_from(["here", "away"]))
    def sell_at_the_fair(self, units, place, used) -> None:
        asked = [sales.Asked(self.cast.basket, units, 0)]
        self.issue(asked, "FERIA", used, "all", "efectivo", place=place)

    def issue(self, asked, price_list, used, paid, method, *, place, **facts) -> None:
        def ring_up_and_issue(session):
            facts["place"] = getattr(self.cast, place)
            listed = {"price_list": price_list, "used": used, "buyer": self.cast.hotel}
            basket = self.cast.rings_up(*asked, **listed, **facts)
            rate = {"fx_micros": 3_600_000} if basket.currency == "USD" else {}
            terms = {"terms": "credito", "due_on": basket.on + timedelta(days=30)}
            tenders = [invoices.Tender(method, **rate)]
            if paid == "half":
                tenders = [invoices.Tender("yape", 500), invoices.Tender(method)]
            if paid == "later":
                tenders = []
            how = {"at": self.at, "by": 1, "confirmed": True} | (terms if paid == "later" else {})
            return invoices.issue(session, basket, paper="factura", tenders=tenders, **how)

        issued = self.tries(ring_up_and_issue)
        if issued:
            self.sold.append(issued.sale)

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), method=methods, amount=part, rate=st.sampled_from([3_527_000, 3_600_000]))
    def collect(self, data, method, amount, rate) -> None:
        self.settle_up(sales.collect, data, method, amount, rate)

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), method=methods, amount=part, rate=st.sampled_from([3_527_000, 3_600_000]))
    def refund(self, data, method, amount, rate) -> None:
        self.settle_up(sales.refund, data, method, amount, rate)

    def settle_up(self, verb, data, method, amount, rate) -> None:
        code = data.draw(st.sampled_from(self.sold))
        dollars = sales.sale_of(self.session, code).currency == "USD"
        facts = {"sale": code, "method": method, "amount": amount}
        self.tries(verb, **facts, fx_micros=rate if dollars else None, **self.today)

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), units=few, restock=st.sampled_from([None, "chipaota", "tarapoto"]))
    def give_back(self, data, units, restock) -> None:
        code = data.draw(st.sampled_from(self.sold))
        line = data.draw(st.sampled_from(sorted(sales.returnable(self.session, code))))
        shelf = restock and getattr(self.cast, restock)
        back = [sales.Back(line, units, shelf)]
        note = {"sale": code, "lines": back, "reason_code": "07"}
        self.tries(invoices.credit, **note, **self.today)

    @precondition(lambda self: self.sold)
    @rule(data=st.data())
    def undo_a_sale(self, data) -> None:
        """The newest while it is fresh; any other is refused."""
        code = data.draw(st.sampled_from([self.sold[-1], *self.sold]))
        self.tries(invoices.undo, code, why="un error", at=self.at, by=1)

    @precondition(lambda self: self.sold)
    @rule(data=st.data(), method=methods)
    def change_method(self, data, method) -> None:
        """What was paid in cash was paid by Yape, or the other way round."""
        paid = sales.payments_of(self.session, data.draw(st.sampled_from(self.sold)))
        if paid:
            code = data.draw(st.sampled_from(paid)).code
            facts = {"method": method, "why": "un error", "at": self.at, "by": 1}
            self.tries(sales.change_method, code, **facts, confirmed=True)

    @rule(member=members, kind=st.sampled_from(payouts.DEBITS), amount=cents)
    def owe(self, member, kind, amount) -> None:
        facts = {"member": getattr(self.cast, member), "kind": kind, "amount": amount}
        code = self.tries(payouts.owe, **facts, **self.today)
        self.undoable += [f"debit/{code}"] if code else []

    @rule(member=members, amount=part)
    def settle(self, member, amount) -> None:
        who = getattr(self.cast, member)
        (before,) = payouts.propose(self.session, [who], on=day_of(self.at))
        facts = {"member": who, "amount": amount, "operation": f"{self.head()}"}
        code = self.tries(payouts.settle, **facts, **self.today)
        if code:
            paid = self.session.get_one(payouts.Payout, code).amount
            assert paid <= before.available - before.held
            self.undoable.append(f"payout/{code}")

    @precondition(lambda self: self.sold)
    @rule(member=members, data=st.data())
    def dispute(self, member, data) -> None:
        sales_ = [f"sale/{code}{line}" for code in self.sold for line in ("", "/1", "/2")]
        about = data.draw(st.sampled_from(sales_ + self.undoable))
        said = {"member": getattr(self.cast, member), "about": about, "words": "no es así"}
        code = self.tries(payouts.dispute, **said, **self.today)
        self.disputed += [code] if code else []

    @precondition(lambda self: self.disputed)
    @rule(data=st.data())
    def answer(self, data) -> None:
        code = data.draw(st.sampled_from(self.disputed))
        self.tries(payouts.answer_dispute, code, reason="se aclaró", **self.today)

    @rule()
    def settle_everybody(self) -> None:
        for code in self.tries(payouts.settle_all, **self.today) or ():
            self.undoable.append(f"payout/{code}")

    @precondition(lambda self: self.undoable)
    @rule(data=st.data())
    def undo(self, data) -> None:
        """A payout or a debit was a mistake; that it is undone twice is refused."""
        cause = data.draw(st.sampled_from(self.undoable))
        self.tries(ledger.reverse, cause, why="un error", **self.today)

    @invariant()
    def what_is_left_and_held_is_hers_once(self) -> None:
        """Lines that a payout left come to what it left; no more is held than is owed to her."""
        for payout in self.session.scalars(sa.select(payouts.Payout)):
            left = sum(payouts.left_by(self.session, payout).values())
            assert 0 <= payout.carried - left < SMALLEST_COIN
        for member, held in payouts.held(self.session, day_of(self.at)).items():
            assert 0 < held <= payouts.available(self.session, member)
        for one in payouts.open_disputes(self.session):
            if one.part:
                assert one.held <= max(one.cents, 0)

    @invariant()
    def the_money_of_a_sale_is_told_product_by_product(self) -> None:
        for account in payouts.since_last(self.session).values():
            for line in account.lines:
                assert sum(line.parts.values()) == line.cents
                assert bool(line.pieces) == bool(line.sale)

    @invariant()
    def the_book_is_whole(self) -> None:
        for law in (kept_balances, every_piece_somewhere):
            assert law(self.session).wrong == []

    def settled_and_paid(self):
        """What the lines of each payout, and of the next one, come to; and what the book says."""
        for payout in self.session.scalars(sa.select(payouts.Payout)):
            yield payouts.settled(self.session, payout).total, payout.available
        accounts = payouts.since_last(self.session)
        waiting = not_collected(self.session)
        for member in ("AW-01", "AW-02", "EC-01"):
            total = accounts[member].total if member in accounts else 0
            yield total, payouts.available(self.session, member)
            hers = sum(one.cents for one in waiting.get(member, ()))
            yield hers, -ledger.balance(self.session, acc.earned(member))

    def sums_by_book(self):
        """What the book says is owed to each member, collected and not."""
        return {
            account: -ledger.balance(self.session, account)
            for member in ("AW-01", "AW-02", "EC-01")
            for account in (acc.payable(member), acc.earned(member))
        }

    def sums_by_rows(self):
        """The same by rule R10, from the rows alone."""
        sums = dict.fromkeys(self.sums_by_book(), 0)
        for sale, member, amount in self.shares():
            due = sales.due_of(self.session, sales.sale_of(self.session, sale))
            sums[acc.payable(member) if due <= 0 else acc.earned(member)] += amount
        for member, amount in self.credits_and_debits():
            sums[acc.payable(member)] += amount
        return sums

    def shares(self):
        stands = sales.standing(sales.Allocation.entry)
        rows = self.session.scalars(sa.select(sales.Allocation).where(stands)).all()
        makers = {(a.sale, a.line, a.position): a.member for a in rows}
        yield from ((a.sale, a.member, a.amount) for a in rows)
        for back in self.session.scalars(sa.select(sales.ReturnedLot)):
            yield back.sale, makers[back.sale, back.line, back.position], -back.amount

    def credits_and_debits(self):
        reversed_ = sa.select(Entry.reverses).where(Entry.reverses.is_not(None))
        for model in (payouts.Debit, payouts.Payout):
            for row in self.session.scalars(sa.select(model).where(model.entry.not_in(reversed_))):
                yield row.member, -row.amount
        makers = dict(self.session.execute(sa.select(Delivery.lot, Delivery.member)).all())
        for loss in self.session.scalars(sa.select(inventory.Loss)):
            yield makers[loss.lot], loss.compensation
        given = sa.select(inventory.Adjustment).where(inventory.Adjustment.kind == "muestra")
        for gift in self.session.scalars(given):
            moved = sa.select(Move).where(Move.entry == gift.entry, Move.target == acc.SAMPLE)
            hers = defaultdict(int)
            for move in self.session.scalars(moved):
                hers[makers[move.unit]] += move.amount
            parts = 1_000 if gift.sku.endswith("KG") else 1
            for member, units in hers.items():
                yield member, (2 * units * gift.member_price + parts) // (2 * parts)


def test_any_sequence_of_events_keeps_every_law(app):
    steps = settings(max_examples=20, stateful_step_count=50)
    run_state_machine_as_test(lambda: Life(app), settings=steps)
