"""Where strangers are counted: by connection, so that none of them closes a door for another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coopshop import access, config, create_app
from coopshop.complaints import limiting
from tests.cast import Cast
from tests.databases import let_go
from tests.pages.slips import filled, send, text

SENTENCE = "una frase que se recuerda"
HERS, STRANGERS = "192.0.2.1", "198.51.100.7"
SHEET = {
    "kind": "reclamo",
    "good": "producto",
    "about": "una canasta",
    "detail": "Se soltó el asa.",
    "request": "Otra igual.",
    "name": "Carla Prueba",
    "document_type": "1",
    "document_number": "99900101",
    "domicile": "Jr. Inventado 123",
}


@pytest.fixture(scope="module")
def hashed():
    return access.hashed(SENTENCE)


@pytest.fixture(autouse=True)
def shop(app, write, hashed):
    """An association with a name, and a treasurer with a password."""
    with write() as (session, at):
        assert Cast(session, at).cooperative
        for name in ("rosa", "nelly"):
            access.add_user(session, login=name, name=name, role="tesorera", password_hash=hashed)
    return app


@pytest.fixture
def behind(app):
    """`behind(proxies)`: the same books, served behind so many proxies."""
    made = []

    def behind(proxies):
        settings = replace(app.config["COOPSHOP"], proxies=proxies)
        made.append(create_app(settings, clock=app.extensions["clock"]))
        return made[-1]

    yield behind
    for each in made:
        let_go(each)


def at(app, address, **headers):
    """A browser with a connection of its own."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    for name, value in headers.items():
        client.environ_base[f"HTTP_{name.upper()}"] = value
    return client


def sign_in(client, login="rosa", password=SENTENCE):
    return send(client, "/sign-in", login=login, password=password).status_code


def hand_in(client):
    return send(client, "/reclamos", **SHEET).status_code


def test_a_stranger_locks_nobody_out_but_those_at_his_own_place(app):
    stranger = at(app, STRANGERS)
    assert [sign_in(stranger, password="adivina adivinanza") for _try in range(11)] == [
        *[409] * 10,
        429,
    ]
    assert sign_in(at(app, STRANGERS)) == 429, "the right one waits where somebody guessed"
    assert sign_in(at(app, HERS)) == 303


def test_a_place_that_guesses_at_many_logins_waits_and_no_other_place_does(app):
    stranger = at(app, STRANGERS)
    said = [sign_in(stranger, f"user-{n}", "adivina adivinanza") for n in range(31)]
    assert said == [*[409] * 30, 429]
    assert sign_in(stranger, "nelly") == 429
    assert sign_in(at(app, HERS), "nelly") == 303


def test_who_has_a_whole_net_of_addresses_has_one_place(app):
    said = [
        sign_in(at(app, f"2001:db8:5:{n:x}::1"), password="adivina adivinanza") for n in range(11)
    ]
    assert said[-1] == 429
    assert sign_in(at(app, "2001:db8:6::1")) == 303


def test_wrong_words_for_the_own_password_do_not_lock_the_door(app):
    hers = at(app, HERS)
    sign_in(hers)
    slip = filled(hers, "/password", password="una frase nueva y larga")
    said = [hers.post("/password", data=slip | {"old_password": "no es"}) for _try in range(11)]
    assert [answer.status_code for answer in said] == [409] * 11
    assert "Demasiados intentos" in said[-1].text, "guessing has an end there too"
    assert sign_in(at(app, HERS)) == 303


def test_one_connection_that_hands_in_all_day_closes_the_book_for_nobody(app, now):
    stranger, kept = at(app, STRANGERS), 0
    slip = filled(stranger, "/reclamos", **SHEET)
    for minute in range(0, 23 * 60, 5):
        now.at += timedelta(minutes=5)
        answer = stranger.post("/reclamos", data=slip | {"key": f"{minute:032}"})
        kept += answer.status_code == 303
    assert kept == limiting.MOST_OF_ONE_IN_A_DAY
    assert [hand_in(at(app, f"192.0.2.{n}")) for n in range(3)] == [303] * 3


def test_without_proxies_nobody_says_by_himself_where_he_comes_from(app):
    liars = [at(app, "127.0.0.1", x_forwarded_for=f"192.0.2.{n}") for n in range(11)]
    assert [sign_in(each, password="adivina adivinanza") for each in liars][-1] == 429
    assert [hand_in(each) for each in liars[:6]] == [*[303] * 5, 409]


def test_behind_a_proxy_the_place_is_what_the_proxy_saw(behind):
    shop = behind(1)

    def through(claimed, seen):
        return at(shop, "203.0.113.9", x_forwarded_for=f"{claimed}, {seen}")

    guesses = [through(f"192.0.2.{n}", STRANGERS) for n in range(11)]
    assert [sign_in(each, password="adivina adivinanza") for each in guesses][-1] == 429
    assert sign_in(through(STRANGERS, HERS)) == 303
    assert [hand_in(through(HERS, STRANGERS)) for _time in range(6)] == [*[303] * 5, 409]
    assert hand_in(through(STRANGERS, HERS)) == 303


def test_made_up_telephones_are_counted_by_what_the_proxy_saw(behind):
    def made_up(seen):
        phone = at(shop, "203.0.113.9", x_forwarded_for=seen)
        phone.set_cookie("coopshop-phone", "0" * 43)
        return phone

    shop = behind(1)
    stranger = made_up(STRANGERS)
    slip = filled(stranger, "/sign-in", pin="482915")
    said = [stranger.post("/yo/entrar", data=slip).status_code for _time in range(31)]
    assert said[-1] == 429
    other = made_up(HERS)
    assert other.post("/yo/entrar", data=filled(other, "/sign-in")).status_code == 404
    assert sign_in(stranger) == 303, "and her door is another one than the desk's"


def test_how_many_proxies_there_are_is_a_setting_and_none_unless_said(tmp_path):
    said = {"COOPSHOP_INSTANCE": str(tmp_path)}
    assert config.read(said).proxies == 0
    assert config.read(said | {"COOPSHOP_PROXIES": "2"}).proxies == 2


def test_the_scheme_is_what_the_nearest_proxy_says(behind):
    shop = behind(2)
    address = "203.0.113.9"
    hers = at(shop, address, x_forwarded_proto="https, https", x_forwarded_for="a, b")
    assert "https://localhost/reclamos/" in text(
        hers.get(send(hers, "/reclamos", **SHEET).location)
    )
