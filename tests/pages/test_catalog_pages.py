"""The catalogue by browser: products, pictures, prices, places."""

from io import BytesIO

import pytest
from PIL import Image

from coopshop import catalog
from tests.cast import Cast
from tests.pages.slips import beside, filled, links, send, text, typed_in

BAG = {
    "sku": "aw-bol-1",
    "name_es": "Bolso de chambira",
    "group": "AW",
    "unit": "unidad",
    "minutes": "1,5",
    "grams": "300",
}


@pytest.fixture
def shop(client, write, sign_in):
    """Baskets and fibre with their prices, and two places."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 1)
        cast.fibre, cast.tarapoto  # noqa: B018 - they are there too
    return client


def picture(form="PNG"):
    file = BytesIO()
    Image.new("RGB", (900, 600), "tan").save(file, form)
    return file.getvalue()


def upload(client, raw, name="basket.png"):
    data = filled(client, "/catalog/AW-CAN/photo") | {"photo": (BytesIO(raw), name)}
    return client.post("/catalog/AW-CAN/photo", data=data)


def test_a_new_product_is_there_and_asks_for_its_price(shop, write):
    answer = send(shop, "/catalog/new", **BAG)
    assert answer.location == "/catalog/AW-BOL-1"
    page = shop.get(answer.location)
    assert "Bolso de chambira" in text(page)
    assert "/catalog/prices" in links(page)
    with write() as (session, _at):
        product = catalog.product(session, "AW-BOL-1")
        assert (product.minutes, product.grams, product.sunat_unit) == (90, 300, "NIU")


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"sku": "bolso grande"}, "sku", 422),
        ({"sku": "AW-CAN"}, "sku", 409),
        ({"name_es": ""}, "name_es", 422),
        ({"unit": "litro"}, "unit", 422),
        ({"grams": "2.5"}, "grams", 422),
        ({"minutes": "-1"}, "minutes", 422),
        ({"grams": "1e9"}, "grams", 422),
    ],
)
def test_a_product_that_cannot_be_is_refused_beside_its_box(shop, changed, box, status):
    answer = send(shop, "/catalog/new", **BAG | changed)
    assert answer.status_code == status
    assert beside(answer, box)


def test_a_product_is_corrected_and_retired_and_made_again(shop, write):
    assert typed_in(shop.get("/catalog/AW-CAN/change"), "name_es") == "Canasta de bombonaje"
    facts = {"name_es": "Canasta fina", "group": "AW"}
    assert send(shop, "/catalog/AW-CAN/change", **facts).status_code == 303
    assert send(shop, "/catalog/AW-CAN/retire", retired_on="2026-01-05").status_code == 303
    assert 'value="AW-CAN"' not in shop.get("/production/new").text
    assert send(shop, "/catalog/AW-CAN/retire", retired_on="").status_code == 303
    with write() as (session, _at):
        product = catalog.product(session, "AW-CAN")
        assert (product.name_es, product.retired_on) == ("Canasta fina", None)


def test_a_picture_is_kept_small_and_asked_for_once(shop):
    assert shop.get("/catalog/AW-CAN/photo.jpg").status_code == 404
    assert upload(shop, picture()).location == "/catalog/AW-CAN"
    answer = shop.get("/catalog/AW-CAN/photo.jpg")
    assert answer.mimetype == "image/jpeg"
    assert Image.open(BytesIO(answer.data)).size == (640, 427)
    assert "private" in answer.headers["Cache-Control"]
    assert "max-age=86400" in answer.headers["Cache-Control"]
    again = shop.get("/catalog/AW-CAN/photo.jpg", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert "/catalog/AW-CAN/photo.jpg" in shop.get("/catalog/").text


@pytest.mark.parametrize("raw", [b"", b"no picture at all"])
def test_what_is_no_picture_is_refused_beside_its_box(shop, raw):
    answer = upload(shop, raw)
    assert answer.status_code == 422
    assert beside(answer, "photo")
    assert shop.get("/catalog/AW-CAN/photo.jpg").status_code == 404


def test_a_picture_that_is_too_heavy_is_refused_beside_its_box(shop):
    answer = upload(shop, bytes(21 * 1024 * 1024))
    assert answer.status_code == 422
    assert beside(answer, "photo") == "La foto pesa más de 20 MB. Use una más liviana."


def test_prices_are_shown_for_the_list_and_the_day_that_are_asked(shop):
    page = text(shop.get("/catalog/prices?price_list=MINORISTA&on=2026-01-05"))
    assert "S/ 18.00" in page
    assert "US$ 6.00" in text(shop.get("/catalog/prices?price_list=EXPORT&on=2026-01-05"))
    assert "S/ 18.00" not in text(shop.get("/catalog/prices?price_list=MINORISTA&on=2010-01-01"))
    for odd in ("?on=ayer", "?price_list=NADA", "?on=2026-01-05"):
        assert shop.get(f"/catalog/prices{odd}").status_code == 200


def test_a_new_price_holds_from_its_day(shop):
    facts = {"sku": "AW-CAN", "cents": "20,50", "since": "2026-02-01"}
    answer = send(shop, "/catalog/prices/MINORISTA/new", **facts)
    assert answer.status_code == 303
    assert "S/ 20.50" in text(shop.get(answer.location))
    assert "S/ 18.00" in text(shop.get("/catalog/prices?price_list=MINORISTA"))


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"cents": "0"}, "cents", 422),
        ({"cents": "-3"}, "cents", 422),
        ({"cents": "1.234,50"}, "cents", 422),
        ({"sku": "NADA"}, "sku", 422),
        ({"since": "2019-01-01"}, "since", 409),
    ],
)
def test_a_price_that_cannot_be_is_refused_beside_its_box(shop, changed, box, status):
    facts = {"sku": "AW-CAN", "cents": "20", "since": "2026-02-01"}
    answer = send(shop, "/catalog/prices/MINORISTA/new", **facts | changed)
    assert answer.status_code == status
    assert beside(answer, box)


def test_a_price_that_begins_today_is_put_right_when_somebody_says_so(shop):
    facts = {"sku": "AW-CAN", "cents": "200", "since": "2026-01-05", "until": ""}
    assert send(shop, "/catalog/prices/MINORISTA/new", **facts).status_code == 303
    asked = send(shop, "/catalog/prices/MINORISTA/new", **facts | {"cents": "20"})
    assert asked.status_code == 409
    assert "S/ 200.00" in text(asked)
    right = send(shop, "/catalog/prices/MINORISTA/new", **facts | {"cents": "20"}, confirmed="y")
    assert right.status_code == 303
    page = text(shop.get("/catalog/prices?price_list=MINORISTA&on=2026-01-05"))
    assert "S/ 20.00" in page
    assert "S/ 200.00" not in page


def test_a_product_leads_to_its_new_price(shop):
    assert "/catalog/prices/MINORISTA/new?sku=AW-CAN" in links(shop.get("/catalog/AW-CAN"))


def test_a_new_list_begins_with_a_price_and_keeps_its_terms(shop, write):
    facts = {"price_list": "feria-2", "currency": "USD", "includes_igv": "si", "sku": "AW-CAN"}
    facts |= {"cents": "7", "since": "2026-01-05"}
    assert send(shop, "/catalog/prices/new-list", **facts).status_code == 303
    with write() as (session, _at):
        (fresh,) = (row for row in catalog.price_lists(session) if row.code == "FERIA-2")
        assert (fresh.currency, fresh.includes_igv) == ("USD", True)
    twice = send(shop, "/catalog/prices/new-list", **facts)
    assert twice.status_code == 409
    assert beside(twice, "price_list")


def test_a_place_is_opened_corrected_and_closed_when_it_is_empty(shop):
    facts = {"code": "lam", "name": "Puesto de Lamas", "kind": "puesto", "ownership": "propia"}
    assert send(shop, "/catalog/places/new", **facts).location == "/catalog/places"
    twice = send(shop, "/catalog/places/new", **facts)
    assert beside(twice, "code")
    changed = facts | {"name": "Puesto de la plaza"}
    changed.pop("code")
    assert send(shop, "/catalog/places/LAM", **changed).status_code == 303
    full = send(shop, "/catalog/places/CHI/close", closed_on="2026-01-05")
    assert full.status_code == 409
    assert beside(full, "closed_on")
    assert send(shop, "/catalog/places/LAM/close", closed_on="2026-01-05").status_code == 303
    assert 'value="LAM"' not in shop.get("/production/new").text
    assert "Puesto de la plaza" in text(shop.get("/catalog/places"))


def test_an_empty_catalogue_says_what_comes_first(client, sign_in):
    sign_in("tesorera")
    assert "/catalog/new" in links(client.get("/catalog/"))
    assert "/catalog/prices/new-list" in links(client.get("/catalog/prices"))
    assert "/members/rules" in links(client.get("/catalog/new"))


def test_a_seller_reads_the_catalogue_and_changes_nothing(shop, sign_in):
    sign_in("vendedora")
    for address in ("/catalog/", "/catalog/AW-CAN", "/catalog/prices", "/catalog/places"):
        page = shop.get(address)
        assert page.status_code == 200
        for link in links(page):
            assert shop.get(link, follow_redirects=True).status_code == 200, link
    assert shop.get("/catalog/new").status_code == 403


def test_an_unknown_product_is_no_page(shop):
    for address in ("/catalog/NADA", "/catalog/NADA/photo", "/catalog/prices/NADA/new"):
        assert shop.get(address).status_code == 404


def test_a_tile_asks_for_a_smaller_picture(shop):
    upload(shop, picture())
    tile = shop.get("/catalog/AW-CAN/photo.jpg?size=160")
    assert Image.open(BytesIO(tile.data)).size == (160, 107)
    assert len(tile.data) < len(shop.get("/catalog/AW-CAN/photo.jpg").data)
    again = shop.get(
        "/catalog/AW-CAN/photo.jpg?size=160", headers={"If-None-Match": tile.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_file_larger_than_any_photo_is_not_even_read(shop):
    answer = upload(shop, b"x" * 26_000_000)
    assert answer.status_code == 413
    assert "Vuelva atrás" in text(answer)
    assert shop.get("/catalog/AW-CAN/photo.jpg").status_code == 404


def test_the_box_for_a_picture_tells_the_browser_how_large_it_may_be(shop):
    box = shop.get("/catalog/AW-CAN/photo").text
    assert 'data-most="20971520"' in box
    assert "La foto pesa más de 20 MB" in box
