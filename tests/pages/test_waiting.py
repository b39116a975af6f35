"""The first page says what waits before everything else, to those who may know of it."""

from datetime import date

from flask import g

from coopshop import access
from coopshop.access import waiting
from tests.pages.entering import enter
from tests.pages.slips import links, text

INDEX = "inventory.index"


def test_a_treasurer_sees_what_waits_before_her_doors(year, now):
    now.set(date(2026, 2, 1))
    page = enter(year, "tesorera").get("/")
    assert "Vencido: por cobrar" in text(page)
    assert page.text.index('class="waiting"') < page.text.index('class="doors doors-main"')
    assert "/sales/due" in links(page)


def test_nothing_waiting_is_said_too(client, sign_in):
    sign_in("tesorera")
    assert "Nada pendiente hoy." in text(client.get("/"))


def test_nobody_is_told_of_what_she_may_not_know_or_open(app, monkeypatch):
    told = (access.Notice("the users", 1, "access.users"), access.Notice("stock", 2, INDEX))
    tellers = [("read_stock", lambda *_: told), ("read_book", lambda *_: [told[1]])]
    monkeypatch.setattr(waiting, "WAITING", tellers)
    with app.test_request_context():
        g.user = access.Person(1, "nelly", "Nelly", "vendedora", None)
        found = waiting.waiting(None, date(2026, 1, 5), g.user)
    assert found == [told[1]]
