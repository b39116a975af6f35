"""Stock by browser: places, transfers and arrivals, adjustments, counts, cards."""

import pypdfium2
import pytest

from coopshop import inventory, ledger
from coopshop.domain import accounts as acc
from coopshop.inventory import logbook
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

TRANSFER = {
    "origin": "CHI",
    "destination": "TPP",
    "via": "canoa",
    "on": "2026-01-05",
    "lines_0_sku": "AW-CAN",
    "lines_0_quantity": "3",
    "lines_1_sku": "EC-FIB-KG",
    "lines_1_quantity": "1,5",
}

ARRIVAL = {
    "on": "2026-01-05",
    "lines_0_line": "1",
    "lines_0_received": "2",
    "lines_0_lost": "1",
    "lines_0_reason": "mojado",
    "lines_0_bearer": "asociacion",
    "lines_1_line": "2",
    "lines_1_received": "",
    "lines_1_lost": "",
}

SAMPLE = {"kind": "muestra", "place": "CHI", "sku": "AW-CAN", "quantity": "1", "on": "2026-01-05"}


@pytest.fixture
def shelves(client, write, sign_in):
    """Five baskets of Rosa's and 2.5 kg of fibre lie in Chipaota."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        cast.cooperative, cast.tarapoto, cast.broom  # noqa: B018 - they are there too
    return client


@pytest.fixture
def on_the_way(shelves):
    """Three baskets and 1.5 kg are on their way to Tarapoto."""
    assert send(shelves, "/inventory/transfers/new", **TRANSFER).status_code == 303
    return shelves


def stock(write, place):
    with write() as (session, _at):
        return {row.sku: row.units for row in inventory.stock_at(session, place)}


def count(write):
    with write() as (session, _at):
        return entries(session)


def test_stock_is_summed_by_place_and_by_product(on_the_way):
    page = text(on_the_way.get("/inventory/"))
    assert "2 + 1 kg" in page
    assert "3 + 1.5 kg" in page
    assert "5 + 2.5 kg" in page


def test_every_link_of_stock_leads_somewhere(on_the_way):
    seen, todo = set(), {"/inventory/"}
    while todo:
        address = todo.pop()
        seen.add(address)
        answer = on_the_way.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if address.startswith("/inventory/") and not address.endswith(".pdf"):
            todo |= links(answer) - seen


def test_what_is_sent_is_on_the_way(on_the_way, write):
    assert stock(write, "CHI") == {"AW-CAN": 2, "EC-FIB-KG": 1000}
    page = on_the_way.get("/inventory/transfers/")
    assert {"/inventory/transfers/T001", "/inventory/transfers/T001/arrive"} <= links(page)
    assert "AW-01: 3" in text(on_the_way.get("/inventory/transfers/T001"))


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"destination": "CHI"}, "destination", 409),
        ({"destination": ""}, "destination", 422),
        ({"via": "avión"}, "via", 422),
        ({"on": "2026-02-01"}, "on", 409),
        ({"lines_0_quantity": "6"}, "lines-0-quantity", 409),
        ({"lines_1_quantity": "9"}, "lines-1-quantity", 409),
        ({"lines_0_quantity": "1.5"}, "lines-0-quantity", 409),
        ({"lines_0_quantity": "0"}, "lines-0-quantity", 422),
        ({"lines_0_sku": ""}, "lines-0-sku", 422),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_beside_its_box(shelves, write, changed, box, status):
    before = count(write)
    answer = send(shelves, "/inventory/transfers/new", **TRANSFER | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert count(write) == before


def test_a_transfer_of_nothing_is_refused(shelves):
    empty = {name: "" for name in TRANSFER if name.startswith("lines")}
    answer = send(shelves, "/inventory/transfers/new", **TRANSFER | empty)
    assert answer.status_code == 422
    assert beside(answer, "lines")


def test_more_lines_come_without_javascript(shelves):
    answer = send(shelves, "/inventory/transfers/new", **TRANSFER, more="lines")
    assert answer.status_code == 200
    assert 'name="lines-7-sku"' in answer.text
    assert typed_in(answer, "lines-0-quantity") == "3"


def test_from_a_shelf_one_sees_what_lies_there(shelves):
    page = shelves.get("/inventory/transfers/new?origin=CHI").text
    assert "2.5 kg" in page
    assert 'value="EC-ESC"' not in page
    assert '<option value="CHI" selected>' in page


def test_the_arrival_offers_what_was_sent(on_the_way):
    page = on_the_way.get("/inventory/transfers/T001/arrive")
    assert typed_in(page, "lines-0-received") == "3"
    assert typed_in(page, "lines-1-received") == "1.5"


def test_what_is_lost_is_made_good_and_an_empty_line_is_still_on_the_way(on_the_way, write):
    answer = send(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL)
    assert answer.location == "/inventory/transfers/T001"
    assert stock(write, "TPP") == {"AW-CAN": 2}
    with write() as (session, _at):
        assert ledger.balance(session, acc.payable("AW-01")) == -600
        (journey,) = logbook.journeys(session, under_way=True)
        assert journey.waiting == 1
    assert "S/ 6.00" in text(on_the_way.get(answer.location))
    page = on_the_way.get("/inventory/transfers/T001/arrive")
    assert typed_in(page, "lines-0-received") == "1.5"


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"lines_0_lost": "0"}, "lines-0-received", 409),
        ({"lines_0_received": "4"}, "lines-0-received", 409),
        ({"lines_0_received": "muchas"}, "lines-0-received", 422),
        ({"lines_0_reason": ""}, "lines-0-reason", 409),
        ({"lines_0_bearer": ""}, "lines-0-reason", 409),
        ({"lines_0_bearer": "nadie"}, "lines-0-bearer", 422),
        ({"on": "2026-01-04"}, "on", 409),
        ({"on": "2026-01-06"}, "on", 409),
        ({"lines_0_received": "1.5", "lines_0_lost": "1.5"}, "lines-0-received", 409),
    ],
)
def test_an_arrival_that_cannot_be_is_refused_beside_its_box(
    on_the_way, write, changed, box, status
):
    before = count(write)
    answer = send(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert count(write) == before


def test_a_line_that_does_not_wait_is_refused(on_the_way):
    answer = send(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL | {"lines_0_line": "9"})
    assert answer.status_code == 409


def test_when_all_has_arrived_there_is_nothing_to_fill_in(on_the_way):
    whole = {"lines_0_received": "3", "lines_0_lost": "0", "lines_1_received": "1.5"}
    whole |= {"lines_1_lost": "0"}
    late = filled(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL | whole)
    assert send(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL | whole).location
    assert '<form class="form"' not in on_the_way.get("/inventory/transfers/T001/arrive").text
    assert on_the_way.post("/inventory/transfers/T001/arrive", data=late).status_code == 409


def test_a_sheet_travels_with_the_pieces(on_the_way):
    with on_the_way.session_transaction() as cookie:
        cookie["language"] = "en"
    send(on_the_way, "/inventory/transfers/T001/arrive", **ARRIVAL)
    answer = on_the_way.get("/inventory/transfers/T001.pdf")
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(answer.data) as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    for fact in ("T001", "Canasta de bombonaje", "AW-01: 3", "1.5 kg", "Tienda de Tarapoto"):
        assert fact in words
    assert "They got wet" not in words


def test_a_sample_pays_its_maker(shelves, write):
    answer = send(shelves, "/inventory/adjustments/new", **SAMPLE, note="feria")
    assert answer.location == "/inventory/adjustments/A001"
    assert "S/ 12.00" in text(shelves.get(answer.location))
    assert "/inventory/adjustments/A001" in links(shelves.get("/inventory/adjustments/"))
    assert stock(write, "CHI")["AW-CAN"] == 4


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"quantity": "6"}, "quantity", 409),
        ({"quantity": "0.5"}, "quantity", 409),
        ({"quantity": "0"}, "quantity", 422),
        ({"kind": ""}, "kind", 422),
        ({"place": "TPP"}, "quantity", 409),
        ({"on": "2027-01-01"}, "on", 409),
    ],
)
def test_an_adjustment_that_cannot_be_is_refused_beside_its_box(shelves, changed, box, status):
    answer = send(shelves, "/inventory/adjustments/new", **SAMPLE | changed)
    assert answer.status_code == status
    assert beside(answer, box)


def test_the_card_tells_each_paper_and_what_was_left(on_the_way):
    page = on_the_way.get("/inventory/places/CHI/AW-CAN")
    assert {"/production/D0001", "/inventory/transfers/T001"} <= links(page)
    assert "2.5 kg" in text(on_the_way.get("/inventory/places/CHI/EC-FIB-KG"))


def test_an_empty_house_says_what_comes_first(client, sign_in):
    sign_in("tesorera")
    assert "/production/new" in links(client.get("/inventory/"))
    assert "/inventory/transfers/new" in links(client.get("/inventory/transfers/"))
    assert "/catalog/places" in links(client.get("/inventory/transfers/new"))
    assert "/inventory/counts/new" in links(client.get("/inventory/counts/"))
    assert "/catalog/places" in links(client.get("/inventory/counts/new"))


def test_a_seller_moves_stock_and_corrects_nothing(shelves, sign_in):
    sign_in("vendedora")
    assert send(shelves, "/inventory/transfers/new", **TRANSFER).status_code == 303
    for address in ("/inventory/adjustments/new", "/inventory/places/CHI/count"):
        assert shelves.get(address).status_code == 403


def test_what_is_not_there_is_no_page(shelves):
    for address in (
        "/inventory/places/NADA",
        "/inventory/products/NADA",
        "/inventory/places/CHI/NADA",
        "/inventory/transfers/T999",
        "/inventory/transfers/T999.pdf",
        "/inventory/adjustments/A999",
        "/inventory/counts/K999",
    ):
        assert shelves.get(address).status_code == 404, address
