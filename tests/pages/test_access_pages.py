"""The door by browser: signing in and out, throttling, passwords, users, the first page."""

import pytest
import sqlalchemy as sa

from coopshop import access
from coopshop.web.once import Submission, fingerprint
from tests.pages.slips import beside, links, send, text, typed_in

SENTENCE = "una frase que se recuerda"
ANOTHER = "una frase nueva y larga"


@pytest.fixture(scope="module")
def hashed():
    return access.hashed(SENTENCE)


@pytest.fixture
def rosa(client, write, hashed):
    """A treasurer with a password, and nobody signed in yet."""
    with write() as (session, _at):
        access.add_user(session, login="rosa", name="Rosa", role="tesorera", password_hash=hashed)
    return client


def sign_in(client, login="rosa", password=SENTENCE):
    return send(client, "/sign-in", login=login, password=password)


def test_a_stranger_is_led_to_the_door_and_then_to_where_she_wanted(rosa):
    answer = rosa.get("/members/")
    assert answer.location == "/sign-in"
    assert sign_in(rosa).location == "/members/"
    assert rosa.get("/members/").status_code == 200


def test_capital_letters_in_a_name_do_not_matter(rosa):
    assert sign_in(rosa, login=" Rosa ").status_code == 303


def test_a_wrong_password_is_said_beside_the_box_and_the_name_is_kept(rosa):
    answer = sign_in(rosa, password="otra frase muy larga")
    assert answer.status_code == 409
    assert beside(answer, "password")
    assert typed_in(answer, "login") == "rosa"
    assert "otra frase" not in answer.text


def test_guessing_has_an_end(rosa):
    for _try in range(10):
        sign_in(rosa, password="adivina adivinanza")
    answer = sign_in(rosa)
    assert answer.status_code == 429
    assert beside(answer, "password")


def test_nobody_is_led_elsewhere_after_signing_in(rosa):
    with rosa.session_transaction() as cookie:
        cookie["next"] = "//evil.example/"
    assert sign_in(rosa).location == "/"


def test_the_language_stays_and_the_token_of_the_form_does_not(rosa):
    rosa.get("/sign-in")
    with rosa.session_transaction() as cookie:
        cookie["language"], before = "en", cookie["csrf_token"]
    sign_in(rosa)
    rosa.get("/password")
    with rosa.session_transaction() as cookie:
        assert cookie["language"] == "en"
        assert cookie["csrf_token"] != before


def test_who_signs_out_is_out_even_with_a_copy_of_the_cookie(rosa):
    sign_in(rosa)
    with rosa.session_transaction() as cookie:
        copy = dict(cookie)
    assert send(rosa, "/password", to="/sign-out").location == "/sign-in"
    with rosa.session_transaction() as cookie:
        cookie.update(copy)
    assert rosa.get("/").location == "/sign-in"


def test_a_get_does_not_sign_out(rosa):
    sign_in(rosa)
    assert rosa.get("/sign-out").status_code == 405
    assert rosa.get("/").status_code == 200


def test_a_new_password_asks_for_the_old_one_and_for_signing_in_anew(rosa):
    sign_in(rosa)
    wrong = send(rosa, "/password", old_password="no es esta, no", password=ANOTHER)
    assert wrong.status_code == 409
    assert beside(wrong, "old_password")
    short = send(rosa, "/password", old_password=SENTENCE, password="corta")
    assert short.status_code == 422
    assert beside(short, "password")
    right = send(rosa, "/password", old_password=SENTENCE, password=ANOTHER)
    assert right.location == "/sign-in"
    assert rosa.get("/").location == "/sign-in"
    assert sign_in(rosa, password=ANOTHER).location == "/"


def test_no_password_is_kept_with_the_form_that_brought_it(rosa, write):
    sign_in(rosa)
    send(rosa, "/password", old_password=SENTENCE, password=ANOTHER)
    with write() as (session, _at):
        (kept,) = session.scalars(sa.select(Submission))
        assert kept.fingerprint == fingerprint("/password", {})


def test_a_new_user_signs_in_with_her_first_password(client, sign_in):
    sign_in("administradora")
    facts = {"login": "Nelly.Ventas", "name": "Nelly", "role": "vendedora", "password": SENTENCE}
    assert send(client, "/users/new", **facts).location == "/users/"
    send(client, "/password", to="/sign-out")
    answer = send(client, "/sign-in", login="nelly.ventas", password=SENTENCE)
    assert answer.location == "/"


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"login": "Ñandú"}, "login", 422),
        ({"login": "x"}, "login", 422),
        ({"password": "corta"}, "password", 422),
        ({"role": "socia"}, "role", 422),
        ({"name": ""}, "name", 422),
        ({"login": "administradora0"}, "login", 409),
    ],
)
def test_a_user_that_cannot_be_is_refused_beside_its_box(client, sign_in, changed, box, status):
    sign_in("administradora")
    facts = {"login": "nelly", "name": "Nelly", "role": "vendedora", "password": SENTENCE}
    answer = send(client, "/users/new", **facts | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert SENTENCE not in answer.text


def test_who_is_kept_out_cannot_come_in_until_she_is_let_in(rosa, sign_in):
    admin = sign_in("administradora")
    user = admin - 1
    send(rosa, f"/users/{user}", to=f"/users/{user}/active", active="no")
    assert "Rosa" in text(rosa.get(f"/users/{user}"))
    send(rosa, "/password", to="/sign-out")
    assert send(rosa, "/sign-in", login="rosa", password=SENTENCE).status_code == 409


def test_the_last_administradora_cannot_keep_herself_out(client, sign_in):
    user = sign_in("administradora")
    answer = send(client, f"/users/{user}", to=f"/users/{user}/active", active="no")
    assert answer.status_code == 409
    assert client.get("/users/").status_code == 200


def test_who_forgot_her_password_gets_another(rosa, sign_in):
    user = sign_in("administradora") - 1
    assert send(rosa, f"/users/{user}", password="otra frase bien larga").status_code == 303
    send(rosa, "/password", to="/sign-out")
    answer = send(rosa, "/sign-in", login="rosa", password="otra frase bien larga")
    assert answer.status_code == 303


@pytest.mark.parametrize("role", access.ROLES[:-1])
def test_every_door_of_the_first_page_and_of_the_menu_opens(client, sign_in, role):
    sign_in(role)
    home = client.get("/")
    assert home.status_code == 200
    for address in links(home):
        assert client.get(address, follow_redirects=True).status_code == 200, address


def test_the_doors_stand_in_the_order_of_the_trade(client, sign_in):
    sign_in("tesorera")
    page = client.get("/").text.partition("</main>")[0]
    trade = ["/production/new", "/inventory/transfers/new", "/till/", "/sales/due", "/payouts/"]
    places = [page.rindex(f'href="{address}"') for address in trade]
    assert places == sorted(places)


def test_the_fiscal_finds_nothing_to_do_but_to_read(client, sign_in):
    sign_in("fiscal")
    home = client.get("/")
    assert not {"/production/new", "/sales/new", "/ledger/months", "/users/"} & links(home)
    assert "doors-main" not in home.text
    assert "/inventory/" in links(home)


def test_a_member_is_led_to_her_own_page(client, sign_in):
    sign_in("socia", member="AW-01")
    assert client.get("/").location == "/yo/"
