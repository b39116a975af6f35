"""The notebook by browser: a page is photographed, and what stands on it is taken over."""

from io import BytesIO

import pytest
from PIL import Image

from coopshop.db import db
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in
from tests.papers.reading import says


def jpeg(colour="white", **written):
    raw = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(raw, "JPEG", **written)
    return raw.getvalue()


@pytest.fixture
def desk(client, sign_in, write):
    """The treasurer, and a register to choose from."""
    with write() as (session, at):
        cast = Cast(session, at)
        named = (cast.cooperative, cast.rosa, cast.nelly, cast.basket, cast.chipaota, cast.hotel)
        assert all(named)
        cast.fetches()
    sign_in("tesorera")
    return client


def photograph(client, *photos, words="cuaderno azul, página 14"):
    address = "/beginning/pages/new"
    typed = filled(client, address, words=words, on="2026-01-05")
    files = [(BytesIO(photo), f"foto{n}.jpg") for n, photo in enumerate(photos)]
    return client.post(address, data=typed | {"photos": files})


def test_a_page_is_photographed_and_leads_to_what_stands_on_it(desk):
    answer = photograph(desk, jpeg(), jpeg("beige"))
    assert answer.location == "/beginning/pages/E001"
    page = desk.get(answer.location)
    assert "/beginning/pages/E001/2.jpg" in links(page)
    assert "/beginning/pages/E001/members" in links(page)
    first, second = (desk.get(f"/beginning/pages/E001/{n}.jpg") for n in (1, 2))
    assert first.mimetype == "image/jpeg"
    assert first.data != second.data
    assert first.headers["Cache-Control"] == "no-store"
    assert desk.get("/beginning/pages/E001/3.jpg").status_code == 404


def test_nothing_the_camera_added_is_kept(desk):
    exif = Image.Exif()
    exif[0x010F] = "CamaraSecreta"
    photograph(desk, jpeg(exif=exif))
    assert b"CamaraSecreta" not in desk.get("/beginning/pages/E001/1.jpg").data


@pytest.mark.parametrize("sent", [b"GIF89a", b"%PDF-1.4", jpeg()[:400]])
def test_what_is_no_photograph_is_said_beside_its_box(desk, sent):
    answer = photograph(desk, sent)
    assert answer.status_code == 422
    assert beside(answer, "photos")
    assert typed_in(answer, "words") == "cuaderno azul, página 14"


def test_the_same_photograph_is_not_kept_twice(desk):
    photograph(desk, jpeg())
    answer = photograph(desk, jpeg(), words="otra")
    assert answer.status_code == 409
    assert "E001" in beside(answer, "photos")


def test_balances_are_taken_over_all_or_none(desk):
    photograph(desk, jpeg())
    rows = {"lines_0_member": "AW-01", "lines_0_owed": "142,50", "lines_0_how": "huella"}
    wrong = rows | {"lines_1_member": "AW-02"}
    answer = send(desk, "/beginning/pages/E001/members", on="2026-01-05", **wrong)
    assert answer.status_code == 409
    assert beside(answer, "lines-1-owed")
    assert typed_in(answer, "lines-0-owed") == "142,50"
    right = wrong | {"lines_1_owes": "20"}
    answer = send(desk, "/beginning/pages/E001/members", on="2026-01-05", **right)
    assert answer.location == "/beginning/pages/E001"
    page = text(desk.get("/beginning/"))
    assert "S/ 122.50" in page
    assert "Rosa" in text(desk.get("/beginning/openings/I0001"))
    assert says(desk.get("/beginning/statements.pdf").data, "S/ 142.50", "Debe a la asociación")


def test_pieces_money_and_debts_are_taken_over(desk):
    photograph(desk, jpeg())
    at = "/beginning/pages/E001"
    piece = {"lines_0_member": "AW-01", "lines_0_sku": "AW-CAN", "lines_0_place": "CHI"}
    send(desk, f"{at}/pieces", on="2026-01-05", lines_0_quantity="4", **piece)
    money = {"purses_0_method": "efectivo", "purses_0_amount": "300"}
    send(desk, f"{at}/money", on="2026-01-05", funds_0_group="AW", funds_0_amount="60", **money)
    debt = {"lines_0_buyer": "B-001", "lines_0_amount": "80", "lines_0_note": "doce canastas"}
    send(desk, f"{at}/debts", on="2026-01-05", **debt)
    page = text(desk.get("/beginning/"))
    for said in ("Canasta de bombonaje", "S/ 300.00", "S/ 60.00", "S/ 80.00", "S/ 320.00"):
        assert said in page, said
    assert "I0001" in text(desk.get("/production/D0001"))
    assert says(desk.get("/beginning/statements/AW-01.pdf").data, "Canasta de bombonaje", "4")
    paid = {"amount": "30", "method": "yape", "operation": "998877", "on": "2026-01-05"}
    code = next(link for link in links(desk.get(at)) if "openings/I0004" in link)
    assert send(desk, f"{code}/collect", **paid).location == code
    assert "S/ 50.00" in text(desk.get(code))


def test_a_mistake_is_undone_and_says_so(desk):
    photograph(desk, jpeg())
    rows = {"lines_0_member": "AW-01", "lines_0_owed": "142,50"}
    send(desk, "/beginning/pages/E001/members", on="2026-01-05", **rows)
    code = "/beginning/openings/I0001"
    send(desk, f"{code}/agree", how="firma", witness="Nelly", on="2026-01-05")
    assert "Nelly" in text(desk.get(code))
    send(desk, f"{code}/undo", why="era de otra", on="2026-01-05")
    assert "era de otra" in text(desk.get(code))
    assert desk.get(f"{code}/agree").status_code == 404


def test_a_member_known_to_the_book_is_asked_about_once_more(desk):
    photograph(desk, jpeg())
    facts = {"member": "AW-01", "kind": "adelanto", "amount": "5", "method": "efectivo"}
    send(desk, "/payouts/debits/new", on="2026-01-05", **facts)
    rows = {"lines_0_member": "AW-01", "lines_0_owed": "142,50", "on": "2026-01-05"}
    answer = send(desk, "/beginning/pages/E001/members", **rows)
    assert answer.status_code == 409
    assert 'name="confirmed"' in answer.text
    answer = send(desk, "/beginning/pages/E001/members", confirmed="y", **rows)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("fiscal", 200, 403), ("vendedora", 403, 403), ("socia", 403, 403)],
)
def test_who_may_see_the_notebook(desk, sign_in, role, reads, writes):
    photograph(desk, jpeg())
    sign_in(role, "AW-01" if role == "socia" else None)
    for address in ("/beginning/", "/beginning/pages/E001", "/beginning/pages/E001/1.jpg"):
        assert desk.get(address).status_code == reads
    for address in ("/beginning/pages/new", "/beginning/pages/E001/members"):
        assert desk.get(address).status_code == writes


def test_reading_writes_nothing(desk, app):
    photograph(desk, jpeg())
    with app.app_context():
        before = entries(db.session())
    for address in ("/beginning/", "/beginning/pages/E001", "/beginning/pages/E001/pieces"):
        assert desk.get(address).status_code == 200
    with app.app_context():
        assert entries(db.session()) == before
