"""What carriers owe, by browser."""

import pytest

from coopshop import cash, inventory
from coopshop.inventory import Landed, Missing
from tests.cast import Cast
from tests.pages.slips import beside, links, send, text

SETTLE = "/cash/carriers/T001/settle"


@pytest.fixture
def lost(client, write, sign_in):
    """Julio lost two baskets."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - it says what a loss is made good with
        cast.delivers(cast.rosa, 5)
        way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
        who = {"carrier": "Julio Prueba", "lines": [(cast.basket, 5)]}
        inventory.send(session, **way, **who, **cast.today)
        landed = {1: Landed(3, parts=(Missing(2, "robado", "transportista"),))}
        inventory.arrive(session, transfer="T001", landed=landed, **cast.today)
    return client


def left(write):
    with write() as (session, _at):
        return [debt.left for debt in cash.carrier_debts(session)]


def test_the_first_page_says_that_carriers_owe(lost):
    home = lost.get("/")
    assert "S/ 12.00" in text(home)
    assert "/cash/carriers/" in links(home)
    page = lost.get("/cash/carriers/")
    assert "Julio Prueba" in text(page)
    assert "/cash/carriers/T001" in links(page)
    assert SETTLE in links(lost.get("/cash/carriers/T001"))


def test_a_carrier_pays_and_it_can_be_undone(lost, write):
    answer = send(lost, SETTLE, method="yape", operation="0099", on="2026-01-05")
    assert answer.location == "/cash/carriers/T001"
    assert left(write) == [0]
    page = lost.get(answer.location)
    assert "0099" in text(page)
    assert SETTLE not in links(page)
    undo = "/cash/carrier-payments/FL001/reverse"
    assert send(lost, undo, why="otra canoa", on="2026-01-05").location == answer.location
    assert left(write) == [1200]
    assert lost.get("/cash/carrier-payments/FL001").location == answer.location


def test_a_number_typed_later_is_shown_beside_what_the_carrier_paid(lost, write):
    send(lost, SETTLE, method="yape", on="2026-01-05")
    with write() as (session, at):
        cash.tell_later(session, "carrier/FL001", "0099", on=at.date(), at=at, by=1)
    page = lost.get("/cash/carriers/T001")
    assert "Yape 0099" in text(page)
    typed = {"operation": "98", "why": "al revés"}
    right = send(lost, "/cash/numbers/right/carrier/FL001", **typed)
    assert right.location == "/cash/numbers/carrier/FL001"
    assert "98 antes: 0099" in text(lost.get("/cash/carriers/T001"))


def test_too_much_is_refused_beside_its_box(lost):
    answer = send(lost, SETTLE, method="yape", amount="12.50", on="2026-01-05")
    assert answer.status_code == 409
    assert "S/ 12.00" in beside(answer, "amount")


def test_the_fiscal_reads_and_settles_nothing(lost, sign_in):
    sign_in("fiscal")
    assert lost.get("/cash/carriers/T001").status_code == 200
    assert lost.get(SETTLE).status_code == 403
    for page in ("/cash/carriers/T999", "/cash/carrier-payments/FL999"):
        assert lost.get(page).status_code == 404
