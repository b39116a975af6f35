"""Pads by browser: printed, typed in on the four screens, and what is still out."""

import re

import pytest

from coopshop import ledger
from coopshop.domain.pads import PADS
from coopshop.ledger import pads
from coopshop.sales import Asked, keep_draft, ring_up
from tests.cast import Cast
from tests.pages.slips import beside, entries, links, send, text
from tests.papers.reading import pages


@pytest.fixture
def desk(client, write, sign_in):
    """A pad of each kind was printed; fifty baskets of Rosa's lie in Chipaota, five are sold."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 50)
        cast.buys(5)
        cast.fetches()
        for kind in PADS:
            pads.print_block(session, kind=kind, sheets=20, **cast.today)
    return client


def delivery(desk, sheet):
    slip = {"member": "AW-01", "place": "CHI", "on": "2026-01-05", "sheet": sheet}
    return send(desk, "/production/new", **slip, lines_0_sku="AW-CAN", lines_0_brought="5")


def payout(desk, sheet):
    slip = {"amount": "10", "method": "efectivo", "on": "2026-01-05", "sheet": sheet}
    return send(desk, "/payouts/pay/AW-01", **slip)


def count(desk, sheet):
    return send(desk, "/inventory/places/CHI/count", sheet=sheet)


@pytest.fixture
def sale(desk, write):
    def sale(_desk, sheet):
        with write() as (session, at):
            usual = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA"}
            usual |= {"used": "here", "on": at.date(), "at": at}
            basket = ring_up(session, lines=[Asked("AW-CAN", 1, 0)], **usual)
            draft = keep_draft(session, basket, at=at, by=1)
        slip = {"kind": "boleta", "buyer": "B-000", "terms": "contado", "sheet": sheet}
        return send(desk, f"/invoices/new?draft={draft}", **slip, payments_0_method="efectivo")

    return sale


@pytest.mark.parametrize(
    ("pad", "made"),
    [
        ("delivery", "E0001"),
        ("payout", "L001"),
        ("count", "K001"),
        ("sale", "V0002"),
    ],
)
def test_a_sheet_is_typed_in_once_on_its_screen(desk, write, request, pad, made):
    typed = {"delivery": delivery, "payout": payout, "count": count}.get(pad)
    typed = typed or request.getfixturevalue("sale")
    prefix = PADS[pad].prefix
    for wrong in ("VP" if prefix != "VP" else "LP", "quince"):
        assert typed(desk, f"{wrong}-000007").status_code == 422
    never = typed(desk, f"{prefix}-000021")
    assert (never.status_code, bool(beside(never, "sheet"))) == (409, True)
    assert typed(desk, f"{prefix}-000007").status_code == 303
    page = text(desk.get(f"/exchange/pads/{prefix}-000001"))
    assert made in page
    assert "Sin pasar: 19" in page
    with write() as (session, _at):
        before = entries(session)
    if pad != "count":
        again = typed(desk, "7")
        assert again.status_code == 409
        assert made in beside(again, "sheet")
    with write() as (session, _at):
        assert entries(session) == before
        assert [law(session).wrong for law in ledger.CHECKS] == [[] for _law in ledger.CHECKS]


def test_a_pad_is_printed_and_its_numbers_are_taken(desk):
    answer = send(desk, "/exchange/pads", kind="delivery", sheets="4")
    assert answer.location == "/exchange/pads/EP-000021"
    page = desk.get(answer.location)
    assert "/exchange/pads/EP-000021.pdf" in links(page)
    sheets = pages(desk.get("/exchange/pads/EP-000021.pdf").data)
    assert re.findall(r"EP-\d{6}", "".join(sheets)) == [f"EP-{n:06d}" for n in range(21, 25)]
    assert desk.get("/exchange/pads/EP-000023").status_code == 200
    assert "/exchange/pads/EP-000021" in links(desk.get("/exchange/pads/all"))


@pytest.mark.parametrize("sheets", ["0", "201", "2.5", "", "x"])
def test_a_pad_that_cannot_be_is_refused_beside_its_box(desk, sheets):
    answer = send(desk, "/exchange/pads", kind="sale", sheets=sheets)
    assert answer.status_code in (409, 422)
    assert beside(answer, "sheets")


def test_a_torn_sheet_is_put_down(desk):
    spoilt = {"sheet": "EP-000003", "note": "se la llevó el río"}
    assert send(desk, "/exchange/pads/EP-000001/spoilt", **spoilt).status_code == 303
    assert "se la llevó el río" in text(desk.get("/exchange/pads/EP-000001"))
    assert beside(delivery(desk, "EP-3"), "sheet")


@pytest.mark.parametrize("name", ["EP-000021", "XX-000001", "EP-x", "EP-000000"])
def test_there_is_no_pad_for_a_sheet_that_was_not_printed(desk, name):
    assert desk.get(f"/exchange/pads/{name}").status_code == 404


@pytest.mark.parametrize(
    ("address", "pad", "there"),
    [
        ("/production/new", "delivery", range(1, 10)),
        ("/payouts/pay/AW-01", "payout", range(2, 8)),
        ("/sales/new", "sale", range(1, 10)),
        ("/inventory/counts/K001/sheet", "count", range(3, 4)),
    ],
)
def test_boxes_on_the_screen_have_the_numbers_of_the_paper_in_the_same_order(
    desk, address, pad, there
):
    count(desk, "")
    shown = re.findall(r'class="sheet-number"[^>]*>(\d+)<', desk.get(address).text)
    seen = list(dict.fromkeys(map(int, shown)))
    assert seen == sorted(seen)
    assert set(seen) == set(there)
    assert max(there) <= len(list(PADS[pad].numbered()))


def test_the_fiscal_reads_pads_and_prints_none(desk, sign_in):
    sign_in("fiscal")
    for page in ("all", "EP-000001", "EP-000001.pdf"):
        assert desk.get(f"/exchange/pads/{page}").status_code == 200
    assert desk.get("/exchange/pads").status_code == 403
    assert desk.get("/exchange/pads/EP-000001/spoilt").status_code == 403
