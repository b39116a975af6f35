"""The delivery desk under the thumb: how many taps it takes, and what the sums say before."""

import pytest

from coopshop import access, production
from coopshop.db import db, transaction
from tests.browser.conftest import served
from tests.cast import Cast

PASSWORD = "canasta de tamshi grande"


@pytest.fixture
def desk(app):
    """Three makers and three products at Chipaota; Rosa came last."""
    password_hash = access.hashed(PASSWORD)
    with app.app_context(), transaction() as (session, at):
        access.add_user(
            session, login="tesorera", name="Zoila", role="tesorera", password_hash=password_hash
        )
        cast = Cast(session, at)
        cast.cooperative, cast.nelly, cast.broom, cast.fibre  # noqa: B018 - they are there
        cast.delivers(cast.delia, 1, sku=cast.broom)
        cast.delivers(cast.rosa, 1)
    with served(app) as address:
        yield address


@pytest.fixture
def page(desk, opened):
    """At the desk, with a phone; `page.taps` counts."""
    page = opened(360)
    page.goto(f"{desk}/production/new")
    page.fill("[name=login]", "tesorera")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")
    assert page.url.endswith("/production/new")
    return page


def total(page):
    return page.locator(".sum-figure[data-total=agreed]").inner_text()


def slips(app):
    with app.app_context():
        return [
            (each.lot, each.sku, each.brought, each.rejected)
            for each in db.session().query(production.Delivery).order_by("entry")
        ][2:]


def test_two_pieces_of_a_member_take_four_taps(app, page):
    """Her face, the product twice, and the button."""
    taps = [".tile[data-member=AW-01]", *[".tile[data-add=AW-CAN]"] * 2]
    for tile in taps:
        page.locator(tile).click()
    assert total(page) == "S/ 24.00"
    assert slips(app) == []
    with page.expect_navigation():
        page.locator(".desk-save .button-main").click()
    assert page.url.endswith("/production/visits/E0001")
    assert slips(app) == [("D0003", "AW-CAN", 2, 0)]


def test_sums_follow_every_key_and_agree_with_the_server_s(page):
    page.locator(".tile[data-member=AW-01]").click()
    page.locator(".tile[data-add=AW-CAN]").click()
    page.locator("[data-show='*']").click()
    page.locator(".tile[data-add=EC-FIB-KG]").click()
    page.fill("[name=lines-0-brought]", "7")
    page.fill("[name=lines-0-rejected]", "2")
    page.fill("[name=lines-1-brought]", "2,5")
    shown = [page.locator(f"[data-total={name}]").last.inner_text() for name in ("agreed", "sold")]
    assert shown == ["S/ 67.50", "S/ 82.63"]
    page.select_option("[name=lines-0-fault]", "moho")
    page.evaluate("document.querySelector('[name=look]').hidden = false")
    with page.expect_navigation():
        page.locator("[name=look]").click()
    again = [page.locator(f"[data-total={name}]").last.inner_text() for name in ("agreed", "sold")]
    assert again == shown


def test_the_button_and_the_sum_are_always_in_reach_of_the_thumb(page):
    page.locator(".tile[data-member=AW-01]").click()
    page.locator(".tile[data-add=AW-CAN]").click()
    for button in (".desk-save .button-main", ".desk-save [data-total=agreed]"):
        box = page.locator(button).bounding_box()
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        on_top = "([x, y]) => document.elementFromPoint(x, y)?.closest('.desk-save') !== null"
        assert page.evaluate(on_top, middle)


def test_a_reason_is_asked_for_only_when_something_goes_back(page):
    page.locator(".tile[data-member=AW-01]").click()
    page.locator(".tile[data-add=AW-CAN]").click()
    assert not page.locator("[name=lines-0-fault]").is_visible()
    page.fill("[name=lines-0-rejected]", "1")
    assert page.locator("[name=lines-0-fault]").is_visible()
    with page.expect_navigation():
        page.locator(".desk-save .button-main").click()
    assert page.locator("#lines-0-fault-error").is_visible()
    assert page.locator("[name=lines-0-rejected]").input_value() == "1"


def test_a_card_that_is_scanned_chooses_her_and_enter_never_saves(app, page):
    page.locator("[name=find]").type("coopshop:member:AW-01")
    page.press("[name=find]", "Enter")
    assert page.locator("[data-who]").inner_text().startswith("Rosa Tapullima")
    for _piece in range(2):
        page.locator("[name=seek]").type("canasta")
        page.press("[name=seek]", "Enter")
    page.press("[name=lines-0-brought]", "Enter")
    assert total(page) == "S/ 24.00"
    assert slips(app) == []


def test_the_last_piece_taken_off_takes_the_line_away(page):
    page.locator(".tile[data-member=AW-01]").click()
    page.locator(".tile[data-add=AW-CAN]").click()
    page.locator("[data-less]").click()
    assert page.locator("[data-rows] > *").count() == 0
    assert page.locator("[data-none]").is_visible()


def test_what_is_refused_is_no_wider_than_a_phone_and_reads_across_the_slip(page):
    page.locator(".tile[data-member=AW-01]").click()
    page.locator(".tile[data-add=AW-CAN]").click()
    page.fill("[name=lines-0-brought]", "doscientos")
    page.fill("[name=lines-0-rejected]", "1.2345,5")
    with page.expect_navigation():
        page.locator(".desk-save .button-main").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    slip = page.locator(".desk-row").first.bounding_box()
    for box in ("brought", "rejected"):
        said = page.locator(f"#lines-0-{box}-error").bounding_box()
        assert said["width"] > slip["width"] / 2


def test_boxes_stand_in_one_line_and_what_is_wrong_is_as_wide_as_their_card(page):
    for tile in (".tile[data-member=AW-01]", ".tile[data-add=AW-CAN]"):
        page.locator(tile).click()
    page.fill("[name=lines-0-rejected]", "5")
    page.select_option("[name=lines-0-fault]", "moho")
    with page.expect_navigation():
        page.get_by_role("button", name="Recibir", exact=True).click()
    brought, rejected = (
        (page.locator(f"label[for=lines-0-{box}]"), page.locator(f"#lines-0-{box}"))
        for box in ("brought", "rejected")
    )
    for one, other in zip(brought, rejected, strict=True):
        assert one.bounding_box()["y"] == other.bounding_box()["y"]
    card = page.locator(".desk-row").bounding_box()
    wrong = page.locator("#lines-0-rejected-error").bounding_box()
    assert wrong["width"] > card["width"] * 0.8
    assert wrong["y"] >= rejected[1].bounding_box()["y"] + rejected[1].bounding_box()["height"]
    for _label, box in (brought, rejected):
        assert box.bounding_box()["x"] + box.bounding_box()["width"] <= card["x"] + card["width"]
