"""The first steps: on the first page until nothing is missing, each leads to its page and back."""

import re
from io import BytesIO

import pytest
from PIL import Image

from coopshop import invoices, members
from coopshop.db import db
from tests.cast import Cast
from tests.pages.slips import beside, filled, links, text
from tests.papers.reading import pixels

GUIDE = "/beginning/guide"


def drawn(colour="black"):
    raw = BytesIO()
    Image.new("RGBA", (900, 300), colour).save(raw, "PNG")
    return raw.getvalue()


def hand_in(client, raw):
    typed = filled(client, "/members/rules/logo", on="2026-01-05")
    return client.post("/members/rules/logo", data=typed | {"logo": (BytesIO(raw), "logo.png")})


def test_an_empty_house_leads_from_its_first_page_to_the_first_steps(client, sign_in):
    sign_in("administradora")
    assert GUIDE in links(client.get("/"))
    page = client.get(GUIDE)
    wanted = ("/members/rules/new", "/catalog/places/new", "/catalog/new", "/members/new")
    assert set(wanted) <= links(page)
    assert GUIDE in links(client.get("/catalog/new"))  # and back again
    assert "/members/rules/new" in links(client.get("/catalog/new"))  # what comes next
    assert "0 de 6" in text(client.get("/till/"))


def test_what_is_there_has_a_tick(client, sign_in, write):
    sign_in("administradora")
    assert ticks(client.get(GUIDE)) == 0
    with write() as (session, at):
        cast = Cast(session, at)
        assert all((cast.cooperative, cast.rosa, cast.basket, cast.chipaota))
    page = client.get(GUIDE)
    assert ticks(page) == 6
    assert GUIDE not in links(client.get("/catalog/new"))  # nothing more is needed
    assert "Ya puede venir la primera venta" in text(page)


def test_it_can_be_put_away(client, sign_in):
    sign_in("administradora")
    page = client.get(GUIDE)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post(f"{GUIDE}/dismiss", data={"csrf_token": token})
    assert GUIDE not in links(client.get("/"))
    assert GUIDE not in links(client.get("/catalog/new"))
    assert client.get(GUIDE).status_code == 200


def test_after_the_first_sale_nobody_is_guided(client, sign_in, write):
    sign_in("tesorera")
    assert GUIDE in links(client.get("/"))
    with write() as (session, at):
        cast = Cast(session, at)
        assert cast.cooperative
        cast.delivers(cast.rosa, 3)
        cast.buys(1)
    assert GUIDE not in links(client.get("/"))


@pytest.mark.parametrize("role", ["vendedora", "fiscal"])
def test_who_cannot_begin_is_not_guided(client, sign_in, role):
    sign_in(role)
    assert GUIDE not in links(client.get("/"))
    assert client.get(GUIDE).status_code == 403


def test_a_logo_is_made_small_and_shown(client, sign_in):
    sign_in("administradora")
    assert client.get("/members/rules/logo.png").status_code == 404
    assert hand_in(client, drawn()).location == "/members/rules/logo"
    with Image.open(BytesIO(client.get("/members/rules/logo.png").data)) as kept:
        assert (kept.format, kept.size) == ("PNG", (600, 200))


def test_what_is_no_logo_is_said_beside_its_box(client, sign_in):
    sign_in("administradora")
    answer = hand_in(client, b"<svg onload=x>")
    assert answer.status_code == 422
    assert beside(answer, "logo")


def test_later_papers_bear_the_logo_and_earlier_ones_do_not(app, client, sign_in, write):
    sign_in("administradora")
    with write() as (session, at):
        cast = Cast(session, at)
        assert cast.cooperative
        cast.delivers(cast.rosa, 3)
        cast.buys(1)
    hand_in(client, drawn())
    with write() as (session, at):
        again = Cast(session, at)
        vars(again).update(rosa="AW-01", basket="AW-CAN", chipaota="CHI", weavers="AW")
        again.buys(1)
    with app.app_context():
        first, second = (
            invoices.document(db.session(), name) for name in invoices.unprinted(db.session())
        )
        assert members.logo_at(db.session(), first.entry) is None
        assert dark(invoices.render(second)) > dark(invoices.render(first)) + 20_000
        for width in (80, 58):
            assert dark(invoices.printing.ticket_of(db.session(), second, width)) > 20_000


def ticks(answer):
    """How many steps bear a tick that is read aloud."""
    return len(re.findall(r'role="img" aria-label="[^"]+"><use href="#i-check"', answer.text))


def dark(pdf):
    """How many points of the first page are black."""
    return sum(pixels(pdf).histogram()[:40])
