"""A list from a spreadsheet on a small telephone: nothing scrolls sideways."""

import pytest

from coopshop import access
from coopshop.db import transaction
from tests import workbooks
from tests.browser.conftest import served

PASSWORD = "canasta de tamshi grande"
NOBODY_SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.mark.parametrize("javascript", [True, False])
def test_the_preview_of_a_wide_list_fits_a_telephone(year, opened, tmp_path, javascript):
    with year.app_context():
        password_hash = access.hashed(PASSWORD)
        with transaction() as (session, _at):
            who = {"login": "zoila", "name": "Zoila", "role": "tesorera"}
            access.add_user(session, password_hash=password_hash, **who)
    list_ = tmp_path / "lista.xlsx"
    list_.write_bytes(
        workbooks.xlsx(
            ("Código", "Grupo", "Nombres", "Primer apellido", "DNI", "Ingreso", "Nota"),
            ("", "AW", "Maximiliana del Carmen", "Tapullima", "99900177", "12/03/2020", "x" * 90),
            ("", "ZZ", "", "", "123", "1.234", "y" * 90),
        )
    )
    with served(year) as address:
        page = opened(360, javascript=javascript)
        page.goto(f"{address}/sign-in")
        page.fill("[name=login]", "zoila")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.locator("main form button.button-main").last.click()
        page.goto(f"{address}/beginning/sheets")
        page.set_input_files("[name=file]", list_)
        with page.expect_navigation():
            page.locator("main form button.button-main").last.click()
        assert "B3" in page.inner_text("main")
        assert page.evaluate(NOBODY_SCROLLS_SIDEWAYS)
