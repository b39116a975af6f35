"""Taking in pieces by browser: the slip, its paper, and the way of a lot."""

from datetime import date, time

import pypdfium2
import pytest

from coopshop import ledger, production
from coopshop.domain import accounts as acc
from tests.cast import Cast
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in

SLIP = {
    "member": "AW-01",
    "sku": "AW-CAN",
    "place": "CHI",
    "brought": "5",
    "rejected": "1",
    "reason": "fibra quebrada",
    "on": "2026-01-05",
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
    assert answer.location == "/production/D0001"
    page = desk.get(answer.location)
    for fact in ("Rosa Tapullima", "Canasta de bombonaje", "fibra quebrada"):
        assert fact in text(page)
    with write() as (session, _at):
        assert ledger.balance(session, acc.shelf("CHI"), "D0001") == 4


def test_a_double_click_takes_them_in_once(desk, write):
    data = filled(desk, "/production/new", **SLIP)
    first, second = (desk.post("/production/new", data=data) for _click in range(2))
    assert first.location == second.location
    assert count(write) == 1


def test_fibre_is_weighed_with_comma_or_point(desk, write):
    answer = send(desk, "/production/new", **SLIP | {"sku": "EC-FIB-KG", "brought": "2,5"})
    assert "1.5 kg" in text(desk.get(answer.location))
    with write() as (session, _at):
        assert session.get(production.Delivery, "D0001").brought == 2500


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"brought": ""}, "brought", 422),
        ({"brought": "0"}, "brought", 422),
        ({"brought": "-2"}, "brought", 422),
        ({"brought": "cinco"}, "brought", 422),
        ({"brought": "1,234"}, "brought", 422),
        ({"brought": "99999999999"}, "brought", 422),
        ({"brought": "2.5"}, "brought", 409),
        ({"rejected": "6"}, "rejected", 409),
        ({"rejected": "0.5"}, "rejected", 409),
        ({"member": "AW-77"}, "member", 422),
        ({"sku": "AW-VIS"}, "sku", 422),
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
    assert typed_in(answer, "reason") == "fibra quebrada"
    assert count(write) == 0


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
        x for x in links(desk.get("/production/D0001")) if x.startswith("/production/new")
    )
    page = desk.get(address).text
    assert '<option value="AW-01" selected>' in page
    assert '<option value="CHI" selected>' in page


def test_she_goes_home_with_a_slip(desk):
    send(desk, "/production/new", **SLIP)
    answer = desk.get("/production/D0001.pdf")
    assert answer.mimetype == "application/pdf"
    paper = words(answer)
    for fact in ("D0001", "Rosa Tapullima", "Canasta de bombonaje", "fibra quebrada", "12.00"):
        assert fact in paper


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
        for _time in range(31):
            cast.delivers(cast.rosa, 1)
    (older,) = (x for x in links(client.get("/production/")) if "before" in x)
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
    for address in ("/production/D9999", "/production/D9999.pdf"):
        assert desk.get(address).status_code == 404
