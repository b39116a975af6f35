"""Taking in pieces by browser: the slip, its paper, and the way of a lot."""

import re
from datetime import date, time

import pypdfium2
import pytest

from coopshop import ledger, members, production
from coopshop.domain import accounts as acc
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

SLIP = {
    "member": "AW-01",
    "place": "CHI",
    "on": "2026-01-05",
    "lines_0_sku": "AW-CAN",
    "lines_0_brought": "5",
    "lines_0_rejected": "1",
    "lines_0_fault": "fibra",
    "lines_0_words": "fibra quebrada",
}


@pytest.fixture
def desk(client, write, sign_in):
    """Everything is known, nothing was brought yet."""
    sign_in("vendedora")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative, cast.rosa, cast.delia  # noqa: B018 - they are there
        cast.basket, cast.fibre, cast.visit, cast.chipaota  # noqa: B018 - and these
    return client


def count(write):
    with write() as (session, _at):
        return entries(session)


def words(answer):
    """What stands on the first page of a PDF."""
    with pypdfium2.PdfDocument(answer.data) as pdf:
        return pdf[0].get_textpage().get_text_bounded()


def test_pieces_are_taken_in_as_a_lot(desk, write):
    answer = send(desk, "/production/new", **SLIP)
    assert answer.location == "/production/visits/E0001"
    for address in (answer.location, "/production/D0001"):
        page = desk.get(address)
        for fact in ("Rosa Tapullima", "Canasta de bombonaje", "fibra: fibra quebrada"):
            assert fact in text(page)
    with write() as (session, _at):
        assert ledger.balance(session, acc.shelf("CHI"), "D0001") == 4


def test_several_products_are_one_slip(desk, write):
    second = {"lines_1_sku": "EC-FIB-KG", "lines_1_brought": "2,5"}
    page = desk.get(send(desk, "/production/new", **SLIP | second).location)
    assert {"/production/D0001", "/production/D0002"} <= links(page)
    assert "S/ 55.50" in text(page)  # four baskets of 12.00 and two and a half kilos of 3.00
    assert count(write) == 3
    for lot in ("D0001", "D0002"):
        assert "/production/visits/E0001" in links(desk.get(f"/production/{lot}"))


def test_all_products_are_taken_in_or_none(desk, write):
    second = {"lines_1_sku": "EC-FIB-KG", "lines_1_brought": "2", "lines_1_rejected": "3"}
    answer = send(desk, "/production/new", **SLIP | second)
    assert answer.status_code == 409
    assert beside(answer, "lines-1-rejected")
    assert count(write) == 0


def test_a_double_click_takes_them_in_once(desk, write):
    data = filled(desk, "/production/new", **SLIP)
    first, second = (desk.post("/production/new", data=data) for _click in range(2))
    assert first.location == second.location
    assert count(write) == 2


def test_fibre_is_weighed_with_comma_or_point(desk, write):
    weighed = {"lines_0_sku": "EC-FIB-KG", "lines_0_brought": "2,5"}
    answer = send(desk, "/production/new", **SLIP | weighed)
    assert "1.5 kg" in text(desk.get(answer.location))
    with write() as (session, _at):
        assert session.get(production.Delivery, "D0001").brought == 2500


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"lines_0_brought": ""}, "lines-0-brought", 422),
        ({"lines_0_brought": "0"}, "lines-0-brought", 422),
        ({"lines_0_brought": "-2"}, "lines-0-brought", 422),
        ({"lines_0_brought": "cinco"}, "lines-0-brought", 422),
        ({"lines_0_brought": "1,234"}, "lines-0-brought", 422),
        ({"lines_0_brought": "99999999999"}, "lines-0-brought", 422),
        ({"lines_0_brought": "2.5"}, "lines-0-brought", 409),
        ({"lines_0_rejected": "6"}, "lines-0-rejected", 409),
        ({"lines_0_rejected": "0.5"}, "lines-0-rejected", 409),
        ({"lines_0_fault": ""}, "lines-0-fault", 409),
        ({"lines_0_fault": "otro", "lines_0_words": ""}, "lines-0-words", 409),
        ({"lines_0_fault": "feo"}, "lines-0-fault", 422),
        ({"member": "AW-77"}, "member", 422),
        ({"member": ""}, "member", 422),
        ({"place": ""}, "place", 422),
        ({"on": "2026-01-06"}, "on", 409),
        ({"on": "5 de enero"}, "on", 422),
        ({"note": "\U0001f9fa"}, "note", 422),
    ],
)
def test_a_slip_that_cannot_be_is_refused_beside_its_box(desk, write, changed, box, status):
    answer = send(desk, "/production/new", **SLIP | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    if "lines_0_words" not in changed:
        assert typed_in(answer, "lines-0-words") == "fibra quebrada"
    assert count(write) == 0


def test_nothing_but_a_member_is_no_slip(desk, write):
    answer = send(desk, "/production/new", member="AW-01", place="CHI", on="2026-01-05")
    assert answer.status_code == 409
    assert beside(answer, "lines")
    assert count(write) == 0


@pytest.mark.parametrize("sku", ["AW-VIS", "NADA"])
def test_what_cannot_be_handed_in_is_no_line(desk, write, sku):
    assert send(desk, "/production/new", **SLIP | {"lines_0_sku": sku}).status_code == 422
    assert count(write) == 0


class Without:
    """The desk without JavaScript: each press of a button brings the page again."""

    def __init__(self, client):
        self.client, self.page = client, client.get("/production/new")

    def press(self, **typed):
        """Send what stands in the form, and the button that was pressed."""
        boxes = re.findall(
            r'<input[^>]*name="(lines-\d+-\w+)"[^>]*?value="([^"]*)"', self.page.text
        )
        chosen = re.findall(r'<option value="(\w+)" selected>', self.page.text)
        data = hidden(self.page.text) | dict(boxes) | {"on": "2026-01-05"}
        data |= {"place": "CHI"} if "CHI" in chosen else {}
        self.page = self.client.post("/production/new", data=data | typed)
        return self.page


def test_without_javascript_tiles_are_buttons_that_bring_the_page_again(desk, write):
    slip = Without(desk)
    slip.press(pick="AW-01")
    assert "Rosa Tapullima" in text(slip.page)
    slip.press(add="AW-CAN")
    slip.press(add="AW-CAN")
    slip.press(add="EC-FIB-KG")
    page = slip.press(less="EC-FIB-KG", place="CHI")
    assert typed_in(page, "lines-0-brought") == "2"
    assert "lines-1-brought" not in page.text
    assert "S/ 24.00" in text(page)  # at the member price
    assert "S/ 28.80" in text(page)  # 80 % of two at 18.00
    assert count(write) == 0
    assert slip.press().location == "/production/visits/E0001"
    assert count(write) == 2


def test_sums_follow_what_was_typed_when_it_is_added_up(desk, write):
    slip = Without(desk)
    slip.press(pick="AW-01", place="CHI")
    slip.press(add="AW-CAN")
    page = slip.press(**{"lines-0-brought": "10", "lines-0-rejected": "3", "look": "1"})
    assert "S/ 84.00" in text(page)
    assert count(write) == 0


@pytest.mark.parametrize(
    "scanned", ["coopshop:member:AW-01", "AW-01", "aw-01", " COOPSHOP:MEMBER:aw-01 "]
)
def test_the_card_s_code_is_enough(desk, scanned):
    page = Without(desk).press(find=scanned, go="find")
    assert 'name="member" value="AW-01"' in page.text


def test_members_are_looked_for_by_name_without_accents(desk, write):
    with write() as (session, _at):
        members.change(session, "AW-01", given_names="Rosá")
    page = Without(desk).press(find="rosa tapu", go="find")
    assert 'data-member="AW-01"' in page.text
    assert 'data-member="EC-01"' not in page.text
    nobody = Without(desk).press(find="coopshop:lot:D0001", go="find")
    assert "Nadie con ese nombre" in text(nobody)


def test_who_came_last_stands_first(desk):
    send(desk, "/production/new", **SLIP | {"member": "EC-01"})
    page = desk.get("/production/new").text
    assert page.index('data-member="EC-01"') < page.index('data-member="AW-01"')


def test_her_group_s_products_come_first_and_all_are_one_press_away(desk):
    slip = Without(desk)
    page = slip.press(pick="AW-01")
    assert 'data-add="AW-CAN"' in page.text
    assert 'data-add="EC-FIB-KG"' not in page.text
    assert 'data-add="EC-FIB-KG"' in slip.press(show="*").text
    assert 'data-add="EC-FIB-KG"' in slip.press(seek="piasaba", go="seek").text


def test_the_place_of_the_last_delivery_is_taken_again(desk, write):
    with write() as (session, at):
        Cast(session, at).tarapoto  # noqa: B018 - a second place
    send(desk, "/production/new", **SLIP)
    assert '<option value="CHI" selected>' in desk.get("/production/new").text


def test_a_closed_month_is_refused_beside_the_day(desk, write):
    with write() as (session, at):
        ledger.close_month(session, month="2025-12", at=at, by=1)
    answer = send(desk, "/production/new", **SLIP | {"on": "2025-12-31"})
    assert answer.status_code == 409
    assert beside(answer, "on")


def test_the_day_is_today_in_lima(desk, now):
    now.set(date(2026, 1, 5), time(21))  # in London it is tomorrow already
    assert typed_in(desk.get("/production/new"), "on") == "2026-01-05"


def test_what_the_last_slip_said_can_stand_in_the_next(desk):
    send(desk, "/production/new", **SLIP)
    (address,) = (
        x for x in links(desk.get("/production/D0001")) if x.startswith("/production/new?")
    )
    page = desk.get(address).text
    assert 'name="member" value="AW-01"' in page
    assert '<option value="CHI" selected>' in page


def test_she_goes_home_with_a_slip(desk):
    send(desk, "/production/new", **SLIP)
    answer = desk.get("/production/D0001.pdf")
    assert answer.mimetype == "application/pdf"
    paper = words(answer)
    for fact in ("D0001", "Rosa Tapullima", "Canasta de bombonaje", "fibra quebrada", "12.00"):
        assert fact in paper
    assert paper.count("E0001") == 2
    assert desk.get("/production/visits/E0001.pdf").data == answer.data


def test_the_page_of_a_lot_follows_its_pieces(desk, write):
    send(desk, "/production/new", **SLIP)
    with write() as (session, at):
        cast = Cast(session, at)
        cast.__dict__.update(cooperative="", basket="AW-CAN", chipaota="CHI")
        cast.buys(3)
    page = desk.get("/production/D0001")
    assert "/sales/V0001" in links(page)
    for address in links(page):
        assert desk.get(address, follow_redirects=True).status_code == 200, address


def test_the_list_is_newest_first_and_can_be_hers_alone(desk):
    for member in ("AW-01", "EC-01", "AW-01"):
        send(desk, "/production/new", **SLIP | {"member": member})
    page = desk.get("/production/").text
    assert page.index("D0003") < page.index("D0002") < page.index("D0001")
    hers = links(desk.get("/production/?member=EC-01"))
    assert "/production/D0002" in hers
    assert "/production/D0001" not in hers


def test_a_long_list_goes_on_from_a_key(client, write, sign_in):
    sign_in("fiscal")
    with write() as (session, at):
        cast = Cast(session, at)
        for _time in range(51):
            cast.delivers(cast.rosa, 1)
    (older,) = (x for x in links(client.get("/production/")) if "after" in x)
    assert "/production/D0001" in links(client.get(older))


def test_an_empty_house_says_what_comes_first(client, sign_in):
    sign_in("tesorera")
    assert "/production/new" in links(client.get("/production/"))
    assert "/members/" in links(client.get("/production/new"))


def test_the_fiscal_reads_deliveries_and_takes_in_nothing(desk, sign_in):
    send(desk, "/production/new", **SLIP)
    sign_in("fiscal")
    assert desk.get("/production/D0001").status_code == 200
    assert desk.get("/production/new").status_code == 403
    assert "/production/new" not in desk.get("/production/").text


def test_an_unknown_lot_is_no_page(desk):
    for name in ("D9999", "D9999.pdf", "visits/E9999", "visits/E9999.pdf"):
        assert desk.get(f"/production/{name}").status_code == 404
