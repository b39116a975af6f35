"""Her door, by many at once: one card lets one telephone in, and nobody gets an eleventh try."""

import pytest
import sqlalchemy as sa

from coopshop import access
from coopshop.db import db, transaction
from coopshop.maker import enrolling, pins
from coopshop.maker.phones import MOST_TRIES, Phone
from tests.cast import Cast
from tests.databases import KINDS
from tests.faults.together import Raised, at_once

MANY = 8


@pytest.fixture(params=KINDS)
def backend(request):
    return request.param


@pytest.fixture
def card(app):
    """A card of Rosa's."""
    with app.app_context(), transaction() as (session, at):
        member = Cast(session, at).rosa
        return enrolling.issue(session, member=member, at=at, by=1).token


def enrol(token, secret):
    hers = {"token": token, "secret": secret, "password_hash": "none"}
    with transaction() as (session, at):
        return enrolling.enrol(session, at=at, **hers).id


def test_a_card_used_twice_at_the_same_moment_lets_one_telephone_in(app, card):
    answers = at_once(app, MANY, lambda number: enrol(card, f"{number}" * 43))
    assert min(map(str, answers)) == "1"
    assert [a.name for a in answers if isinstance(a, Raised)] == ["CardSpent"] * (MANY - 1)
    with app.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(Phone)) == 1
        assert len(access.users(db.session())) == 1


def test_one_telephone_that_asks_many_times_is_one(app, card):
    answers = at_once(app, MANY, lambda _number: enrol(card, "s" * 43))
    assert set(answers) == {1}


def test_many_at_once_get_ten_tries_together(app, card):
    with app.app_context():
        number = enrol(card, "s" * 43)

    def guess(_process):
        tried = 0
        for _time in range(MOST_TRIES):
            try:
                with transaction() as (session, _at):
                    tries = pins.count(session, number)
            except pins.PhoneShut:
                break
            tried += 1
            with transaction() as (session, at):
                pins.missed(session, number, tries, at=at)
        return tried

    assert sum(at_once(app, MANY, guess)) == MOST_TRIES
    with app.app_context():
        assert db.session().get_one(Phone, number).revoked_at


def test_what_is_taken_away_while_it_opens_is_not_open_afterwards(app, card):
    """Whoever is first: there is no visit left by a telephone that was taken away."""
    with app.app_context():
        number = enrol(card, "s" * 43)

    def open_or_take(process):
        with transaction() as (session, at):
            if process:
                return pins.come_in(session, number, at=at)
            return enrolling.revoke(session, session.get_one(Phone, number), at=at, by=1)

    tokens = [a for a in at_once(app, MANY, open_or_take) if isinstance(a, str)]
    with app.app_context(), transaction() as (session, at):
        assert [t for t in tokens if access.visitor(session, t, now=at)] == []
