"""How far back her months go, and the desk's: to the first of which there is something to tell."""

import re
from datetime import date

import pytest

from coopshop import members, payouts
from tests.cast import Cast
from tests.pages.entering import enter
from tests.pages.slips import text
from tests.papers.reading import says

OLDER = r'href="/yo/(?:cuenta|estados)\?month=(\d{4}-\d\d)"'


@pytest.fixture
def delia(app, write, now):
    """Pieces in September, material in November; only in March the association gets its name."""
    now.set(date(2025, 9, 10))
    with write() as (session, at):
        cast = Cast(session, at)
        code = cast.delia
        cast.delivers(code, 3, sku=cast.broom)
    now.set(date(2025, 11, 4))
    with write() as (session, at):
        given = {"member": code, "kind": "material", "amount": 1_000, "note": "hilo"}
        payouts.owe(session, **given, on=at.date(), at=at, by=1)
    now.set(date(2026, 3, 10))
    with write() as (session, _at):
        for key, value in (("ruc", "20990000019"), ("razon_social", "TEJIDO Y RÍO (FICTICIA)")):
            members.decide_rule(session, key=key, since=date(2026, 3, 1), value=value)
    return enter(app, "socia", code)


def months_back(client, address: str) -> list[str]:
    """Every month that is opened by going back from a page."""
    found: list[str] = []
    while True:
        beside = re.findall(OLDER, client.get(address).text.partition("<main")[2])
        older = [month for month in beside if month < (found[-1] if found else "9")]
        # The sum that a month begins with leads to where it last changed, further back.
        if not older:
            return found
        found.append(max(older))
        address = f"{address.partition('?')[0]}?month={found[-1]}"


def test_her_months_end_with_the_first_in_which_money_of_hers_moved(delia):
    assert months_back(delia, "/yo/cuenta") == ["2026-02", "2026-01", "2025-12", "2025-11"]
    assert delia.get("/yo/cuenta?month=2025-10").status_code == 404
    assert delia.get("/yo/cuenta.pdf?month=2025-10").status_code == 404


def test_who_has_nothing_yet_sees_the_month_that_goes_on(app, write):
    with write() as (session, at):
        code = Cast(session, at).nelly
    nelly = enter(app, "socia", code)
    page = nelly.get("/yo/cuenta")
    assert "enero de 2026 Nelly" in text(page)
    assert months_back(nelly, "/yo/cuenta") == []
    assert nelly.get("/yo/cuenta?month=2025-12").status_code == 404


@pytest.mark.parametrize("month", ["2025-11", "2025-12", "2026-03"])
def test_each_of_her_months_is_had_on_paper_by_the_name_of_today(delia, month):
    paper = delia.get(f"/yo/cuenta.pdf?month={month}")
    assert paper.status_code == 200
    assert says(paper.data, "TEJIDO Y RÍO (FICTICIA)", "Delia Shupingahua")


def test_a_paper_is_had_before_the_association_has_a_name(app, write):
    with write() as (session, at):
        code = Cast(session, at).nelly
    paper = enter(app, "socia", code).get("/yo/cuenta.pdf")
    assert paper.status_code == 200
    assert says(paper.data, "Nelly Cachique", "No te debemos nada")


def test_the_desk_s_months_end_where_the_book_began(delia, app):
    desk = enter(app, "tesorera")
    assert delia
    assert months_back(desk, "/yo/estados")[-1] == "2025-09"
    assert desk.get("/yo/estados?month=2025-08").status_code == 404


def test_in_its_first_month_the_desk_sees_the_month_that_goes_on(app, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 1)
    assert "enero de 2026" in text(enter(app, "tesorera").get("/yo/estados"))


def test_the_desk_is_told_which_month_it_sees_and_led_to_the_one_that_goes_on(delia, app):
    """Sheets are handed out of the last month that is over; her telephone shows the next one."""
    desk = enter(app, "tesorera")
    shown = desk.get("/yo/estados")
    assert delia
    assert "Febrero de 2026 es el último mes que ya terminó" in text(shown)
    assert "En su celular cada socia ve el mes que corre." in text(shown)
    running = re.search(r'<a href="([^"]+)"[^>]*>Marzo de 2026, hasta hoy', shown.text)[1]
    assert "Cuentas de marzo de 2026" in text(desk.get(running))
    assert "Este mes todavía corre" in text(desk.get(running))
    older = text(desk.get("/yo/estados?month=2025-12"))
    assert "Este mes ya terminó." in older
    assert "Marzo de 2026, hasta hoy" in older
