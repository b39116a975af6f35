"""A delivery that was written down wrong is undone while its pieces lie there untouched."""

import re
from datetime import date

import pypdfium2
import pytest
import sqlalchemy as sa

from coopshop import inventory, ledger, production
from coopshop.cli import CHECKS
from coopshop.domain import accounts as acc
from coopshop.ledger import pads
from coopshop.production import reading
from coopshop.sales import Payment
from tests.cast import Cast
from tests.pages.slips import beside, entries, links, send, text, typed_in

LINES = {
    "lines_0_sku": "AW-CAN",
    "lines_0_brought": "30",
    "lines_1_sku": "EC-FIB-KG",
    "lines_1_brought": "2.5",
    "lines_1_rejected": "0.5",
    "lines_1_fault": "moho",
    "lines_1_words": "al fondo",
}
SLIP = {"member": "AW-01", "place": "CHI", "on": "2026-01-05", **LINES}
VISIT, LOT = "/production/visits/E0001", "/production/D0001"


@pytest.fixture
def desk(client, write, sign_in):
    """Rosa's visit: 30 baskets (there were 3) and fibre; a vendedora stands at the desk."""
    sign_in("vendedora")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative, cast.rosa, cast.delia  # noqa: B018 - they are there
        cast.basket, cast.fibre, cast.chipaota, cast.tarapoto  # noqa: B018 - and these
        pads.print_block(session, kind="delivery", sheets=2, **cast.today)
    return client


@pytest.fixture
def visited(desk):
    answer = send(desk, "/production/new", **SLIP, sheet="EP-000001")
    assert answer.location == VISIT
    return desk


def undo(client, address, why="eran 3, no 30"):
    return send(client, f"{address}/undo", why=why)


def wrong(write):
    with write() as (session, _at):
        return [found for law in CHECKS for found in law(session).wrong]


def shelf(write, lot="D0001"):
    with write() as (session, _at):
        return ledger.balance(session, acc.shelf("CHI"), lot)


def count(write):
    with write() as (session, _at):
        return entries(session)


def paper(answer):
    with pypdfium2.PdfDocument(answer.data) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def test_a_whole_visit_is_undone_and_every_page_says_so(visited, write):
    assert f"{VISIT}/undo" in links(visited.get(VISIT))
    done = undo(visited, VISIT)
    assert done.location == VISIT
    page = text(visited.get(VISIT))
    assert "Undone" in page
    assert "It was undone: eran 3, no 30" in page
    assert "Persona vendedora" in page
    assert "At the member price S/ 0.00" in page
    lot = text(visited.get(LOT))
    assert "It was undone: eran 3, no 30" in lot
    assert "Nowhere: it was undone." in lot
    assert "Reversal of: Delivery D0001" in lot
    assert (shelf(write), shelf(write, "D0002")) == (0, 0)
    listed = text(visited.get("/production/"))
    assert listed.count("Undone") == 2
    assert "30" not in listed.partition("D0002")[2].partition("Chipaota")[2]
    assert wrong(write) == []


def test_the_slip_says_that_it_is_void_and_is_not_to_be_signed(visited):
    assert "ANULADA" not in paper(visited.get(f"{VISIT}.pdf"))
    undo(visited, VISIT)
    said = paper(visited.get(f"{VISIT}.pdf"))
    assert "ANULADA: eran 3, no 30" in said
    assert "CONSTANCIA DE ENTREGA ANULADA" in said.upper()
    assert "firma" not in said


def test_one_line_is_undone_and_the_others_stay(visited, write):
    assert undo(visited, LOT).location == LOT
    assert (shelf(write), shelf(write, "D0002")) == (0, 2_000)
    page = text(visited.get(VISIT))
    assert "Canasta de bombonaje Undone" in page
    assert "It was undone" not in page
    said = paper(visited.get(f"{VISIT}.pdf"))
    assert "ANULADA: eran 3, no 30" in said
    assert "firma" in said
    assert "D0001" not in visited.get("/production/labels?visit=E0001").text
    assert wrong(write) == []
    undo(visited, "/production/D0002", why="tampoco")
    assert "It was undone: tampoco" in text(visited.get(VISIT))
    assert wrong(write) == []


def test_a_reason_is_needed_and_a_mistake_is_undone_once(visited, write):
    before = count(write)
    assert beside(undo(visited, VISIT, why=""), "why")
    assert count(write) == before
    undo(visited, VISIT)
    before = count(write)
    assert "undone already" in text(visited.get(f"{VISIT}/undo"))
    assert "was reversed before" in text(visited.get(f"{LOT}/undo"))
    for address in (VISIT, LOT):
        assert f"{address}/undo" not in links(visited.get(address))
    assert count(write) == before


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ("sold", "were sold already (V0001)"),
        ("sent", "have travelled already (T001)"),
        ("written off", "were written off already (A001)"),
        ("counted", "K001 is going on"),
        ("closed", "January 2026, and that month is closed"),
    ],
)
def test_what_has_gone_on_is_corrected_by_a_count_and_nothing_is_undone(
    visited, write, now, sign_in, done, said
):
    if done == "closed":
        now.set(date(2026, 2, 14))
        sign_in("vendedora")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.__dict__.update(cooperative="", basket="AW-CAN", chipaota="CHI", tarapoto="TPP")
        today = {"on": at.date(), "at": at, "by": 1}
        goods = {"place": "CHI", "sku": "AW-CAN", "units": 1}
        if done == "sold":
            cast.buys(1)
        elif done == "sent":
            way = {"origin": "CHI", "destination": "TPP", "lines": [("AW-CAN", 1)], "via": "canoa"}
            inventory.send(session, **way, **today)
        elif done == "written off":
            inventory.adjust(session, kind="merma", note="moho", **goods, **today)
        elif done == "counted":
            inventory.begin_count(session, place="CHI", **today)
        else:
            ledger.close_month(session, month="2026-01", at=at, by=1)
    before = count(write)
    page = visited.get(f"{VISIT}/undo")
    assert said in text(page)
    assert "Undo it" not in text(page)
    late = visited.post(f"{VISIT}/undo", data=_typed(visited, "eran 3"))
    assert late.status_code == 409
    assert said in text(late)
    assert count(write) == before


def _typed(client, why):
    """The slip as it was opened before something of it had gone on."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/production/new").text)[1]
    return {"csrf_token": token, "key": "a" * 32, "why": why}


def test_a_sale_that_was_undone_stands_in_no_way(visited, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.__dict__.update(cooperative="", basket="AW-CAN", chipaota="CHI")
        sale = cast.buys(1)
        for cause in (f"payment/{_paid(session)}", f"sale/{sale}"):
            ledger.reverse(session, cause, why="error", on=at.date(), at=at, by=1)
    undo(visited, VISIT)
    assert shelf(write) == 0


def _paid(session):
    return session.scalars(sa.select(Payment.code)).one()


def test_the_same_lines_are_written_again_for_whoever_brought_them(visited, write):
    undo(visited, VISIT, why="era de Delia")
    page = visited.get(VISIT)
    again = [address for address in links(page) if "like=E0001" in address]
    assert len(again) == 2
    hers = next(address for address in again if "member=" in address)
    assert 'name="member" value="AW-01"' in visited.get(hers).text
    (others,) = set(again) - {hers}
    form = visited.get(others)
    assert 'name="member" value="AW-01"' not in form.text
    assert (typed_in(form, "lines-0-brought"), typed_in(form, "lines-1-brought")) == ("30", "2.5")
    assert typed_in(form, "lines-1-rejected") == "0.5"
    assert typed_in(form, "lines-1-words") == "al fondo"
    again = send(visited, others, **SLIP | {"member": "EC-01"}, sheet="EP-000001")
    assert again.location == "/production/visits/E0002"
    assert wrong(write) == []


def test_an_undone_lot_has_no_labels_and_its_page_says_so(visited, write):
    with write() as (session, _at):
        page = reading.page_of(session, session.get_one(production.Delivery, "D0001"))
    assert visited.get(f"/p/{page}").status_code == 200
    undo(visited, VISIT)
    assert visited.get(f"/p/{page}").status_code == 410
    refused = visited.get("/production/labels?lots=D0001")
    assert refused.status_code == 409
    assert "Undone, so they have no labels: D0001" in text(refused)


def test_the_stock_card_shows_both_and_nothing_is_left(visited):
    undo(visited, VISIT)
    card = text(visited.get("/inventory/places/CHI/AW-CAN"))
    assert "Delivery D0001" in card
    assert "Reversal of: Delivery D0001" in card


def test_she_sees_that_it_was_put_right(visited, sign_in):
    undo(visited, VISIT)
    sign_in("socia", member="AW-01")
    page = text(visited.get("/yo/piezas"))
    assert "We put this right" in page
    assert "eran 3, no 30" in page
    assert "To be sold" not in page
    assert "It does not count" in text(visited.get("/yo/piezas/D0001"))


def test_the_fiscal_reads_it_and_undoes_nothing(visited, sign_in):
    sign_in("fiscal")
    assert f"{VISIT}/undo" not in links(visited.get(VISIT))
    assert visited.get(f"{VISIT}/undo").status_code == 403
    assert visited.get("/production/visits/E0999/undo").status_code == 403


def test_what_is_not_there_is_not_found(visited):
    for address in ("visits/E0999", "D0999"):
        assert visited.get(f"/production/{address}/undo").status_code == 404


@pytest.mark.usefixtures("visited")
def test_a_slip_that_is_undone_without_its_lots_breaks_a_law(write):
    with write() as (session, at):
        ledger.reverse(session, "hand_in/E0001", why="error", on=at.date(), at=at, by=1)
    assert wrong(write) == ["E0001"]
