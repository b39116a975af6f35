"""Practice: other books, another colour, another cookie; nothing of it reaches the real ones."""

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from coopshop import access
from coopshop.db import db, transaction
from coopshop.maker.phones import Phone
from coopshop.practice import PREFIX, Practice, making
from tests import databases
from tests.pages.door import card_for
from tests.pages.slips import entries, links, send
from tests.papers.reading import says

HOME = f"{PREFIX}/"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """The year to practise on, as the child of the program would have made it."""
    made = tmp_path_factory.mktemp("pattern") / "year.sqlite3"
    with databases.copy_of(databases.SQLite(), "year") as url:
        shop = databases.open_shop(url)
        with shop.app_context():
            making.people()
        databases.let_go(shop)
        shutil.copyfile(sa.make_url(url).database, made)
    return made


@pytest.fixture
def beside(app, tmp_path, pattern):
    """The practice of the application, in a folder of this test."""
    usual = app.extensions["practice"]
    practice = Practice(replace(usual.settings, instance=tmp_path), usual.make)
    practice.folder.mkdir()
    shutil.copyfile(pattern, practice.pattern)
    mounts = app.wsgi_app.mounts
    app.extensions["practice"] = mounts[PREFIX] = practice
    yield practice
    databases.let_go(practice.app())
    app.extensions["practice"] = mounts[PREFIX] = usual


pytestmark = pytest.mark.usefixtures("beside")


def press(client, page="/beginning/practice"):
    """The button of one press on a page."""
    return client.post(page, data=_token(client, page))


def come_in(client, page="/beginning/practice"):
    """Press the button and go where it leads."""
    handed = press(client, page)
    assert handed.status_code == 307
    return client.post(handed.location)


def give_an_advance(client):
    facts = {"member": "AW-03", "kind": "adelanto", "amount": "5.00", "method": "efectivo"}
    facts["on"] = "2026-01-05"
    assert send(client, f"{PREFIX}/payouts/debits/new", **facts).status_code == 303


def written(beside):
    """How many entries the practice book has."""
    with beside.app().app_context():
        return entries(db.session())


def digest(app):
    """Every byte of the real database."""
    with app.app_context():
        path = Path(db.engine.url.database)
        db.session.remove()
        db.engine.dispose()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_role_comes_in_and_finds_a_year(client, sign_in):
    sign_in("tesorera")
    assert come_in(client).location == HOME
    page = client.get(HOME)
    assert 'class="is-practice"' in page.text
    assert "Tesorera" in page.text
    assert "Rosa" in client.get(f"{PREFIX}/members/").text
    assert 'class="is-practice"' not in client.get("/").text


@pytest.mark.parametrize("role", ["administradora", "vendedora", "fiscal", "socia"])
def test_what_one_may_do_is_the_same_in_practice(client, sign_in, role):
    sign_in(role, "AW-03" if role == "socia" else None)
    come_in(client)
    status = client.get(f"{PREFIX}/users/").status_code
    assert status == (200 if role == "administradora" else 403)


def test_nothing_done_in_practice_changes_a_byte_of_the_real_books(client, sign_in, app, beside):
    sign_in("tesorera")
    come_in(client)
    before, told = digest(app), written(beside)
    give_an_advance(client)
    assert written(beside) == told + 1
    assert digest(app) == before


def test_a_browser_keeps_the_tickets_of_practice_apart(client, sign_in):
    """It keeps them by address without the path: both tills would share them."""
    sign_in("tesorera")
    come_in(client)
    page = client.get(f"{PREFIX}/till/").text
    assert re.search(r'data-store="practice-\d+"', page)


def test_every_address_of_a_practice_page_stays_in_practice(client, sign_in):
    sign_in("administradora")
    come_in(client)
    seen, waiting = set(), [HOME]
    while waiting and len(seen) < 40:
        page = waiting.pop(0)
        seen.add(page)
        answer = client.get(page)
        assert answer.status_code == 200, page
        if answer.mimetype != "text/html":
            continue
        assert {link for link in links(answer) if not link.startswith(HOME)} == set(), page
        inside = re.findall(r'(?:src|action)="(/[^"]*)"', answer.text)
        assert {address for address in inside if not address.startswith(HOME)} == set(), page
        waiting += sorted(links(answer) - seen - set(waiting))


def test_the_language_comes_along_and_can_be_chosen_inside(client, sign_in):
    sign_in("fiscal")
    client.post("/language", data={"language": "en"} | _token(client, "/"))
    come_in(client)
    assert "Good day" in client.get(HOME).text
    back = {"language": "es", "back": f"{PREFIX}/members/"} | _token(client, HOME)
    assert client.post(f"{PREFIX}/language", data=back).location == f"{PREFIX}/members/"
    assert 'lang="es"' in client.get(HOME).text
    assert 'lang="en"' in client.get("/").text


def test_papers_of_practice_say_that_they_have_no_value(client, sign_in):
    sign_in("fiscal")
    come_in(client)
    paper = client.get(f"{PREFIX}/yo/estados/AW-03.pdf")
    assert paper.mimetype == "application/pdf"
    assert says(paper.data, "PRÁCTICA – SIN VALOR")


def test_the_way_in_is_good_once_and_only_as_it_was_signed(client, sign_in):
    sign_in("vendedora")
    handed = press(client).location
    assert client.post(handed).location == HOME
    assert client.post(handed).location == "/beginning/practice"
    assert client.post(handed[:-4] + "AAAA").location == "/beginning/practice"
    assert client.get(handed).status_code == 405


def test_who_finds_nobody_of_her_work_in_practice_is_let_in_all_the_same(client, sign_in, beside):
    """Somebody practised letting people go."""
    for role in ("vendedora", "fiscal"):
        with beside.app().app_context(), transaction() as (session, _at):
            for user in access.users(session):
                if user.role == role:
                    user.active = False
        sign_in(role)
        assert come_in(client).location == HOME
        assert client.get(HOME).status_code == 200


def test_going_out_leads_back_to_the_real_pages_still_signed_in(client, sign_in):
    sign_in("vendedora")
    come_in(client)
    out = client.post(f"{PREFIX}/sign-out", data=_token(client, HOME))
    assert client.get(out.location).location == "/"
    assert client.get("/").status_code == 200
    assert client.get(client.get(HOME).location).location == "/"


def test_a_stranger_finds_no_way_in(client):
    assert client.get(HOME).location == f"{PREFIX}/sign-in"
    assert client.get(f"{PREFIX}/sign-in").location == "/"
    assert client.get("/beginning/enter").status_code == 404


def test_starting_over_brings_the_first_day_back_for_whoever_presses(client, sign_in, beside):
    sign_in("tesorera")
    come_in(client)
    told = written(beside)
    give_an_advance(client)
    again = client.post(f"{PREFIX}/beginning/anew", data=_token(client, HOME))
    assert client.post(again.location).location == HOME
    assert written(beside) == told
    assert len(list(beside.folder.glob("book-*.sqlite3"))) == 1


def test_the_fiscal_cannot_start_over(client, sign_in):
    sign_in("fiscal")
    come_in(client)
    assert client.post(f"{PREFIX}/beginning/anew", data=_token(client, HOME)).status_code == 403


def test_the_practice_book_is_made_at_the_first_visit_while_one_can_watch(client, sign_in, beside):
    beside.pattern.unlink()
    sign_in("fiscal")
    assert client.get(HOME).location == "/beginning/practice"
    assert press(client).location == "/beginning/practice"
    assert "<progress" in client.get("/beginning/practice").text
    press(client)  # somebody presses again: there is one child
    assert beside.child.wait() == 0
    assert client.get("/beginning/practice").headers.get("Refresh") is None
    assert come_in(client).location == HOME


def _token(client, page):
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
    return {"csrf_token": found[1]}


def test_a_telephone_of_practice_opens_no_real_door(client, sign_in, write, beside):
    sign_in("tesorera")
    come_in(client)
    practised = beside.app()
    address = f"{PREFIX}{card_for(practised, 'AW-01')}"
    answer = send(client, address)
    cookies = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("coopshop-phone")]
    assert [c.split("=")[0] for c in cookies] == ["coopshop-phone-practice"]
    assert f"Path={PREFIX}" in cookies[0]
    assert "Pide tu tarjeta" in client.get("/yo/entrar").text
    with write() as (session, _at):
        assert session.scalar(sa.select(sa.func.count()).select_from(Phone)) == 0
    with practised.app_context():
        assert db.session().scalar(sa.select(sa.func.count()).select_from(Phone)) == 1
