"""Stickers by browser: from a lot, from a visit, from a list of lots; whose name stands on them."""

import re

import pytest

from coopshop import production
from coopshop.domain.days import day_of
from coopshop.members import consents
from coopshop.production import label_views
from tests.cast import Cast
from tests.pages.slips import beside, links, text, typed_in
from tests.papers.reading import pages, says, whole

SHEET = {"kind": "65", "start": "1", "right": "0", "down": "0", "pdf": "1"}
LOTS = {"lines-0-lot": "D0001", "lines-0-times": "3"}


@pytest.fixture
def desk(client, write, sign_in):
    """Rosa brought four baskets and two kilos of fibre at one go, Delia five brooms."""
    sign_in("vendedora")
    with write() as (session, at):
        cast = Cast(session, at)
        assert cast.cooperative
        lines = [production.Brought(cast.basket, 4), production.Brought(cast.fibre, 2_000)]
        where = {"member": cast.rosa, "place": cast.chipaota, "lines": lines}
        production.hand_in(session, **where, **cast.today)
        cast.delivers(cast.delia, 5, sku=cast.broom)
    return client


def ask(desk, **asked):
    return desk.get("/production/labels", query_string=SHEET | asked)


def test_a_lot_asks_for_a_sticker_for_each_piece(desk):
    assert "/production/labels?lots=D0001" in links(desk.get("/production/D0001"))
    page = desk.get("/production/labels?lots=D0001")
    assert typed_in(page, "lines-0-times") == "4"
    assert "Rosa Tapullima" in text(page)


def test_a_visit_asks_for_all_its_lots_and_a_sack_of_fibre_gets_one(desk):
    assert "/production/labels?visit=E0001" in links(desk.get("/production/visits/E0001"))
    page = desk.get("/production/labels?visit=E0001")
    assert [typed_in(page, f"lines-{row}-times") for row in range(2)] == ["4", "1"]


def test_lots_are_typed_or_scanned_one_after_the_other(desk):
    page = ask(desk, lots="d0003, coopshop:lot:D0002", pdf="", **LOTS)
    assert [typed_in(page, f"lines-{row}-times") for row in range(3)] == ["3", "5", "1"]


def test_the_page_after_typing_codes_can_be_printed_as_it_stands(desk):
    page = desk.get("/production/labels?kind=65&lots=D0001&look=1")
    boxes = re.findall(r'<input[^>]*name="([a-z0-9-]+)"[^>]*?(?:value="([^"]*)")?[^>]*>', page.text)
    shown = {name: typed_in(page, name) for name, _ in boxes if name not in ("priced", "outlines")}
    assert desk.get(
        "/production/labels", query_string=shown | {"kind": "65", "pdf": "1"}
    ).mimetype == ("application/pdf")
    assert not re.search('<input[^>]*name="start"[^>]*required', page.text)


def test_the_sheet_has_as_many_as_asked_with_the_shop_s_price_if_wanted(desk):
    answer = ask(desk, **LOTS)
    assert answer.mimetype == "application/pdf"
    assert [page.count("D0001") for page in pages(answer.data)] == [3]
    assert says(answer.data, "Canasta de bombonaje")
    assert "S/" not in whole(answer.data)
    assert says(ask(desk, priced="y", **LOTS).data, "S/ 18.00")


def test_her_name_stands_there_from_the_moment_she_agrees_until_she_takes_it_back(desk, write):
    for given in (True, False):
        assert ("RosaTapullima" in whole(ask(desk, **LOTS).data)) != given
        with write() as (session, at):
            today = {"on": at.date(), "at": at, "by": 1}
            consents.say(session, member="AW-01", kind="public_name", given=given, **today)
    assert "Rosa" not in whole(ask(desk, **LOTS).data)


@pytest.mark.parametrize(
    ("typed", "box", "status"),
    [
        ({"lines-0-times": "10000"}, "lines", 409),
        ({"lines-0-times": "2.5"}, "lines-0-times", 422),
        ({"lines-0-times": "muchas"}, "lines-0-times", 422),
        ({"start": "66"}, "start", 409),
        ({"start": "0"}, "start", 422),
        ({"kind": "77"}, "kind", 422),
        ({"right": "11"}, "right", 422),
        ({"right": "x"}, "right", 422),
        ({"lots": "D9999"}, "lots", 409),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_beside_its_box(desk, typed, box, status):
    answer = ask(desk, **LOTS | typed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert typed_in(answer, "lines-0-times") == (LOTS | typed)["lines-0-times"]


def test_who_takes_her_name_back_while_it_is_drawn_is_not_on_it(desk, write, monkeypatch):
    def say(*, given):
        with write() as (session, at):
            said = {"member": "AW-01", "kind": "public_name", "given": given}
            consents.say(session, **said, on=day_of(at), at=at, by=1)

    draw = label_views.sheets.draw

    def drawn_meanwhile(*labels, **how):
        """At another desk somebody writes down that she takes it back."""
        say(given=False)
        return draw(*labels, **how)

    say(given=True)
    monkeypatch.setattr(label_views.sheets, "draw", drawn_meanwhile)
    answer = ask(desk, **LOTS)
    assert answer.status_code == 409
    assert "cambió" in text(answer)
    monkeypatch.undo()
    assert not says(ask(desk, **LOTS).data, "Rosa")


def test_ten_thousand_labels_say_what_to_do(desk):
    answer = ask(desk, **LOTS | {"lines-0-times": "10000"})
    assert "Imprímalas por partes" in beside(answer, "lines")


def test_the_printer_s_ways_are_remembered(desk):
    ask(desk, **LOTS | {"kind": "40", "right": "-1,5"})
    page = desk.get("/production/labels?lots=D0001")
    assert typed_in(page, "right") == "-1.5"
    assert '<option value="40" selected>' in page.text


def test_where_buyers_have_an_address_the_qr_leads_there(desk, app):
    config = app.config["COOPSHOP"]
    plain = ask(desk, **LOTS).data
    object.__setattr__(config, "public_url", "https://tienda.example.org")
    try:
        assert ask(desk, **LOTS).data != plain
    finally:
        object.__setattr__(config, "public_url", "")


def test_without_lots_the_page_asks_for_some(desk):
    page = desk.get("/production/labels")
    assert page.status_code == 200
    assert 'name="pdf"' not in page.text


def test_cards_are_printed_for_one_and_for_all(client, write, sign_in):
    sign_in("fiscal")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative, cast.rosa, cast.delia  # noqa: B018 - they are there
    assert says(client.get("/members/cards.pdf").data, "Rosa Tapullima", "Delia Shupingahua")
    hers = whole(client.get("/members/cards.pdf?member=AW-01").data)
    assert "Rosa" in hers
    assert "Delia" not in hers
    assert client.get("/members/cards.pdf?member=AW-99").status_code == 404
