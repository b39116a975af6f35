"""Stock by browser: places, transfers and arrivals, adjustments, counts, cards."""

import pypdfium2
import pytest

from coopshop import inventory, ledger
from coopshop.domain import accounts as acc
from coopshop.inventory import logbook
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

SEND = "/inventory/transfers/new?origin=CHI"

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

ARRIVE = "/inventory/transfers/T001/arrive"

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
    assert send(shelves, SEND, **TRANSFER).status_code == 303
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
        if address.startswith("/inventory/") and "?" not in address:
            todo |= links(answer) - seen


def test_what_is_sent_is_on_the_way(on_the_way, write):
    assert stock(write, "CHI") == {"AW-CAN": 2, "EC-FIB-KG": 1000}
    page = on_the_way.get("/inventory/transfers/")
    assert {"/inventory/transfers/T001", ARRIVE} <= links(page)
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
    ],
)
def test_a_transfer_that_cannot_be_is_refused_beside_its_box(shelves, write, changed, box, status):
    before = count(write)
    answer = send(shelves, SEND, **TRANSFER | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert count(write) == before


def test_a_transfer_of_nothing_is_refused(shelves):
    empty = {name: "" for name in TRANSFER if name.startswith("lines")}
    answer = send(shelves, SEND, **TRANSFER | empty)
    assert answer.status_code == 422
    assert beside(answer, "lines")


def test_one_begins_with_a_place_and_sees_what_lies_there(shelves):
    begin = shelves.get("/inventory/transfers/new")
    assert SEND in links(begin)
    page = shelves.get(SEND)
    assert "2.5 kg" in text(page)
    assert 'value="EC-ESC"' not in page.text


def test_all_of_it_is_what_lies_there_when_it_is_sent(shelves, write):
    late = filled(shelves, SEND, **TRANSFER | {"lines_0_quantity": ""}, lines_0_whole="y")
    with write() as (session, at):
        gone = {"place": "CHI", "sku": "AW-CAN", "units": 1, "kind": "merma"}
        inventory.adjust(session, **gone, on=at.date(), at=at, by=1)
    assert shelves.post(SEND, data=late).status_code == 303
    assert stock(write, "CHI") == {"EC-FIB-KG": 1000}


def test_a_way_back_is_filled_in_by_its_address(shelves):
    page = shelves.get(f"{SEND}&destination=TPP&take=AW-CAN:3000&take=EC-FIB-KG:1500")
    assert [typed_in(page, f"lines-{row}-quantity") for row in (0, 1)] == ["3", "1.5"]
    assert '<option value="TPP" selected>' in page.text
    assert shelves.get(f"{SEND}&take=AW-CAN:muchas&take=x").status_code == 200


def test_who_carries_them_stands_on_the_page_and_on_the_sheet(shelves):
    who = {"carrier": "Julio Prueba", "phone": "999000111", "boat": "La Ficticia"}
    who |= {"expected_on": "2026-01-06", "guide": "T001-7"}
    answer = send(shelves, SEND, **TRANSFER | who)
    page = text(shelves.get(answer.location))
    for fact in ("Julio Prueba", "999000111", "La Ficticia", "T001-7", "04, entre locales propios"):
        assert fact in page
    early = send(shelves, SEND, **TRANSFER | {"expected_on": "2026-01-04"})
    assert beside(early, "expected_on")


def test_the_whole_canoe_arrives_at_one_press(on_the_way, write):
    answer = send(on_the_way, ARRIVE, on="2026-01-05", everything="y")
    assert answer.location == "/inventory/transfers/T001"
    assert stock(write, "TPP") == {"AW-CAN": 3, "EC-FIB-KG": 1500}
    assert '<form class="form"' not in on_the_way.get(ARRIVE).text


def test_nothing_ticked_is_a_sentence(on_the_way):
    answer = send(on_the_way, ARRIVE, on="2026-01-05")
    assert answer.status_code == 409
    assert "al menos de una línea" in text(answer)


def test_one_line_is_ticked_and_the_other_travels_on(on_the_way, write):
    assert send(on_the_way, ARRIVE, on="2026-01-05", lines_1_whole="y").status_code == 303
    assert stock(write, "TPP") == {"EC-FIB-KG": 1500}
    assert "en camino: 0 días" in text(on_the_way.get("/inventory/transfers/T001"))


def test_two_are_wet_and_one_is_missing(on_the_way, write):
    parts = {"lines_0_lost": "2", "lines_0_reason": "mojado", "lines_0_bearer": "fondo"}
    parts |= {"lines_0_lost_2": "1", "lines_0_reason_2": "perdido"}
    parts |= {"lines_0_bearer_2": "transportista"}
    assert send(on_the_way, ARRIVE, on="2026-01-05", **parts).status_code == 303
    assert stock(write, "TPP") == {}
    with write() as (session, _at):
        found = inventory.losses_of(session, "T001")
        assert ledger.balance(session, acc.CARRIER) == 600
    said = [(part.units, part.reason, part.bearer) for part in found]
    assert said == [(2, "mojado", "fondo"), (1, "perdido", "transportista")]


def test_a_reason_without_a_number_is_all_that_is_missing(on_the_way, write):
    short = {"lines_0_received": "1", "lines_0_reason": "roto", "lines_0_bearer": "socia"}
    assert send(on_the_way, ARRIVE, on="2026-01-05", **short).status_code == 303
    with write() as (session, _at):
        assert [part.units for part in inventory.losses_of(session, "T001")] == [2]


@pytest.mark.parametrize(
    "typed",
    [
        {"lines_0_reason": "roto", "lines_0_bearer": "socia"},
        {"lines_0_whole": "y", "lines_0_reason": "roto", "lines_0_bearer": "socia"},
    ],
)
def test_a_reason_for_nothing_is_asked_how_many(on_the_way, typed):
    answer = send(on_the_way, ARRIVE, on="2026-01-05", **typed)
    assert answer.status_code == 409
    assert beside(answer, "lines-0-lost")


def test_what_is_lost_is_made_good_and_an_empty_line_is_still_on_the_way(on_the_way, write):
    answer = send(on_the_way, ARRIVE, **ARRIVAL)
    assert answer.location == "/inventory/transfers/T001"
    assert stock(write, "TPP") == {"AW-CAN": 2}
    with write() as (session, _at):
        assert ledger.balance(session, acc.payable("AW-01")) == -600
        (journey,) = logbook.journeys(session, under_way=True)
        assert journey.waiting == 1
    assert "S/ 6.00" in text(on_the_way.get(answer.location))
    page = text(on_the_way.get(ARRIVE))
    assert "1.5 kg" in page
    assert "Canasta" not in page


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
    answer = send(on_the_way, ARRIVE, **ARRIVAL | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert count(write) == before


def test_a_line_that_does_not_wait_is_refused(on_the_way):
    answer = send(on_the_way, ARRIVE, **ARRIVAL | {"lines_0_line": "9"})
    assert answer.status_code == 409


def test_when_all_has_arrived_there_is_nothing_to_fill_in(on_the_way):
    whole = {"lines_0_received": "3", "lines_0_lost": "0", "lines_1_received": "1.5"}
    whole |= {"lines_1_lost": "0"}
    late = filled(on_the_way, ARRIVE, **ARRIVAL | whole)
    assert send(on_the_way, ARRIVE, **ARRIVAL | whole).location
    assert '<form class="form"' not in on_the_way.get(ARRIVE).text
    assert on_the_way.post(ARRIVE, data=late).status_code == 409


def test_a_sheet_travels_with_the_pieces(on_the_way):
    with on_the_way.session_transaction() as cookie:
        cookie["language"] = "en"
    send(on_the_way, ARRIVE, **ARRIVAL)
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
    assert send(shelves, SEND, **TRANSFER).status_code == 303
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
