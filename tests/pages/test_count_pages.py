"""Counting by browser: begun, written down in several goes, explained, posted."""

from datetime import timedelta

import pytest

from coopshop import inventory
from coopshop.inventory import logbook
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, send, text, typed_in

SHEET = "/inventory/counts/K001/sheet"
DIFFERENCE = "/inventory/counts/K001/difference"


@pytest.fixture
def counting(client, write, sign_in):
    """Five baskets and 2.5 kg of fibre lie in Chipaota, and somebody begins to count them."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        cast.cooperative, cast.tarapoto, cast.broom  # noqa: B018 - they are there too
    assert send(client, "/inventory/places/CHI/count").location == SHEET
    return client


def stock(write, sku="AW-CAN"):
    with write() as (session, _at):
        return inventory.stock_of(session, "CHI", sku)


def sell(write, now, units):
    """Somebody sells baskets a minute later."""
    now.at += timedelta(minutes=1)
    with write() as (session, at):
        took = {"place": "CHI", "sku": "AW-CAN", "units": units, "kind": "muestra"}
        inventory.adjust(session, **took, on=at.date(), at=at, by=1)


def test_the_sheet_asks_without_telling(counting):
    page = counting.get(SHEET)
    assert "2.5" not in text(page)
    hidden = filled(counting, SHEET)
    assert [hidden["lines-0-sku"], hidden["lines-1-sku"]] == ["AW-CAN", "EC-FIB-KG"]


def test_figures_are_kept_and_gone_on_with(counting, write):
    answer = send(counting, SHEET, lines_0_counted="4", lines_1_counted="")
    assert answer.location == SHEET
    again = counting.get(SHEET)
    assert typed_in(again, "lines-0-counted") == "4"
    assert counting.get("/inventory/places/CHI/count").location == SHEET
    assert "K001" in text(counting.get("/inventory/counts/"))
    assert counting.get("/inventory/counts/K001").status_code == 200
    assert stock(write) == 5


def test_what_is_missing_is_explained_before_it_is_posted(counting, write):
    facts = {"lines_0_counted": "4", "lines_1_counted": "2.5", "then": "difference"}
    facts |= {"others_0_sku": "EC-ESC", "others_0_counted": "1"}
    assert send(counting, SHEET, **facts).location == DIFFERENCE
    with write() as (session, _at):
        before = entries(session)
    unexplained = send(counting, DIFFERENCE, lines_0_reason="merma", lines_1_reason="")
    assert unexplained.status_code == 422
    assert beside(unexplained, "lines-1-reason")
    with write() as (session, _at):
        assert entries(session) == before
    why = {"lines_0_reason": "merma", "lines_0_note": "con moho", "lines_1_reason": "registro"}
    answer = send(counting, DIFFERENCE, **why)
    assert answer.location == "/inventory/counts/K001"
    with write() as (session, _at):
        found = {row.count.sku: row.difference for row in logbook.count_of(session, "K001")}
    assert found == {"AW-CAN": -1, "EC-FIB-KG": 0, "EC-ESC": 1}
    assert stock(write) == 4
    shown = text(counting.get(answer.location))
    assert "con moho" in shown
    assert "Falta corregir un papel" in shown
    for late in (SHEET, DIFFERENCE):
        assert counting.get(late).location == "/inventory/counts/K001"


def test_what_is_given_away_meanwhile_is_added_back_and_named(counting, write, now):
    send(counting, SHEET, lines_0_counted="5")
    sell(write, now, 2)
    page = counting.get(DIFFERENCE)
    assert "no hay diferencia" in text(page).lower()
    assert send(counting, DIFFERENCE).location == "/inventory/counts/K001"
    assert stock(write) == 3


def test_a_product_that_was_sold_out_meanwhile_keeps_its_figure(counting, write, now):
    """The sheet was open in the browser while the last basket left."""
    late = filled(counting, SHEET, lines_0_counted="4")
    sell(write, now, 5)
    now.at += timedelta(minutes=1)
    late["lines-0-ago"] = "90000"
    assert counting.post(SHEET, data=late).location == SHEET
    assert typed_in(counting.get(SHEET), "lines-0-counted") == "4"
    refused = send(counting, DIFFERENCE, lines_0_reason="no_se")
    assert refused.status_code == 409
    assert "se vendió o salió después de contar" in beside(refused, "lines-0-reason")
    assert send(counting, DIFFERENCE, lines_0_reason="registro").status_code == 303


def test_a_difference_that_a_late_paper_explains_is_gone(counting, write):
    """Of yesterday, typed in after the count: that basket was no longer there to be counted."""
    send(counting, SHEET, lines_0_counted="4")
    page = filled(counting, DIFFERENCE, lines_0_reason="merma")
    with write() as (session, at):
        took = {"place": "CHI", "sku": "AW-CAN", "units": 1, "kind": "muestra", "at": at, "by": 1}
        inventory.adjust(session, **took, on=at.date() - timedelta(days=1))
    assert counting.post(DIFFERENCE, data=page).status_code == 303
    assert stock(write) == 4


@pytest.mark.parametrize(
    ("typed", "box", "status"),
    [
        ({"lines_0_counted": "medio"}, "lines-0-counted", 422),
        ({"lines_0_counted": "4.5"}, "lines-0-counted", 409),
        ({"others_0_counted": "1"}, "others-0-sku", 422),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_box(counting, typed, box, status):
    answer = send(counting, SHEET, **typed)
    assert answer.status_code == status
    assert beside(answer, box)


def test_a_count_can_be_given_up(counting):
    send(counting, SHEET, lines_0_counted="4")
    answer = send(counting, "/inventory/counts/K001/give-up", why="llovía")
    assert answer.location == "/inventory/counts/"
    assert "abandonado" in text(counting.get("/inventory/counts/K001"))
    assert counting.get(SHEET).location == "/inventory/counts/K001"
    assert send(counting, "/inventory/places/CHI/count").location.endswith("K002/sheet")


def test_two_do_not_count_one_shelf(counting):
    slip = filled(counting, "/inventory/places/TPP/count")
    assert counting.post("/inventory/places/CHI/count", data=slip).status_code == 409


def test_the_fiscal_reads_a_count_and_counts_nothing(counting, sign_in):
    sign_in("fiscal")
    for address in (SHEET, DIFFERENCE, "/inventory/counts/K001/give-up", "/inventory/counts/new"):
        assert counting.get(address).status_code == 403
    assert counting.get("/inventory/counts/K001").status_code == 200


def test_what_is_not_there_is_no_page(counting):
    for page in ("", "/sheet", "/difference"):
        assert counting.get(f"/inventory/counts/K999{page}").status_code == 404
