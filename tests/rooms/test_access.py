"""Who may come in: users, visits, passwords, and the end of guessing."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import access
from coopshop.access.models import Attempt, Visit
from coopshop.access.passwords import TooShort
from coopshop.access.service import LastOne, LoginTaken, TooManyTries, WhoseMoney, WrongLogin

SENTENCE = "una frase que se recuerda"


@pytest.fixture(scope="module")
def hashed():
    return access.hashed(SENTENCE)


@pytest.fixture
def rosa(session, hashed):
    return access.add_user(
        session, login="rosa", name="Rosa", role="tesorera", password_hash=hashed
    )


def test_a_password_is_kept_only_as_a_hash(rosa):
    assert rosa.password_hash.startswith("$argon2id$")
    assert SENTENCE not in rosa.password_hash


def test_who_says_her_password_is_recognised(session, rosa, now):
    assert access.recognise(session, "rosa", SENTENCE, place="here", now=now.at) is rosa


@pytest.mark.usefixtures("rosa")
@pytest.mark.parametrize(("login", "word"), [("rosa", "otra frase muy larga"), ("nadie", SENTENCE)])
def test_a_wrong_name_and_a_wrong_password_sound_alike(session, now, login, word):
    with pytest.raises(WrongLogin):
        access.recognise(session, login, word, place="here", now=now.at)


def test_after_ten_wrong_tries_even_the_right_password_waits(session, rosa, now):
    for _try in range(10):
        access.note_failure(session, "here", "rosa", at=now.at)
    with pytest.raises(TooManyTries):
        access.recognise(session, "rosa", SENTENCE, place="here", now=now.at)
    later = now.at + timedelta(minutes=16)
    assert access.recognise(session, "rosa", SENTENCE, place="here", now=later) is rosa


def test_no_number_of_wrong_tries_elsewhere_makes_the_right_password_wait(session, rosa, now):
    for number in range(60):
        access.note_failure(session, f"place {number % 5}", "rosa", at=now.at)
    for _try in range(9):
        access.note_failure(session, "here", "rosa", at=now.at)
    for number in range(20):
        access.note_failure(session, "here", f"user {number}", at=now.at)
    assert access.recognise(session, "rosa", SENTENCE, place="here", now=now.at) is rosa
    access.note_failure(session, "here", "one more", at=now.at)
    with pytest.raises(TooManyTries):
        access.recognise(session, "rosa", SENTENCE, place="here", now=now.at)


def test_old_tries_are_forgotten(session, now):
    access.note_failure(session, "here", "rosa", at=now.at)
    access.note_failure(session, "here", "rosa", at=now.at + timedelta(minutes=20))
    assert session.scalar(sa.select(sa.func.count(Attempt.id))) == 1


def test_a_visit_is_open_until_it_ends(session, rosa, now):
    token = access.begin_visit(session, rosa.id, at=now.at)
    person = access.visitor(session, token, now=now.at)
    assert (person.name, person.may("pay_out"), person.may("manage_users")) == ("Rosa", True, False)
    access.end_visit(session, token, at=now.at)
    assert access.visitor(session, token, now=now.at) is None


def test_the_token_itself_is_not_kept(session, rosa, now):
    token = access.begin_visit(session, rosa.id, at=now.at)
    assert token not in set(session.scalars(sa.select(Visit.token_hash)))


def test_a_visit_ends_after_a_working_day(session, rosa, now):
    token = access.begin_visit(session, rosa.id, at=now.at)
    assert access.visitor(session, token, now=now.at + timedelta(hours=11))
    assert access.visitor(session, token, now=now.at + timedelta(hours=13)) is None


def test_who_is_kept_out_is_out_at_once(session, rosa, now):
    token = access.begin_visit(session, rosa.id, at=now.at)
    access.set_active(session, rosa.id, False, at=now.at)
    assert access.visitor(session, token, now=now.at) is None
    with pytest.raises(WrongLogin):
        access.recognise(session, "rosa", SENTENCE, place="here", now=now.at)
    access.set_active(session, rosa.id, True, at=now.at)
    assert access.recognise(session, "rosa", SENTENCE, place="here", now=now.at) is rosa


def test_a_new_password_ends_every_visit(session, rosa, now):
    tokens = [access.begin_visit(session, rosa.id, at=now.at) for _place in range(2)]
    access.set_password(session, rosa.id, "other", at=now.at)
    assert [access.visitor(session, token, now=now.at) for token in tokens] == [None, None]


def test_the_last_administradora_stays(session, now):
    first, second = (
        access.add_user(session, login=f"a{n}", name="A", role="administradora", password_hash="x")
        for n in range(2)
    )
    access.set_active(session, first.id, False, at=now.at)
    with pytest.raises(LastOne):
        access.set_active(session, second.id, False, at=now.at)
    assert second.active


@pytest.mark.usefixtures("rosa")
def test_a_login_names_one_person(session):
    with pytest.raises(LoginTaken):
        access.add_user(session, login="rosa", name="R", role="fiscal", password_hash="x")


@pytest.mark.parametrize(("role", "member"), [("socia", None), ("fiscal", "AW-01")])
def test_only_a_socia_is_a_member_and_always(session, role, member):
    with pytest.raises(WhoseMoney):
        access.add_user(session, login="x", name="X", role=role, password_hash="x", member=member)


def test_a_short_password_is_refused_and_a_made_one_is_not():
    with pytest.raises(TooShort):
        access.hashed("catorce letras")
    assert len(access.random_password()) >= 15


def test_the_fiscal_changes_nothing():
    changing = {right for right in access.RIGHTS if not right.startswith("read_")}
    granted = {right for right in changing if access.may("fiscal", right)}
    assert granted == {"come_in", "export"}


def test_a_right_that_nobody_knows_is_a_bug():
    with pytest.raises(KeyError):
        access.may("fiscal", "fly")
