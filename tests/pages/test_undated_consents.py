"""A yes that bears no day: nobody else sees anything by it, and each one is asked again."""

import re
from datetime import timedelta

import pytest

from coopshop import invoices, members, sales
from coopshop.members import consents, portraits
from coopshop.production import reading
from tests.cast import Cast
from tests.pages.addresses import picture
from tests.pages.kit import hidden
from tests.pages.slips import beside, entries, links, send, text
from tests.papers.reading import whole

LIST = "/members/consents"
STICKERS = {"kind": "65", "start": "1", "right": "0", "down": "0", "pdf": "1"}


@pytest.fixture
def public(app, write):
    """Rosa's label and the link of who bought her basket; her yes of last year bears no day.

    Gives what a stranger reads of her: whether her name stands there, and her face.
    """
    with write() as (session, at):
        cast = Cast(session, at)
        lot = cast.delivers(cast.rosa, 3)
        basket = cast.rings_up(sales.Asked(cast.basket, 1, 0), buyer=cast.tourist)
        paid = [invoices.Tender("yape")]
        sold = invoices.issue(session, basket, paper="boleta", tenders=paid, at=at, by=1)
        members.change(session, cast.rosa, consent_public_name=True, consent_photo=True)
        portraits.keep_face(session, cast.rosa, picture(), at=at)
        delivery = reading.delivery_of(session, lot).delivery
        label = f"/p/{reading.page_of(session, delivery)}"
        document = invoices.main_document(session, sold.sale)
        paper = f"/d/{invoices.make_link(session, document, at=at, by=1)}"

    def shown():
        stranger = app.test_client()
        pages = [stranger.get(address).text for address in (label, paper)]
        return ["Rosa" in page for page in pages], 'class="face"' in pages[0]

    return shown


@pytest.fixture
def desk(client, sign_in):
    sign_in("tesorera")
    return client


def press(desk, button, on="2026-01-05"):
    """One of the buttons of the list."""
    page = desk.get(LIST).text
    assert f'value="{button}"' in page
    return desk.post(LIST, data=hidden(page) | {"on": on, "yes": button})


def test_strangers_see_nothing_by_it_and_the_desk_is_told(public, desk):
    assert public() == ([False, False], False)
    sticker = STICKERS | {"lines-0-lot": "D0001", "lines-0-times": "1"}
    assert "Rosa" not in whole(desk.get("/production/labels", query_string=sticker).data)
    assert "no va en la etiqueta" in text(desk.get("/production/labels?lots=D0001"))
    said = "antes de este libro, sin fecha: preguntar otra vez"
    assert text(desk.get("/members/AW-01")).count(said) == 2
    assert "Permisos sin fecha: preguntar otra vez 1" in text(desk.get("/"))
    assert LIST in links(desk.get("/"))
    assert "Permisos sin fecha: 1" in text(desk.get("/members/"))


def test_one_press_each_with_the_day_that_stands_above(public, desk, write):
    done = press(desk, "AW-01/public_name", on="2025-12-14")
    assert public() == ([True, True], False)
    assert "Anotado: Rosa Tapullima, Su nombre" in text(desk.get(done.location))
    assert 'value="2025-12-14"' in desk.get(done.location).text
    press(desk, "AW-01/photo")
    assert public() == ([True, True], True)
    with write() as (session, _at):
        days = [(word.kind, word.on.isoformat()) for word in consents.consents(session, "AW-01")]
    assert days == [("public_name", "2025-12-14"), ("photo", "2026-01-05")]
    assert "No hay a quién preguntar" in text(desk.get(LIST))
    assert "Permisos sin fecha" not in text(desk.get("/"))


def test_a_day_to_come_is_refused_and_an_empty_press_says_nothing(public, desk, write):
    with write() as (session, _at):
        before = entries(session)
    wrong = press(desk, "AW-01/public_name", on="2026-01-06")
    assert wrong.status_code == 422
    assert beside(wrong, "on")
    assert 'value="2026-01-06"' in wrong.text
    entered = desk.post(LIST, data=hidden(desk.get(LIST).text) | {"on": "2026-01-04"})
    assert entered.location == f"{LIST}?on=2026-01-04"
    for nobody in ("AW-99/photo", "AW-01/data", "AW-01", "x"):
        slip = hidden(desk.get(LIST).text) | {"on": "2026-01-05", "yes": nobody}
        assert desk.post(LIST, data=slip).status_code == 409
    with write() as (session, _at):
        assert entries(session) == before
    assert public() == ([False, False], False)
    assert desk.get(f"{LIST}?on=2026-13-45").status_code == 200


def test_a_list_that_is_older_than_her_no_does_not_undo_it(public, desk, write):
    slip = hidden(desk.get(LIST).text) | {"on": "2026-01-05", "yes": "AW-01/public_name"}
    with write() as (session, at):
        no = {"member": "AW-01", "kind": members.NAME, "given": False}
        consents.say(session, **no, on=at.date(), at=at, by=1)
    assert desk.post(LIST, data=slip).status_code == 409
    assert public() == ([False, False], False)


@pytest.mark.usefixtures("public")
def test_pressed_at_two_desks_it_is_written_down_once(desk):
    slips = [hidden(desk.get(LIST).text) | {"on": "2026-01-05"} for _desk in range(2)]
    first, second = (desk.post(LIST, data=slip | {"yes": "AW-01/photo"}) for slip in slips)
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Así está anotado ya" in text(second)


@pytest.mark.parametrize("given", ["si", "no"])
def test_her_own_page_at_the_desk_takes_yes_and_no(public, desk, given):
    said = "/members/AW-01/consents"
    page = desk.get(said)
    assert "sin fecha: hay que preguntar otra vez" in text(page)
    forms = re.findall(r"<form.*?</form>", page.text, re.DOTALL)
    (slip,) = [form for form in forms if 'value="photo"' in form]
    assert 'name="given" value="si"' in slip
    typed = hidden(slip) | {"on": "2026-01-02", "given": given}
    assert desk.post("/members/AW-01/consent", data=typed).location == said
    assert public()[1] == (given == "si")
    assert 'value="photo"' not in desk.get(said).text
    assert 'value="public_name"' in desk.get(said).text


def test_on_her_own_telephone_one_tap_says_it_with_today(public, client, sign_in, write):
    sign_in("socia", "AW-01")
    page = client.get("/yo/permisos")
    assert text(page).count("Dijiste que sí antes de este libro, sin fecha.") == 2
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
    for given in ("si", "si", "no"):  # a second tap says nothing new
        slip = {"csrf_token": token, "kind": "public_name", "given": given}
        assert client.post("/yo/permisos", data=slip).status_code == 303
        assert public() == ([given == "si"] * 2, False)
    with write() as (session, at):
        said = [(word.on, word.given) for word in consents.consents(session, "AW-01")]
        assert said == [(at.date(), True), (at.date(), False)]


@pytest.mark.usefixtures("public")
def test_who_left_is_not_asked_and_the_fiscal_only_reads(desk, write, sign_in):
    with write() as (session, at):
        members.leave(session, "AW-01", on=at.date() - timedelta(days=1))
    assert "AW-01" not in text(desk.get(LIST))
    sign_in("fiscal")
    assert desk.get(LIST).status_code == 403
    page = desk.get("/members/AW-01/consents")
    assert "hay que preguntar otra vez" in text(page)
    assert '/members/AW-01/consent"' not in page.text


def test_the_use_of_data_without_a_day_is_none(desk, write):
    """The register has a day for it or nothing: who left the box empty agreed to nothing."""
    with write() as (session, at):
        rosa = Cast(session, at).rosa
        members.change(session, rosa, consent_data_on=None)
        assert members.all_agreed(session, members.DATA) == set()
    assert "Autorizó el uso de sus datos" not in text(desk.get(f"/members/{rosa}"))
    said = {"kind": "data", "given": "si", "on": "2026-01-02"}
    assert send(desk, f"/members/{rosa}/consent", **said).status_code == 303
    assert "2 ene 2026" in text(desk.get(f"/members/{rosa}"))
    assert send(desk, f"/members/{rosa}/consent", **said).status_code == 409
