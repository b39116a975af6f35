"""Consignment by browser: terms, a report that goes on to its paper, taking pieces back."""

import pytest

from coopshop import catalog, inventory, sales
from coopshop.inventory import Landed
from tests.cast import Cast
from tests.pages.slips import beside, links, send, text, typed_in

PLACE, REPORT = "/sales/consignment/HOT", "/sales/consignment/HOT/report"
SOLD = {"sold_on": "2026-01-05", "used": "here"}


@pytest.fixture
def hotel(client, write, sign_in):
    """Five baskets lie at a hotel, and nothing was agreed yet."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative, cast.hotel, cast.tarapoto  # noqa: B018 - they are there too
        catalog.open_place(session, code="HOT", name="Hotel del río", kind="consignacion")
        cast.delivers(cast.rosa, 5)
        way = {"origin": cast.chipaota, "destination": "HOT", "via": "combi"}
        sent = inventory.send(session, **way, lines=[(cast.basket, 5)], **cast.today)
        inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **cast.today)
    return client


@pytest.fixture
def agreed(hotel):
    """S/ 18.00 less 20 % for each basket."""
    terms = {"buyer": "B-001", "price_list": "MINORISTA", "discount": "20"}
    assert send(hotel, f"{PLACE}/terms", **terms).location == PLACE
    return hotel


def test_terms_come_first(hotel):
    page = hotel.get(PLACE)
    assert f"{PLACE}/terms" in links(page)
    assert REPORT not in links(page)
    assert "sin anotar" in text(hotel.get("/sales/consignment/"))
    refused = send(hotel, REPORT, **SOLD, lines_0_sold="1")
    assert refused.status_code == 409


def test_a_report_goes_on_to_its_paper(agreed, write):
    assert "S/ 14.40" in text(agreed.get(PLACE))
    answer = send(agreed, REPORT, **SOLD, lines_0_left="3")
    assert answer.location.startswith("/invoices/new?draft=")
    paper = agreed.get(answer.location)
    assert "S/ 28.80" in text(paper)
    waits = agreed.get("/sales/consignment/reports/IC001")
    assert "/sales/consignment/reports/IC001/paper" in links(waits)
    assert "sin comprobante" in text(agreed.get("/")).lower()
    credit = {"kind": "factura", "buyer": "B-001", "terms": "credito", "due_on": "2026-01-20"}
    assert send(agreed, answer.location, **credit).status_code == 303
    done = agreed.get("/sales/consignment/reports/IC001")
    assert "/sales/V0001" in links(done)
    assert "/sales/consignment/reports/IC001/paper" not in links(done)
    with write() as (session, _at):
        assert inventory.stock_of(session, "HOT", "AW-CAN") == 3


def test_what_is_given_back_is_sent_back_by_a_slip_that_is_filled_in(agreed):
    answer = send(agreed, REPORT, **SOLD, lines_0_back="2")
    assert answer.location == "/sales/consignment/reports/IC001"
    back = next(a for a in links(agreed.get(answer.location)) if "take=" in a)
    page = agreed.get(back)
    assert typed_in(page, "lines-0-quantity") == "2"
    assert '<option value="TPP" selected>' in page.text


def test_a_paper_can_be_made_later_and_a_mistake_undone(agreed):
    send(agreed, REPORT, **SOLD, lines_0_sold="2")
    paper = send(agreed, "/sales/consignment/reports/IC001/paper", used="here")
    assert paper.location.startswith("/invoices/new?draft=")
    undo = send(agreed, "/sales/consignment/reports/IC001/undo", why="otro hotel")
    assert undo.location == "/sales/consignment/reports/IC001"
    assert send(agreed, "/sales/consignment/reports/IC001/paper", used="here").status_code == 409


def test_a_figure_that_cannot_be_is_refused_beside_its_box(agreed):
    answer = send(agreed, REPORT, **SOLD, lines_0_sold="6")
    assert answer.status_code == 409
    assert beside(answer, "lines-0-sold")
    late = send(agreed, REPORT, **SOLD | {"sold_on": "2026-01-06"}, lines_0_sold="1")
    assert beside(late, "sold_on")


def test_every_page_of_it_is_read_by_the_fiscal_and_changed_by_others(agreed, sign_in):
    send(agreed, REPORT, **SOLD, lines_0_sold="2")
    sign_in("fiscal")
    for page in ("/sales/consignment/", PLACE, "/sales/consignment/reports/IC001"):
        assert agreed.get(page).status_code == 200
    for page in ("/terms", "/report"):
        assert agreed.get(PLACE + page).status_code == 403
    for page in ("/paper", "/undo"):
        assert agreed.get(f"/sales/consignment/reports/IC001{page}").status_code == 403
    for page in ("/sales/consignment/CHI", "/sales/consignment/reports/IC999"):
        assert agreed.get(page).status_code == 404
    assert sales.CHECKS
