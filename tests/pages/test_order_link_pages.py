"""Price lists by link: made at the desk, read and used by a hotel, answered at the desk."""

import io
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from PIL import Image

from coopshop import catalog
from coopshop.db import db
from tests.cast import Cast
from tests.pages.entering import enter
from tests.pages.slips import beside, filled, links, send, text


@pytest.fixture
def desk(client, write, sign_in):
    """Two baskets lie in Chipaota; brooms would have to be made. The basket has a picture."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 2)
        for name in ("broom", "fibre", "visit", "hotel", "tourist", "cooperative"):
            getattr(cast, name)
        catalog.take_photo(session, cast.basket, _picture(), at=at)
    return client


def _picture():
    file = io.BytesIO()
    Image.new("RGB", (320, 240), "#a63a17").save(file, "JPEG")
    return file.getvalue()


def made(desk, buyer="B-001", price_list="MINORISTA"):
    """The address of a new link."""
    page = send(desk, f"/orders/links/{buyer}/new", price_list=price_list)
    return re.search(r"http://localhost(/h/[\w-]{43}/)", unquote(page.text))[1]


@pytest.fixture
def link(desk):
    return made(desk)


@pytest.fixture
def hotel(app, link):
    """A telephone that was sent the link."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert link
    return client


def ask(hotel, link, **typed):
    """Fill in quantities by SKU (`AW_CAN="3"`) and whatever else."""
    boxes = {}
    for name, value in typed.items():
        boxes[f"q-{name.replace('_', '-')}" if name.isupper() else name] = value
    return hotel.post(link, data=filled(hotel, link) | boxes)


def test_a_link_is_shown_once_and_offered_to_whatsapp(desk):
    slip = filled(desk, "/orders/links/B-001/new", price_list="MINORISTA")
    first, second = (desk.post("/orders/links/B-001/new", data=slip).text for _ in range(2))
    address = re.search(r"/h/[\w-]{43}/", first)[0]
    assert address in second
    assert "https://wa.me/?text=" in first
    assert "Aquí está su lista de precios" in unquote(first)
    page = desk.get("/orders/links/B-001")
    assert address not in page.text
    assert text(page).count("Open") == 1
    assert "/orders/links/B-001" in links(desk.get("/sales/buyers/B-001"))


def test_the_hotel_sees_its_prices_and_what_is_there(hotel, link):
    page = hotel.get(link)
    said = text(page)
    assert "Canasta de bombonaje S/ 18.00 · in stock" in said
    assert "Escoba doméstica S/ 9.80 · made to order" in said
    assert "Fibra de piasaba S/ 5.00 per kg" in said
    assert "Visita" not in said
    assert "S/ 12.00" not in said
    assert "Your prices of today" in said
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert re.findall(r'<(?:script|link)[^>]*(?:src|href)="(?!data:)', page.text) == []
    assert re.findall(r"<img (?![^>]*lazy)", page.text) == []


def test_it_speaks_the_language_of_the_browser(app, link):
    stranger = app.test_client()
    assert "Precio de hoy" in stranger.get(link).text
    english = stranger.get(link, headers={"Accept-Language": "en"})
    assert "Your prices of today" in english.text


def test_a_picture_is_served_under_the_link_and_no_other_thing(hotel, link, write):
    picture = re.search(r'src="([^"]*AW-CAN\.jpg[^"]*)"', hotel.get(link).text)[1]
    assert hotel.get(picture.replace("&amp;", "&")).mimetype == "image/jpeg"
    assert hotel.get(f"{link}EC-ESC.jpg").status_code == 404
    assert hotel.get(f"{link}AW-VIS.jpg").status_code == 404
    assert hotel.get("/h/guessed/AW-CAN.jpg").status_code == 404
    with write() as (session, at):
        catalog.take_photo(session, "AW-VIS", _picture(), at=at)
    assert hotel.get(f"{link}AW-VIS.jpg").status_code == 404


def test_it_asks_and_comes_back_to_read_the_answer(hotel, desk, link):
    done = ask(hotel, link, AW_CAN="3", EC_FIB_KG="2.5", note="con cinta", wished="2026-01-20")
    assert done.status_code == 303
    assert done.location == "1"
    page = hotel.get(f"{link}1")
    said = text(page)
    assert "We have it." in said
    assert "Total: S/ 66.50" in said
    message = unquote(re.search(r'https://wa\.me/\?text=([^"]*)', page.text)[1])
    assert "• 3 × canasta de bombonaje (AW-CAN)" in message
    assert "• 2.5 kg de fibra de piasaba" in message
    assert "Asked by link, to be answered 1" in text(desk.get("/"))
    assert "Hotel Río Ficticio" in text(desk.get("/orders/asked/"))
    shown = text(desk.get("/orders/asked/1"))
    assert "con cinta" in shown
    assert "20 January 2026" in shown


def test_what_is_asked_twice_by_a_slow_line_is_asked_once(hotel, link, desk):
    slip = filled(hotel, link) | {"q-AW-CAN": "3"}
    assert [hotel.post(link, data=slip).location for _ in range(2)] == ["1", "1"]
    again = hotel.post(link, data=slip | {"q-AW-CAN": "4"})
    assert again.status_code == 409
    assert text(desk.get("/orders/asked/")).count("Hotel") == 1


def test_the_token_is_kept_nowhere(hotel, link, write):
    ask(hotel, link, AW_CAN="3")
    token = link.split("/")[2]
    with write() as (session, _at):
        for table in db.metadata.sorted_tables:
            for row in session.execute(sa.select(table)):
                assert token not in " ".join(map(str, row))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Write how many you want"),
        ({"AW_CAN": "0"}, "Write how many you want"),
        ({"AW_CAN": "many"}, ""),
        ({"AW_CAN": "1.5"}, ""),
        ({"AW_CAN": "-3"}, ""),
        ({"AW_CAN": "100000"}, ""),
        ({"NADA": "1"}, "NADA is not on your list now"),
        ({"AW_VIS": "1"}, "AW-VIS is not on your list now"),
        ({"AW_CAN": "1", "wished": "2026-01-04"}, "The day cannot be in the past."),
        ({"AW_CAN": "1", "wished": "2027-06-01"}, "more than a year away"),
        ({"AW_CAN": "1", "note": "x" * 100_000}, "At most 500 characters"),
    ],
)
def test_nonsense_is_refused_and_stays_on_the_page(hotel, link, desk, typed, said):
    answer = ask(hotel, link, **typed)
    assert answer.status_code in (409, 422)
    assert said in text(answer)
    if not said:
        assert beside(answer, "q-AW-CAN")
        assert f'value="{typed["AW_CAN"]}"' in answer.text
    assert "Nobody asked for anything yet." in text(desk.get("/orders/asked/"))


def test_a_thousand_lines_are_not_even_read(hotel, link):
    lines = {f"q-S-{number}": "1" for number in range(1_000)}
    assert hotel.post(link, data=filled(hotel, link) | lines).status_code == 413


def test_a_product_that_left_the_list_meanwhile_is_not_dropped_silently(hotel, link, write):
    slip = filled(hotel, link) | {"q-AW-CAN": "3", "q-EC-ESC": "1"}
    with write() as (session, at):
        product = catalog.product(session, "EC-ESC")
        product.retired_on = Cast(session, at).today["on"] - timedelta(days=1)
    answer = hotel.post(link, data=slip)
    assert answer.status_code == 409
    assert "EC-ESC is not on your list now" in text(answer)
    assert 'value="3"' in answer.text


def test_it_is_made_an_order_that_the_hotel_reads(hotel, link, desk):
    ask(hotel, link, AW_CAN="3", note="con cinta", wished="2026-01-20")
    page = desk.get("/orders/new?asked=1")
    assert "asked for this by link, for Tuesday 20 January 2026" in text(page)
    assert "con cinta" in page.text
    typed = _as_filled(page)
    assert typed["lines-0-sku"] == "AW-CAN"
    assert typed["lines-0-quantity"] == "3"
    assert typed["promised"] == "2026-01-20"
    done = desk.post("/orders/new?asked=1", data=typed | {"lines-0-quantity": "4"})
    assert done.location == "/orders/P001"
    said = text(hotel.get(f"{link}1"))
    assert "It is our order P001." in said
    assert "Promised for Tue 20 Jan" in said
    assert "Total: S/ 72.00" in said
    assert "Made an order" in text(desk.get("/orders/asked/1"))
    assert desk.get("/orders/new?asked=1").status_code == 409
    assert "to be answered" not in text(desk.get("/"))


SELECT = r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>'
TEXTAREA = r'<textarea[^>]*name="([^"]*)"[^>]*>\s*(.*?)</textarea>'


def _as_filled(page):
    """What a browser would send of a page as it stands, the last value of each box."""
    sent = {}
    for box in re.findall(r"<(?:input|select|textarea)[^>]*>", page.text):
        name = re.search(r'name="([^"]*)"', box)
        value = re.search(r'value="([^"]*)"', box)
        if name and 'type="radio"' in box and "checked" not in box:
            continue
        if name and 'type="checkbox"' not in box:
            sent[name[1]] = value[1] if value else ""
    for name, body in re.findall(SELECT, page.text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        sent[name] = chosen[1] if chosen else ""
    return sent | dict(re.findall(TEXTAREA, page.text))


def test_it_is_made_a_quotation(hotel, link, desk):
    ask(hotel, link, AW_CAN="3")
    page = desk.get("/orders/quotations/new?asked=1")
    done = desk.post("/orders/quotations/new?asked=1", data=_as_filled(page))
    assert done.location == "/orders/quotations/PF01-1"
    assert "We made quotation PF01-1 of it." in text(hotel.get(f"{link}1"))


def test_it_is_declined_with_a_reason_that_the_hotel_reads(hotel, link, desk):
    ask(hotel, link, AW_CAN="3")
    done = send(desk, "/orders/asked/1/decline", reason="No hay fibra hasta marzo.")
    assert done.location == "/orders/asked/1"
    assert "No hay fibra hasta marzo." in text(hotel.get(f"{link}1"))
    assert send(desk, "/orders/asked/1/decline", reason="no").status_code == 409


def test_a_closed_link_opens_nothing_in_one_tap(hotel, link, desk):
    ask(hotel, link, AW_CAN="3")
    slip = filled(desk, "/orders/links/B-001/new")
    desk.post("/orders/links/1/close", data=slip)
    for address in (link, f"{link}1", f"{link}AW-CAN.jpg"):
        page = hotel.get(address)
        assert page.status_code == 404
        assert "Hotel" not in page.text
    assert "No longer open" in text(desk.get("/orders/links/B-001"))


def test_the_link_of_another_shows_nothing_of_this_one(hotel, link, desk):
    ask(hotel, link, AW_CAN="3")
    other = made(desk, "B-002", "FERIA")
    said = text(hotel.get(other))
    assert "S/ 21.24" in said
    assert "The IGV is in them." in said
    assert "Hotel" not in said
    assert "Order 1" not in said
    assert hotel.get(f"{other}1").status_code == 404


def test_the_members_list_is_offered_to_nobody(desk):
    assert "SOCIA" not in desk.get("/orders/links/B-001/new").text
    assert send(desk, "/orders/links/B-001/new", price_list="SOCIA").status_code == 422


def test_the_fiscal_reads_and_does_nothing(hotel, link, app):
    ask(hotel, link, AW_CAN="3")
    fiscal = enter(app, "fiscal")
    for address in ("/orders/links/B-001", "/orders/asked/", "/orders/asked/1"):
        page = fiscal.get(address)
        assert page.status_code == 200
        assert not {way for way in links(page) if "new" in way or "decline" in way}
    assert fiscal.get("/orders/links/B-001/new").status_code == 403
