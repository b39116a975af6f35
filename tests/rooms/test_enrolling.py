"""Her telephone: a card lets it in once, her PIN opens it, ten wrong ones shut it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import access, members
from coopshop.access.models import Visit
from coopshop.maker import enrolling, leaving, pins
from coopshop.maker.enrolling import CardSpent
from coopshop.maker.phones import MOST_TRIES, Phone, PhoneCard
from coopshop.maker.pins import PhoneShut, PinWrong

SECRET, OTHER = "s" * 43, "t" * 43


@pytest.fixture
def card(session, cast, now):
    """A card of Rosa's that nobody has used."""
    return enrolling.issue(session, member=cast.rosa, at=now.at, by=7)


@pytest.fixture
def enrol(session, now):
    def enrol(token, secret=SECRET, at=None):
        hers = {"token": token, "secret": secret, "password_hash": "none"}
        return enrolling.enrol(session, at=at or now.at, **hers)

    return enrol


@pytest.fixture
def phone(session, card, enrol, now):
    """Rosa's telephone, with a PIN."""
    phone = enrol(card.token)
    pins.choose(session, phone.id, "a hash", at=now.at)
    return phone


def try_wrong(session, phone, now):
    return pins.missed(session, phone.id, pins.count(session, phone.id), at=now.at)


def test_only_hashes_are_kept(session, card, enrol):
    assert len(card.token) * 6 >= 128
    enrol(card.token)
    kept = [
        str(value)
        for table in (PhoneCard, Phone)
        for row in session.execute(sa.select(table.__table__))
        for value in row
    ]
    assert not {card.token, SECRET} & set(kept)


def test_a_card_says_who_issued_it_and_lasts_thirty_days(session, card, now):
    kept = enrolling.open_card(session, card.member, now=now.at)
    assert (kept.issued_by, kept.expires_at - kept.issued_at) == (7, timedelta(days=30))
    assert enrolling.card(session, card.token, now=now.at + timedelta(days=29))
    assert enrolling.card(session, card.token, now=now.at + timedelta(days=30)) is None


def test_who_comes_in_with_a_card_gets_a_user_of_her_own(session, phone):
    user = session.get_one(access.User, phone.user)
    assert (user.login, user.role, user.member) == ("aw-01", "socia", "AW-01")


def test_who_has_a_user_keeps_it(session, cast, card, enrol):
    hers = {"role": "socia", "member": cast.rosa, "password_hash": "none"}
    user = access.add_user(session, login="rosa", name="Rosa", **hers)
    assert enrol(card.token).user == user.id


def test_a_login_that_is_taken_is_nobodys_hindrance(session, card, enrol):
    access.add_user(session, login="aw-01", name="X", role="fiscal", password_hash="none")
    user = session.get_one(access.User, enrol(card.token).user)
    assert user.login == "aw-01.2"


def test_a_card_works_once(card, enrol):
    enrol(card.token)
    with pytest.raises(CardSpent):
        enrol(card.token, OTHER)


def test_the_same_telephone_again_is_no_second_use(card, enrol):
    assert enrol(card.token) is enrol(card.token)


@pytest.mark.parametrize("days", [30, 300])
def test_an_old_card_does_not_work(card, enrol, now, days):
    with pytest.raises(CardSpent):
        enrol(card.token, at=now.at + timedelta(days=days))


def test_a_guessed_card_sounds_like_a_used_one(card, enrol):
    enrol(card.token)
    said = set()
    for token in (card.token, "never-issued"):
        with pytest.raises(CardSpent) as refused:
            enrol(token, OTHER)
        said.add((refused.value.message, str(refused.value.facts)))
    assert len(said) == 1


def test_a_new_card_takes_the_place_of_the_unused_one(session, card, enrol, now):
    new = enrolling.issue(session, member=card.member, at=now.at, by=8)
    with pytest.raises(CardSpent):
        enrol(card.token)
    assert enrol(new.token).member == card.member


def test_a_secret_of_one_telephone_takes_no_other_card(session, cast, phone, enrol, now):
    nelly = enrolling.issue(session, member=cast.nelly, at=now.at, by=7)
    with pytest.raises(CardSpent):
        enrol(nelly.token, SECRET)
    assert phone.member == cast.rosa


def test_the_right_pin_opens_and_gives_the_tries_back(session, phone, now):
    for _time in range(MOST_TRIES - 1):
        try_wrong(session, phone, now)
    assert pins.count(session, phone.id) == MOST_TRIES
    token = pins.come_in(session, phone.id, at=now.at)
    person = access.visitor(session, token, now=now.at)
    assert (person.member, person.phone, phone.tries) == ("AW-01", phone.id, 0)
    assert phone.opened_at == now.at


def test_ten_wrong_pins_shut_it(session, phone, now):
    told = [try_wrong(session, phone, now) for _time in range(MOST_TRIES)]
    assert [type(each) for each in told] == [PinWrong] * 9 + [PhoneShut]
    assert told[0].facts["left"] == "9"
    assert (phone.revoked_at, phone.revoked_by) == (now.at, None)
    with pytest.raises(PhoneShut):
        pins.count(session, phone.id)
    with pytest.raises(PhoneShut):
        pins.come_in(session, phone.id, at=now.at)


def test_a_try_that_nobody_finished_is_a_try(session, phone):
    """Many at once: each is counted before any is looked at, so there is no eleventh."""
    for _time in range(MOST_TRIES):
        pins.count(session, phone.id)
    with pytest.raises(PhoneShut):
        pins.count(session, phone.id)


def test_one_telephone_is_taken_away_and_what_it_has_open_is_shut(session, phone, now):
    hers = pins.come_in(session, phone.id, at=now.at)
    other = access.begin_visit(session, phone.user, at=now.at)
    enrolling.revoke(session, phone, at=now.at, by=7)
    assert access.visitor(session, hers, now=now.at) is None
    assert access.visitor(session, other, now=now.at), "by password she is still here"
    assert (phone.revoked_at, phone.revoked_by) == (now.at, 7)
    assert session.scalar(sa.select(Visit.ended_at).where(Visit.phone == phone.id)) == now.at


def test_all_are_taken_away_with_the_card_that_was_not_used(session, phone, now, enrol):
    second = enrolling.issue(session, member=phone.member, at=now.at, by=7)
    another = enrol(second.token, OTHER)
    third = enrolling.issue(session, member=phone.member, at=now.at, by=7)
    enrolling.revoke_all(session, phone.member, at=now.at, by=9)
    assert [each.revoked_by for each in (phone, another)] == [9, 9]
    with pytest.raises(CardSpent):
        enrol(third.token, "u" * 43)


def test_who_was_kept_out_stays_out(session, phone, now):
    access.set_active(session, phone.user, False, at=now.at)
    with pytest.raises(PhoneShut):
        pins.come_in(session, phone.id, at=now.at)


def test_who_is_forgotten_has_no_door(session, phone, today):
    members.leave(session, phone.member, on=today["on"] - timedelta(days=1))
    member, secret = phone.member, phone.secret_hash
    leaving.forget(session, member, confirmed=True, **today)
    assert enrolling.phones(session, member) == []
    assert session.scalars(sa.select(Phone).where(Phone.secret_hash == secret)).all() == []


def test_cards_are_for_those_with_a_smartphone_and_none_let_in(session, cast, phone, today):
    for member, kind in ((cast.rosa, "smartphone"), (cast.nelly, "smartphone"), (cast.delia, None)):
        members.member(session, member).phone_type = kind
    assert [each.code for each in enrolling.without(session, today["on"])] == [cast.nelly]
    enrolling.revoke(session, phone, at=today["at"], by=1)
    assert len(enrolling.without(session, today["on"])) == 2
    members.member(session, cast.nelly).left_on = today["on"] - timedelta(days=1)
    assert [each.code for each in enrolling.without(session, today["on"])] == [cast.rosa]


def test_a_telephone_without_a_pin_is_not_open_to_its_finder_for_long(session, card, enrol, now):
    phone = enrol(card.token)
    with pytest.raises(PhoneShut):
        pins.choose(session, phone.id, "a hash", at=now.at + timedelta(days=1, minutes=1))
    pins.choose(session, phone.id, "a hash", at=now.at + timedelta(hours=23))
    pins.choose(session, phone.id, "another", at=now.at + timedelta(days=300))
    assert phone.pin_hash == "another"


def test_a_pin_cannot_be_found_without_the_secret_of_its_telephone():
    kept = access.hashed_pin("482915", SECRET)
    assert kept.startswith("$argon2id$")
    assert access.pin_matches(kept, "482915", SECRET)
    assert not access.pin_matches(kept, "482915", OTHER)
    assert not access.pin_matches(kept, "482916", SECRET)
