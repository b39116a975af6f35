"""From a code to its page: tags, addresses of ours, bare codes, and what is nothing here."""

import pytest

from coopshop import inventory
from tests.cast import Cast
from tests.pages.slips import text


@pytest.fixture
def house(client, write, sign_in):
    """A canoe is on its way, a count goes on, a sample was given away."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - it says what a sample is paid with
        cast.delivers(cast.rosa, 5)
        way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
        inventory.send(session, lines=[(cast.basket, 2)], **way, **cast.today)
        inventory.begin_count(session, place="CHI", **cast.today)
        gift = {"place": "CHI", "sku": cast.basket, "units": 1, "kind": "muestra"}
        inventory.adjust(session, **gift, **cast.today)
    return client


def found(client, code):
    return client.get("/inventory/find", query_string={"code": code})


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("coopshop:lot:D0001", "/production/D0001"),
        ("COOPSHOP:LOT:d0001", "/production/D0001"),
        ("coopshop:transfer:T001", "/inventory/transfers/T001/arrive"),
        ("coopshop:member:AW-01", "/members/AW-01"),
        ("d0001", "/production/D0001"),
        (" T001 ", "/inventory/transfers/T001/arrive"),
        ("AW-CAN", "/inventory/products/AW-CAN"),
        ("AW-01", "/members/AW-01"),
        ("CHI", "/inventory/places/CHI"),
        ("K001", "/inventory/counts/K001"),
        ("A001", "/inventory/adjustments/A001"),
        ("V0002", "/sales/V0002"),
        ("L003", "/payouts/L003"),
        ("http://localhost/inventory/find?code=T001", "/inventory/find?code=T001"),
        ("http://localhost/production/D0001", "/production/D0001"),
    ],
)
def test_a_code_leads_to_its_page(house, code, page):
    assert found(house, code).location == page


@pytest.mark.parametrize(
    "code",
    [
        *("NADA", "coopshop:", "coopshop:lot:", "coopshop:dragon:X", "<script>", "ñ" * 300),
        *("https://evil.example/production/D0001", "http://localhost//evil.example", "http://["),
        *("http://localhost/", "http://localhost/no-such-page", "D9999999999"),
    ],
)
def test_what_is_nothing_here_is_a_sentence(house, code):
    answer = found(house, code)
    assert answer.status_code == 404
    assert code[:9] in text(answer)


def test_an_empty_box_asks(house):
    assert found(house, "").status_code == 200


def test_a_canoe_that_has_arrived_leads_to_its_page(house, write):
    with write() as (session, at):
        landed = {1: inventory.Landed(2)}
        inventory.arrive(session, transfer="T001", landed=landed, on=at.date(), at=at, by=1)
    assert found(house, "T001").location == "/inventory/transfers/T001"


def test_the_fiscal_is_led_where_she_may_read(house, sign_in):
    sign_in("fiscal")
    assert found(house, "T001").location == "/inventory/transfers/T001"
    sign_in("vendedora")
    assert found(house, "L003").status_code == 404
    sign_in("socia", "AW-01")
    assert found(house, "D0001").status_code == 403
