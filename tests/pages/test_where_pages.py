"""Where each thing is by owner and place, and what was lost, by browser."""

import pytest

from coopshop import inventory
from coopshop.inventory import Landed, Missing
from tests.cast import Cast
from tests.pages.slips import links, text


@pytest.fixture
def house(client, write, sign_in):
    """Rosa's and Nelly's baskets lie in two places and travel; three were lost."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - it says what a loss is made good with
        for _time in range(2):
            cast.delivers(cast.rosa, 3)
        cast.delivers(cast.nelly, 5)
        cast.delivers(cast.delia, 2_500, sku=cast.fibre)
        way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
        sent = inventory.send(session, **way, lines=[(cast.basket, 7)], **cast.today)
        parts = (Missing(1, "mojado", "fondo"), Missing(2, "robado", "transportista", "de noche"))
        landed = {1: Landed(4, parts=parts)}
        inventory.arrive(session, transfer=sent, landed=landed, **cast.today)
        inventory.send(session, **way, lines=[(cast.basket, 1)], **cast.today)
    return client


def test_each_figure_has_its_owner_its_place_and_its_lots(house):
    page = house.get("/inventory/where")
    said = text(page)
    assert "D0001, D0002" in said
    assert "2.5 kg" in said
    assert "en camino" in said
    assert "S/ 7.50" in said  # 2.5 kg of fibre at S/ 3.00
    assert {"/members/AW-01", "/inventory/places/TPP/AW-CAN"} <= links(page)


def test_one_place_one_member_or_one_product(house):
    there = text(house.get("/inventory/where?place=TPP"))
    assert "Rosa" in there
    assert "Delia" not in there
    hers = text(house.get("/inventory/where?member=AW-02"))
    assert "Nelly" in hers
    assert "Rosa" not in hers
    assert "Fibra" not in text(house.get("/inventory/where?sku=AW-CAN"))


def test_what_it_is_worth_is_told_to_whoever_reads_reports(house, sign_in):
    sign_in("vendedora")
    page = text(house.get("/inventory/where"))
    assert "D0001" in page
    assert "S/ 7.50" not in page
    assert "S/ 7.50" not in house.get("/inventory/where?as=csv").get_data(as_text=True)


def test_losses_are_summed_by_reason_and_by_bearer(house):
    page = text(house.get("/inventory/losses"))
    for said in ("de noche", "S/ 24.00", "S/ 12.00", "S/ 6.00"):
        assert said in page
    empty = text(house.get("/inventory/losses?period=day&day=2025-01-01"))
    assert "S/ 24.00" not in empty
    assert "/inventory/losses" in links(house.get("/inventory/transfers/"))


def test_what_waits_is_said_on_the_first_page(house, now, sign_in):
    now.at = now.at.replace(day=9)
    sign_in("tesorera")
    assert "hasta 4 días" in text(house.get("/"))
