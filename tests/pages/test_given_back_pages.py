"""What a buyer gave back is named: on her screen, on her paper and in her message."""

import re
from datetime import date

import pytest

from coopshop.db import db
from coopshop.maker import account, telling
from tests.pages.entering import enter
from tests.pages.slips import text
from tests.pages.test_her_pages import sums
from tests.papers.reading import says

#: A month of 2025 in which a basket that was paid came back, and whose it was.
MONTH, MEMBER = "2025-04", "AW-03"
GAVE = "El cliente devolvió 1 × canasta de tamshi mediana con asa"


@pytest.fixture
def her(year):
    return enter(year, "socia", MEMBER)


def test_her_screen_names_what_came_back_and_what_it_cost(her):
    page = her.get(f"/yo/cuenta?month={MONTH}").text
    assert page.count(GAVE) == 2  # in the addition, and line by line
    assert "vie 4 abr 2025, se le devuelve S/ 38.00" in page
    assert "pagó −" not in page


def test_the_step_of_the_addition_opens(her):
    page = her.get(f"/yo/cuenta?month={MONTH}").text
    address = re.search(rf'href="([^"]+)"(?:(?!<a).)*{GAVE}', page, re.DOTALL)[1]
    opened = her.get(address.replace("&amp;", "&"))
    assert GAVE in opened.text
    assert "−S/ 30.40" in opened.text


def test_her_paper_names_it_too(her):
    pdf = her.get(f"/yo/cuenta.pdf?month={MONTH}").data
    assert says(pdf, f"{GAVE} −S/ 30.40", f"{GAVE}; se le devuelve S/ 38.00")


def test_her_message_names_it_too(year):
    with year.test_request_context("/yo/"):
        hers = account.between(db.session(), MEMBER, date(2025, 4, 1), date(2025, 4, 30))
        assert f"· {GAVE}: −S/ 30.40" in list(telling.account_lines(hers))


def test_the_addition_of_a_sale_ends_with_what_is_left_after_it_came_back(her):
    page = her.get("/yo/ventas/V0118/1")
    lines = text(page).partition("El cliente paga")[2].partition("Precio de una")[0]
    *parts, whole, back, left = sums(lines)
    assert "Queda para ti S/" in lines
    assert sum(parts) == whole
    assert whole + back == left
    assert back == -3_040
    assert 'data-say="Para ti' in page.text
    assert "Total cero soles" in page.text


def test_a_sale_that_came_back_stands_on_the_page_of_its_lot(her):
    lot = re.search(r'"/yo/piezas/([^"]+)"', her.get("/yo/ventas/V0118/1").text)[1]
    sold = text(her.get(f"/yo/piezas/{lot}")).partition(" Vendido ")[2]
    assert "1 el lun 31 mar 2025 El cliente devolvió todo S/ 30.40" in sold
    assert "El cliente devolvió 1 vie 4 abr 2025" in sold
    *steps, left = sums(sold)
    assert -3_040 in steps
    assert sum(steps) == left


def test_a_month_says_what_she_had_were_it_nothing(her):
    page = her.get("/yo/cuenta?month=2025-11").text
    assert re.search(r"<span>Tenías(<small>[^<]*</small>)?</span>\s*<b[^>]*>S/ 0\.00<", page)
    assert says(her.get("/yo/cuenta.pdf?month=2025-11").data, "Tenías S/ 0.00")


def test_her_paper_says_what_was_written_down_with_an_advance(year):
    pdf = enter(year, "socia", "EC-02").get("/yo/cuenta.pdf?month=2025-11").data
    assert says(pdf, "Adelanto, «adelanto a cuenta», X110")
