"""Lists by browser: sent, looked at cell by cell, then recorded whole; or nothing at all."""

import os
from io import BytesIO

import pytest

from coopshop import members
from coopshop.db import db
from tests import workbooks
from tests.cast import Cast
from tests.pages.slips import beside, filled, links, send, text

HEAD = ("Grupo", "Nombres", "Primer apellido", "DNI", "Ingreso")
ROSA = ("AW", "Rosa", "Tapullima", "99900101", "12/03/2019")


@pytest.fixture
def desk(client, sign_in, write):
    with write() as (session, at):
        cast = Cast(session, at)
        assert all((cast.cooperative, cast.basket, cast.chipaota))
    sign_in("tesorera")
    return client


def hand_in(client, raw, kind="members", name="lista.xlsx"):
    typed = filled(client, "/beginning/sheets", kind=kind)
    return client.post("/beginning/sheets", data=typed | {"file": (BytesIO(raw), name)})


def registered(app):
    with app.app_context():
        return [member.code for member in members.everyone(db.session())]


def test_a_list_is_looked_at_then_recorded_whole(desk, app):
    looked = hand_in(desk, workbooks.xlsx(HEAD, ROSA))
    assert looked.status_code == 303
    page = desk.get(looked.location)
    assert "12/03/2019 → martes 12 de marzo de 2019" in text(page)
    assert registered(app) == []
    assert send(desk, looked.location).location == "/members/"
    assert registered(app) == ["AW-01"]
    again = desk.get(hand_in(desk, workbooks.xlsx(HEAD, ROSA)).location)
    assert "confirmar" not in again.text
    assert '<form class="form"' not in again.text
    assert registered(app) == ["AW-01"]


def test_faults_are_told_by_cell_and_there_is_no_button_to_go_on(desk):
    raw = workbooks.xlsx(("Producto", "Lista", "Precio"), ("X-1", "TIENDA", "1.234"))
    looked = hand_in(desk, raw, "prices").location
    page = desk.get(looked)
    assert "A2" in text(page)
    assert "C2" in text(page)
    assert "1234" in text(page)
    assert '<form class="form"' not in page.text


def test_a_price_shows_how_it_was_read_and_a_formula_says_so(desk):
    raw = workbooks.xlsx(
        ("Producto", "Lista", "Precio"), ("AW-CAN", "TIENDA", "4,20"), ("AW-CAN", "HOTEL", "=2*3|6")
    )
    page = text(desk.get(hand_in(desk, raw, "prices").location))
    assert "4,20 → S/ 4.20" in page
    assert "S/ 6.00 es una fórmula" in page


def test_words_of_a_cell_are_never_read_as_markup(desk):
    raw = workbooks.xlsx(HEAD, ("<script>x</script>", "<b>Rosa</b>", "T", "99900101", ""))
    page = desk.get(hand_in(desk, raw).location).text
    assert "<script>x" not in page
    assert "<b>Rosa" not in page


@pytest.mark.parametrize(
    "raw",
    [workbooks.bomb(60), b"%PDF-1.4", workbooks.xlsx(("a",))[:-50]],
    ids=["bomb", "pdf", "half"],
)
def test_what_is_no_list_is_said_beside_its_box(desk, raw):
    answer = hand_in(desk, raw)
    assert answer.status_code in (409, 303)
    if answer.status_code == 303:
        answer = desk.get(answer.location)
        assert answer.status_code == 409
    else:
        assert beside(answer, "file")


def test_nothing_chosen_is_said_beside_its_box(desk):
    answer = send(desk, "/beginning/sheets", kind="members")
    assert answer.status_code == 422
    assert beside(answer, "file")


def test_a_file_is_forgotten_after_an_hour(desk, app, now):
    looked = hand_in(desk, workbooks.xlsx(HEAD, ROSA)).location
    name = looked.rpartition("/")[2]
    before = now.at.timestamp() - 3_700
    os.utime(app.config["COOPSHOP"].instance / "uploads" / f"{name}.xlsx", (before, before))
    assert "más de una hora" in text(desk.get(looked))
    assert desk.get(looked).status_code == 409


def test_an_address_leads_to_no_other_file(desk):
    assert desk.get(f"/beginning/sheets/members/{'0' * 64}").status_code == 409
    assert desk.get("/beginning/sheets/members/..%2fsecret-key").status_code in (404, 409)
    assert desk.get(f"/beginning/sheets/nothing/{'0' * 64}").status_code == 404


def test_several_sheets_are_offered(desk):
    raw = workbooks.xlsx(HEAD, ROSA, sheet="Enero", Febrero=[HEAD, ("AW", "Nelly", "C", "", "")])
    looked = hand_in(desk, raw).location
    assert f"{looked}?sheet=Febrero" in links(desk.get(looked))
    assert "Nelly" in text(desk.get(f"{looked}?sheet=Febrero"))


def test_a_long_list_is_written_behind_a_page_that_tells_how_far_it_is(desk, app):
    rows = [("AW", f"Rosa {n}", "Tapullima", "", "") for n in range(230)]
    looked = hand_in(desk, workbooks.xlsx(HEAD, *rows)).location
    working = send(desk, looked)
    assert working.status_code == 303
    for _look in range(200):
        answer = desk.get(working.location)
        if answer.status_code == 303 or (
            "/members/" in answer.text and "<progress" not in answer.text
        ):
            break
    assert len(registered(app)) == 230


def test_there_is_a_workbook_to_fill_in_for_each_list(desk):
    page = desk.get("/beginning/sheets")
    for kind in ("members", "products", "prices", "stock"):
        address = f"/beginning/sheets/{kind}.xlsx"
        assert address in links(page)
        assert desk.get(address).data.startswith(b"PK")


@pytest.mark.parametrize("role", ["fiscal", "vendedora"])
def test_only_who_begins_may_send_lists(desk, sign_in, role):
    sign_in(role)
    assert desk.get("/beginning/sheets").status_code == 403
