"""Her door by browser: the card, the PIN, and all who try to come in without."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import sqlalchemy as sa

from coopshop import members
from coopshop.access import passwords
from coopshop.access.models import Attempt, Visit
from coopshop.db import db
from coopshop.maker.phones import Phone, PhoneCard
from tests.cast import Cast
from tests.pages.door import PIN, card_for, enrolled, leave
from tests.pages.slips import beside, filled, links, send, text
from tests.papers.reading import says

SPENT = "Esta tarjeta ya no sirve. Pide otra en la oficina."
SHUT = "Este celular ya no abre. Ve a la oficina para una tarjeta nueva."


@pytest.fixture(autouse=True)
def shop(app, write):
    """Rosa and Nelly are members; Rosa has a smartphone."""
    with write() as (session, at):
        cast = Cast(session, at)
        members.member(session, cast.rosa).phone_type = "smartphone"
        assert cast.nelly
        assert cast.cooperative
    return app


@pytest.fixture
def count(app):
    """How many rows a table has."""

    def count(model):
        with app.app_context():
            return db.session().scalar(sa.select(sa.func.count()).select_from(model))

    return count


@pytest.fixture
def hashed(monkeypatch):
    """How often Argon2 was asked, the slow one."""
    asked = []
    hasher = passwords._hasher

    class Counting:
        def verify(self, *words):
            asked.append("verify")
            return hasher.verify(*words)

        def hash(self, word):
            asked.append("hash")
            return hasher.hash(word)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    return asked


def test_from_the_card_to_her_own_page(app, client):
    card = card_for(app, "AW-01")
    assert "¿Es tu celular, Rosa?" in text(client.get(card))
    answer = send(client, card)
    assert (answer.status_code, answer.location) == (303, "/yo/pin")
    answer = send(client, "/yo/pin", pin=PIN, again=PIN)
    assert (answer.status_code, answer.location) == (303, "/yo/")
    assert "Rosa" in client.get("/yo/").text
    leave(client)
    assert "Hola, Rosa" in text(client.get("/yo/entrar"))
    assert send(client, "/yo/entrar", pin=PIN).location == "/yo/"


def test_to_look_at_a_card_uses_nothing_up(app, client, count):
    """Link previews and scanners open every address."""
    card = card_for(app, "AW-01")
    for _time in range(3):
        assert client.get(card).status_code == client.head(card).status_code == 200
    assert (count(Phone), count(Visit)) == (0, 0)
    assert send(client, card).location == "/yo/pin"


def test_what_her_telephone_keeps_is_for_us_alone(app, client):
    kept = send(client, card_for(app, "AW-01")).headers.getlist("Set-Cookie")
    cookie = next(each for each in kept if each.startswith("coopshop-phone="))
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"} <= set(cookie.split("; "))


def test_over_https_the_browser_guards_it(app, client, monkeypatch):

    settings = app.config["COOPSHOP"]
    monkeypatch.setitem(app.config, "COOPSHOP", replace(settings, https=True))
    kept = send(client, card_for(app, "AW-01")).headers.getlist("Set-Cookie")
    cookie = next(each for each in kept if each.startswith("__Host-coopshop="))
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))


def test_a_card_serves_one_telephone(app, client):
    card = card_for(app, "AW-01")
    send(client, card)
    finder = app.test_client()
    answer = finder.get(card)
    assert (answer.status_code, SPENT in text(answer)) == (404, True)
    assert "Rosa" not in answer.text


def test_her_own_telephone_is_led_on_when_it_scans_the_card_again(app):
    card = card_for(app, "AW-01")
    phone = app.test_client()
    send(phone, card)
    assert phone.get(card).location == "/yo/entrar?who=1"
    assert phone.get("/yo/entrar?who=1").location == "/yo/pin"


def test_an_answer_lost_on_the_way_costs_no_card(app, client, count):

    card = card_for(app, "AW-01")
    slip = filled(client, card)
    assert client.post(card, data=slip).location == "/yo/pin"
    client.delete_cookie("coopshop-phone")
    assert client.post(card, data=slip).location == "/yo/pin"
    assert count(Phone) == 1
    assert send(client, "/yo/pin", pin=PIN, again=PIN).location == "/yo/"


@pytest.mark.parametrize("fault", ["used", "old", "replaced", "never issued"])
def test_every_card_that_does_not_work_says_the_same(app, client, now, fault):
    card = card_for(app, "AW-01")
    if fault == "used":
        send(app.test_client(), card)
    elif fault == "old":
        now.at += timedelta(days=31)
    elif fault == "replaced":
        card_for(app, "AW-01")
    else:
        card = "/e/abcdefghijklmnopqrstuvwx"
    answer = client.get(card)
    assert answer.status_code == 404
    assert f"No abre {SPENT} Tengo PIN" in text(answer)


@pytest.mark.parametrize("pin", ["123456", "111111", "121212", "987654", "040587", "200120"])
def test_a_pin_that_is_easy_to_guess_is_refused(app, client, pin):
    send(client, card_for(app, "AW-01"))
    answer = send(client, "/yo/pin", pin=pin, again=pin)
    assert answer.status_code == 422
    assert "Es fácil de adivinar" in beside(answer, "pin")
    assert pin not in answer.text


def test_two_pins_that_differ_are_refused(app, client):
    send(client, card_for(app, "AW-01"))
    answer = send(client, "/yo/pin", pin=PIN, again="482916")
    assert (answer.status_code, beside(answer, "again")) == (422, "No son iguales.")
    answer = send(client, "/yo/pin", pin="48291", again="48291")
    assert beside(answer, "pin") == "Seis números."


def test_a_wrong_pin_says_how_many_are_left_and_nothing_else(app):
    phone = enrolled(app, "AW-01")
    leave(phone)
    answer = send(phone, "/yo/entrar", pin="000123")
    assert answer.status_code == 409
    assert beside(answer, "pin") == "Ese no es el PIN. Intentos que quedan: 9."
    assert "S/" not in answer.text
    assert "Tapullima" not in answer.text


def test_ten_wrong_pins_shut_the_telephone_and_only_a_new_card_helps(app):
    phone = enrolled(app, "AW-01")
    leave(phone)
    answers = [send(phone, "/yo/entrar", pin="000123") for _time in range(9)]
    slip = filled(phone, "/yo/entrar", pin="000123")
    answers.append(phone.post("/yo/entrar", data=slip))
    assert {answer.status_code for answer in answers} == {409}
    assert SHUT in text(answers[-1])
    assert "Tengo PIN" not in answers[-1].text, "it would lead back to this page"
    answer = phone.post("/yo/entrar", data=slip | {"pin": PIN})
    assert SHUT in text(answer), "the right one as well"
    send(phone, card_for(app, "AW-01"))
    assert send(phone, "/yo/pin", pin="739104", again="739104").location == "/yo/"


def test_wrong_pins_of_one_telephone_are_no_matter_of_another(app):
    found, hers = enrolled(app, "AW-01"), enrolled(app, "AW-01", "615208")
    for phone in (found, hers):
        leave(phone)
    slip = _slip(found) | {"pin": "000123"}
    for _time in range(12):
        found.post("/yo/entrar", data=slip)
    assert send(hers, "/yo/entrar", pin="615208").location == "/yo/"


def test_hundreds_of_made_up_telephones_learn_nothing_and_lock_nobody_out(app, hashed, count):
    hers = enrolled(app, "AW-01")
    leave(hers)
    hashed.clear()
    stranger, said = app.test_client(), set()
    slip = _slip(hers, of=stranger) | {"pin": PIN}
    for number in range(300):
        stranger.set_cookie("coopshop-phone", f"{number:043}")
        answer = stranger.post("/yo/entrar", data=slip)
        said.add((answer.status_code, text(answer)))
    assert {status for status, _words in said} == {404, 429}
    assert len(said) == 2
    assert hashed == [], "not one of them cost an Argon2"
    assert count(Attempt) == 30
    assert send(hers, "/yo/entrar", pin=PIN).location == "/yo/"


def test_hundreds_of_made_up_cards_learn_nothing(app, client, hashed, count):
    card = card_for(app, "AW-01")
    slip = _slip(client, card)
    said = {
        (answer.status_code, text(answer))
        for number in range(100)
        for answer in [client.post(f"/e/{number:024}", data=slip)]
    }
    assert {status for status, _words in said} == {404, 429}
    assert (len(said), hashed, count(Phone)) == (2, [], 0)
    assert send(client, card).location == "/yo/pin", "and hers works all the same"


def test_who_has_no_telephone_of_ours_is_told_where_to_go(client):
    answer = client.get("/yo/")
    assert answer.location == "/yo/entrar"
    answer = client.get("/yo/entrar")
    assert "Pide tu tarjeta en la oficina" in text(answer)
    assert 'type="text"' not in answer.text


def test_a_stolen_telephone_is_shut_at_its_next_step(app, client, sign_in):
    thief = enrolled(app, "AW-01")
    assert thief.get("/yo/").status_code == 200
    sign_in("tesorera")
    page = "/members/AW-01/phones"
    address = f"{page}/1/revoke"
    assert address in client.get(page).text, "one press, and no question"
    assert client.post(address, data=_token(client)).status_code == 303
    assert thief.get("/yo/").location == "/yo/entrar"
    assert SHUT in text(thief.get("/yo/entrar"))
    assert "quitado" in text(client.get(page))


def test_a_cookie_copied_before_is_worth_nothing_after(app, client, sign_in):
    phone = enrolled(app, "AW-01")
    copy = app.test_client()
    copy.set_cookie("session", phone.get_cookie("session").value)
    assert copy.get("/yo/").status_code == 200
    sign_in("tesorera")
    client.post("/members/AW-01/phones/revoke", data=_token(client))
    assert copy.get("/yo/").location == "/yo/entrar"


def test_what_she_left_open_shuts_itself(app, now):
    phone = enrolled(app, "AW-01")
    for _time in range(3):
        now.at += timedelta(minutes=20)
        assert phone.get("/yo/").status_code == 200, "as long as she looks at it"
    now.at += timedelta(minutes=31)
    assert phone.get("/yo/").location == "/yo/entrar"


def test_pages_she_only_looks_at_write_nothing(app, count):
    phone = enrolled(app, "AW-01")
    before = (count(Visit), count(Attempt))
    with app.app_context():
        changes = db.session().execute(sa.text("PRAGMA data_version")).scalar()
        phone.get("/yo/")
        assert db.session().execute(sa.text("PRAGMA data_version")).scalar() == changes
    assert (count(Visit), count(Attempt)) == before


def test_a_member_with_a_password_comes_in_as_before(client, sign_in):
    sign_in("socia", "AW-01")
    assert client.get("/yo/").status_code == 200
    assert client.get("/yo/pin/otro").location == "/password"


def test_she_takes_another_pin_if_she_knows_the_old_one(app):
    phone = enrolled(app, "AW-01")
    new = {"pin": "739104", "again": "739104"}
    answer = send(phone, "/yo/pin/otro", old="000123", **new)
    assert "Intentos que quedan: 9" in beside(answer, "old")
    same = {"pin": PIN, "again": PIN}
    assert beside(send(phone, "/yo/pin/otro", old=PIN, **same), "pin").startswith("Es igual")
    assert send(phone, "/yo/pin/otro", old=PIN, **new).location == "/yo/"
    leave(phone)
    assert "Ya saliste." in text(phone.get("/yo/entrar"))
    assert send(phone, "/yo/entrar", pin="739104").location == "/yo/"


def test_sisters_share_a_telephone_and_each_has_her_pin(app):
    phone = enrolled(app, "AW-01")
    leave(phone)
    send(phone, card_for(app, "AW-02"))
    send(phone, "/yo/pin", pin="739104", again="739104")
    assert "Nelly" in phone.get("/yo/").text
    leave(phone)
    asked = phone.get("/yo/entrar")
    assert "¿Quién eres?" in text(asked)
    assert {"/yo/entrar?who=1", "/yo/entrar?who=2"} <= links(asked)
    rosa, nelly = "/yo/entrar?who=1", "/yo/entrar?who=2"
    assert beside(send(phone, rosa, pin="739104"), "pin"), "the other's PIN is not hers"
    assert send(phone, rosa, pin=PIN).location == "/yo/"
    assert "Rosa" in phone.get("/yo/").text
    leave(phone)
    assert send(phone, nelly, pin="739104").location == "/yo/"
    assert "¿Quién eres?" not in phone.get("/yo/").text


def test_a_new_card_on_the_same_telephone_takes_the_old_ones_place(app):
    phone = enrolled(app, "AW-01")
    leave(phone)
    send(phone, card_for(app, "AW-01"))
    send(phone, "/yo/pin", pin="739104", again="739104")
    leave(phone)
    assert "Hola, Rosa" in text(phone.get("/yo/entrar"))


def test_who_is_not_on_a_telephone_cannot_be_chosen_there(app):
    phone, other = enrolled(app, "AW-01"), enrolled(app, "AW-02")
    for each in (phone, other):
        leave(each)
    assert "Hola, Rosa" in text(phone.get("/yo/entrar?who=2")), "hers is the only one there"


def test_the_desk_shows_a_card_once_and_prints_it(client, sign_in, count):
    sign_in("tesorera")
    page = client.post("/members/AW-01/phones/card", data=_token(client)).text
    assert 'src="data:image/svg+xml' in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    printed = client.post("/members/AW-01/phones/card.pdf", data=_token(client) | {"token": token})
    assert says(printed.data, "Rosa Tapullima", "Elige tu PIN", "hasta 4 feb 2026")
    other = client.post("/members/AW-02/phones/card.pdf", data=_token(client) | {"token": token})
    assert other.status_code == 404
    assert count(PhoneCard) == 1
    assert client.get(f"/e/{token}").status_code == 200


def test_the_desk_prints_cards_for_all_who_can_use_one(client, sign_in, count):
    sign_in("tesorera")
    assert "Tapullima, Rosa" in client.get("/members/phones").text
    printed = client.post("/members/phones/cards.pdf", data=_token(client))
    assert printed.mimetype == "application/pdf"
    assert says(printed.data, "Rosa Tapullima")
    assert count(PhoneCard) == 1


def test_who_has_no_smartphone_gets_it_on_paper(client, sign_in):
    sign_in("tesorera")
    assert "Su estado de cuenta en papel" in client.get("/members/AW-02/phones").text
    assert "Su estado de cuenta en papel" not in client.get("/members/AW-01/phones").text


def test_a_telephone_is_taken_away_only_on_its_owners_page(app, client, sign_in):
    enrolled(app, "AW-01")
    sign_in("tesorera")
    assert client.post("/members/AW-02/phones/1/revoke", data=_token(client)).status_code == 404


def test_a_new_morning_and_the_treasurer_still_has_to_sign_in(client, now, sign_in):
    """The door of telephones did not change the other one."""
    sign_in("tesorera")
    now.set(now.at.date(), time(20))
    assert client.get("/members/").status_code == 200
    now.at += timedelta(hours=12)
    assert client.get("/members/").location == "/sign-in"


def _slip(client, page="/yo/entrar", of=None):
    """The hidden boxes of a page with a slip of its door; or those that a stranger has."""

    if of is None:
        return filled(client, page)
    return filled(of, "/sign-in")


def _token(client):

    return {"csrf_token": filled(client, "/password")["csrf_token"]}
