"""The page of a lot, where its label leads: what anybody may know, and nothing that counts."""

import re
import secrets
from datetime import timedelta

import pytest
import zxingcpp

from coopshop import catalog, inventory, invoices, ledger, members, sales
from coopshop.domain import checking
from coopshop.members import consents, portraits
from coopshop.production import reading
from coopshop.web import misses
from tests.cast import Cast
from tests.pages.addresses import picture
from tests.pages.slips import links, text
from tests.papers.reading import pixels


@pytest.fixture
def page(write):
    """Rosa brought seven baskets, four went on by canoe; gives the address of their page."""
    with write() as (session, at):
        cast = Cast(session, at)
        facts = {"material": "bombonaje", "material_en": "toquilla palm", "name_en": "Palm basket"}
        catalog.change_product(session, cast.basket, **facts)
        assert cast.rosa
        for name in ("Ana", "Eva", "Ida", "Luz"):
            members.enroll(session, group=cast.weavers, given_names=name, surname1="Inventada")
        lot = cast.delivers(cast.rosa, 7)
        assert cast.cooperative
        way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
        sent = inventory.send(session, **way, lines=[(cast.basket, 4)], **cast.today)
        inventory.arrive(session, transfer=sent, landed={1: inventory.Landed(4)}, **cast.today)
        return f"/p/{reading.page_of(session, reading.delivery_of(session, lot).delivery)}"


def says(write, kind, given):
    with write() as (session, at):
        hers = {"member": "AW-01", "kind": kind, "given": given}
        consents.say(session, **hers, on=at.date(), at=at, by=1)


def test_it_tells_the_piece_its_material_its_way_and_her_share(client, page):
    told = text(client.get(page))
    assert "Canasta de bombonaje" in told
    assert "Está hecho de bombonaje" in told
    assert "Entregado: Almacén de Chipaota lun 5 ene" in told
    assert "Por río, canoa: Almacén de Chipaota → Tienda de Tarapoto lun 5 ene" in told
    assert "De S/ 18.00 S/ 14.40" in told
    assert "Fondo comunal S/ 0.90 Gastos de la asociación S/ 2.70" in told


def test_it_speaks_english_to_who_reads_english(client, page):
    told = text(client.get(page, headers={"Accept-Language": "en-US"}))
    assert "Palm basket" in told
    assert "Made of toquilla palm" in told
    assert "By river, canoe: Almacén de Chipaota → Tienda de Tarapoto" in told


def test_her_name_and_her_photo_each_need_her_word_and_go_at_once(client, write, page):
    with write() as (session, at):
        portraits.keep_face(session, "AW-01", picture(), at=at)

    def shown():
        html = client.get(page).text
        return "Rosa Tapullima" in html, 'class="face"' in html

    assert shown() == (False, False)
    assert "alguien de Tejedoras de prueba" in text(client.get(page))
    says(write, members.PHOTO, given=True)
    assert shown() == (False, True)
    says(write, members.NAME, given=True)
    assert shown() == (True, True)
    says(write, members.PHOTO, given=False)
    assert shown() == (True, False)
    says(write, members.NAME, given=False)
    assert shown() == (False, False)


def test_nothing_on_it_counts(client, write, page):
    before = text(client.get(page))
    with write() as (session, at):
        stamp = {"on": at.date(), "at": at}
        basket = sales.ring_up(
            session, lines=[sales.Asked("AW-CAN", 2, 0)], place="TPP", channel="tienda",
            price_list="MINORISTA", used="here", **stamp,
        )  # fmt: skip
        tender = [invoices.Tender("yape")]
        invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1)
    assert text(client.get(page)) == before
    assert not re.search(r"\b[47]\b", before)


def test_lots_cannot_be_leafed_through(client, page):
    letters = checking.LETTERS
    guesses = {"".join(secrets.choice(letters) for _place in range(8)) for _time in range(500)}
    ways = ["/p/D0001", "/p/D0001-", "/p/", "/p", "/p/D9999-AAAAAAAA", "/p/D0001-ÑÑÑÑÑÑÑÑ"]
    ways += [page.replace("D0001", "D0002"), f"{page}A", page[:-1], f"{page}/x"]
    found = {way: client.get(way).status_code for way in ways}
    assert {way for way, status in found.items() if status == 200} == set()
    assert client.get(page.lower()).status_code == 200
    found = {client.get(f"/p/D0001-{guess}").status_code for guess in guesses}
    assert found == {404, 429}


def test_its_picture_is_the_piece_and_never_the_maker(client, write, page):
    assert client.get(f"{page}/foto.jpg").data[:2] == b"\xff\xd8"  # a drawing of ours
    assert "data:image/jpeg" not in client.get(page).text
    with write() as (session, at):
        portraits.keep_face(session, "AW-01", b"face", at=at)
        catalog.take_photo(session, "AW-CAN", picture(), at=at)
    assert client.get(f"{page}/foto.jpg").data == picture()
    html = client.get(page).text
    assert f'property="og:image" content="http://localhost{page}/foto.jpg"' in html
    assert 'property="og:title" content="Canasta de bombonaje"' in html


def test_the_page_asks_for_nothing_else_and_is_kept_out_of_indexes(client, write, page):
    with write() as (session, at):
        catalog.take_photo(session, "AW-CAN", picture(), at=at)
    answer = client.get(page)
    assert not re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)', answer.text)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_label_of_an_undone_delivery_says_so_and_nothing_else(client, write):
    with write() as (session, at):
        cast = Cast(session, at)
        assert cast.cooperative
        lot = cast.delivers(cast.rosa, 3)
        page = f"/p/{reading.page_of(session, reading.delivery_of(session, lot).delivery)}"
    assert client.get(page).status_code == 200
    with write() as (session, at):
        says_her_name = {"member": "AW-01", "kind": members.NAME, "given": True}
        consents.say(session, **says_her_name, on=at.date(), at=at, by=1)
        ledger.reverse(session, f"delivery/{lot}", why="otra mano", on=at.date(), at=at, by=1)
    for address in (page, page.lower(), f"{page}/foto.jpg"):
        assert client.get(address).status_code == 410, address
    told = client.get(page)
    assert "Esta etiqueta ya no vale" in text(told)
    for word in ("Rosa", "Tejedoras", "Canasta", "otra mano", "Almacén", "og:image"):
        assert word not in told.text, word
    english = client.get(page, headers={"Accept-Language": "en-US"})
    assert "This label is not valid any more" in text(english)
    assert told.headers["X-Robots-Tag"] == "noindex, nofollow"
    for _time in range(misses.MOST_OF_A_PLACE + 1):
        assert client.get(page).status_code == 410
    other = "B" if page.endswith("A") else "A"
    assert client.get(page[:-1] + other).status_code == 404, "it was no wrong code"
    for _guess in range(misses.MOST_OF_A_THING):
        client.get(f"/p/{lot}-AAAAAAAA")
    assert client.get(page).status_code == 429, "letters of it cannot be guessed either"


@pytest.fixture
def public(app):
    """Buyers reach us by a name of ours."""
    config = app.config["COOPSHOP"]
    object.__setattr__(config, "public_url", "https://tienda.example.org")
    yield
    object.__setattr__(config, "public_url", "")


@pytest.mark.usefixtures("public")
def test_the_label_leads_there_and_the_desk_s_scanner_to_the_desk_s_page(client, sign_in, page):
    sign_in("vendedora")
    asked = {"kind": "65", "start": "1", "right": "0", "down": "0", "pdf": "1"}
    lot = {"lines-0-lot": "D0001", "lines-0-times": "1"}
    sheet = client.get("/production/labels", query_string=asked | lot).data
    (code,) = zxingcpp.read_barcodes(pixels(sheet, dots_per_mm=12))
    assert code.text == f"https://tienda.example.org{page}"
    found = client.get("/inventory/find", query_string={"code": code.text})
    assert found.location == "/production/D0001"
    listed = client.get("/production/labels", query_string={"lots": code.text})
    assert "lines-0-lot" in listed.text
    assert page in links(client.get("/production/D0001"))


def test_where_few_could_have_made_it_nothing_tells_who(client, write, page):
    """Of a small group, its name, a place and a day are as good as a name."""
    with write() as (session, at):
        yesterday = at.date() - timedelta(days=1)
        for one in members.makers_of(session, "AW", at.date()):
            if one.code != "AW-01":
                members.leave_group(session, one.code, group="AW", until=yesterday)
    told = client.get(page).text
    for word in ("Tejedoras de prueba", "Almacén de Chipaota", "5 ene", "Rosa"):
        assert word not in told, word
    assert "alguien de la asociación" in text(client.get(page))
    assert "enero de 2026" in text(client.get(page))
    says(write, members.NAME, given=True)
    named = text(client.get(page))
    assert "Tejedoras de prueba" in named
    assert "Entregado: Almacén de Chipaota lun 5 ene" in named
