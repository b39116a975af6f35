"""Many at once: nobody sells what another sold, no number is lost, nobody is paid twice."""

from random import Random

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, payouts, sales
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain import accounts as acc
from coopshop.domain.days import day_of
from coopshop.ledger.models import Entry
from coopshop.web.once import Done, once
from tests.cast import Cast
from tests.databases import KINDS
from tests.faults.together import PATIENCE, Raised, at_once, killed_after, processes

MANY = 8


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


@pytest.fixture
def shop(app):
    """The application with `pieces` of Rosa's baskets on the shelf."""

    def shop(pieces):
        with app.app_context(), transaction() as (session, at):
            cast = Cast(session, at)
            cast.delivers(cast.rosa, pieces)
            cast.rings_up(sales.Asked(cast.basket, 1, 0))
        return app

    return shop


def ring_up(session, at):
    asked = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA", "used": "here"}
    lines = [sales.Asked("AW-CAN", 1, 0)]
    return sales.ring_up(session, lines=lines, on=day_of(at), at=at, **asked)


def issue(session, basket, at):
    tender = [invoices.Tender("yape")]
    return invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1)


def sell():
    """One basket, rung up and issued in one go; gives the sale's code."""
    with transaction() as (session, at):
        return issue(session, ring_up(session, at), at).sale


def all_is_well(app):
    with app.app_context():
        return [found for law in CHECKS for found in law(db.session()).wrong] == []


def test_the_last_piece_is_sold_once(shop, now):
    """All of them saw it on the shelf; one of them gets it."""
    app, seen = shop(1), processes.Barrier(MANY)

    def buy(_):
        basket = ring_up(db.session(), now.at)
        seen.wait(PATIENCE)
        with transaction() as (session, at):
            return issue(session, basket, at).sale

    answers = at_once(app, MANY, buy)
    assert [answer for answer in answers if isinstance(answer, str)] == ["V0001"]
    assert [a.name for a in answers if isinstance(a, Raised)] == ["NotEnough"] * (MANY - 1)
    assert all_is_well(app)
    with app.app_context():
        assert ledger.balance(db.session(), acc.shelf("CHI"), "D0001") == 0


class TurnedBack(Exception):
    """The buyer has changed her mind at the till."""


def test_numbers_have_no_gap_whoever_turns_back(shop):
    app, each = shop(MANY * 6), 6

    def sell_or_not(random):
        with transaction() as (session, at):
            issued = issue(session, ring_up(session, at), at)
            if random.random() < 0.1:
                raise TurnedBack
        return issued.document

    def sell_some(number):
        random, sold = Random(number), []
        for _ in range(each):
            try:
                sold.append(sell_or_not(random))
            except TurnedBack:
                continue
        return sold

    sold = [name for answer in at_once(app, MANY, sell_some) for name in answer]
    assert len(sold) < MANY * each, "nobody turned back"
    assert sorted(int(name.rpartition("-")[2]) for name in sold) == list(range(1, len(sold) + 1))
    assert all_is_well(app)


def test_one_form_handed_in_many_times_is_recorded_once(shop):
    def hand_in(number):
        def act(session, _at):
            return Done(f"/sales/{ledger.next_code(session, 'sale')}", f"by {number}")

        return once("the key of the form", "what it says", act)

    answers = at_once(shop(1), MANY, hand_in)
    assert len(set(answers)) == 1
    assert answers[0].location == "/sales/V0001"


def test_one_key_with_different_forms_records_one_of_them(shop):
    def hand_in(number):
        return once("key", f"facts {number}", lambda _session, _at: Done(f"/{number}"))

    answers = at_once(shop(1), MANY, hand_in)
    refused = [answer.name for answer in answers if isinstance(answer, Raised)]
    assert refused == ["RecordedBefore"] * (MANY - 1)


def test_nobody_is_paid_twice(shop):
    app = shop(3)
    with app.app_context():
        sell()
        with transaction() as (session, at):
            Cast(session, at).fetches()

    def pay(number):
        with transaction() as (session, at):
            return payouts.settle(session, member="AW-01", on=day_of(at), at=at, by=number)

    answers = at_once(app, MANY, pay)
    assert [answer for answer in answers if isinstance(answer, str)] == ["L001"]
    assert [a.name for a in answers if isinstance(a, Raised)] == ["NothingPaid"] * (MANY - 1)
    assert all_is_well(app)


def test_who_reads_waits_for_nobody_and_sees_the_book_as_it_was(shop):
    app, written, looked = shop(2), processes.Event(), processes.Event()

    def write(session, at):
        stamp = {"on": day_of(at), "at": at, "by": 1}
        payouts.owe(session, member="AW-01", kind="material", amount=100, **stamp)
        written.set()
        assert looked.wait(PATIENCE), "the reader waited for the writer"

    def write_or_read(number):
        if number == 0:
            with transaction() as (session, at):
                write(session, at)
            return "written"
        assert written.wait(PATIENCE)
        seen = db.session().scalar(sa.select(sa.func.count()).select_from(Entry))
        looked.set()
        return seen

    assert at_once(app, 2, write_or_read) == ["written", 1]


def test_what_was_told_is_kept_whenever_the_power_goes(shop):
    """A worker is killed in the middle of its work, again and again; another takes over."""
    app, kills = shop(200), (1, 2, 3, 5, 8)
    told = [sale for count in kills for sale in killed_after(app, count, sell)]
    with app.app_context():
        kept = set(db.session().scalars(sa.select(sales.Sale.code)))
        assert set(told) <= kept
        assert len(kept) <= len(told) + len(kills), "only the one in hand is in doubt"
        sell()
    assert all_is_well(app)


def test_one_operation_pays_once_whoever_is_first(shop):
    """The same picture of a Yape is shown at several tills."""
    app = shop(MANY)

    def take_it(number):
        with transaction() as (session, at):
            tender = [invoices.Tender("yape", operation=f"{'0' * number}778899")]
            basket = ring_up(session, at)
            return invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1).sale

    answers = at_once(app, MANY, take_it)
    assert [answer for answer in answers if isinstance(answer, str)] == ["V0001"]
    refused = [a.name for a in answers if isinstance(a, Raised)]
    assert refused == ["OperationTwice"] * (MANY - 1)
    assert all_is_well(app)


def test_a_sale_is_undone_once(shop):
    app = shop(1)
    with app.app_context():
        sale = sell()

    def undo(number):
        with transaction() as (session, at):
            invoices.undo(session, sale, why=f"por {number}", at=at, by=1)

    answers = at_once(app, MANY, undo)
    assert [a.name for a in answers if isinstance(a, Raised)] == ["SaleUndone"] * (MANY - 1)
    assert all_is_well(app)
    with app.app_context():
        assert ledger.balance(db.session(), acc.shelf("CHI"), "D0001") == 1


def test_a_paper_is_handed_over_or_its_sale_is_undone_but_never_both(shop):
    app = shop(1)
    with app.app_context():
        sale = sell()
        paper = invoices.main_document(db.session(), sale).id

    def send_or_undo(number):
        with transaction() as (session, at):
            if number % 2:
                invoices.undo(session, sale, why="un error", at=at, by=1)
                return "undone"
            sales.standing_sale(session, sale)
            invoices.hand_over(session, paper, "whatsapp", at=at, by=1)
            return "sent"

    answers = {a for a in at_once(app, MANY, send_or_undo) if isinstance(a, str)}
    assert len(answers) == 1
    assert all_is_well(app)
