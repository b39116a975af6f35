"""One tap tells a member: noted as drafted, WhatsApp opens, and nothing is told twice."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from coopshop import members
from coopshop.db import db, transaction
from coopshop.maker.news import Message
from tests.pages.addresses import lived_in
from tests.pages.entering import enter
from tests.pages.slips import filled, text


@pytest.fixture
def desk(lived):
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        members.keep_phone(session, "AW-01", "51999888777", at=at)
    return enter(lived, "tesorera")


def told(desk, member="AW-01"):
    token = re.search(r'name="csrf_token" value="([^"]+)"', desk.get("/yo/avisos").text)[1]
    return desk.post(f"/yo/avisos/{member}", data={"csrf_token": token})


def test_the_list_says_who_can_be_told_and_how_much(desk):
    page = desk.get("/yo/avisos").text
    assert "999 888 777" in page
    assert "Ventas: " in page
    assert "nunca" in page


def test_one_tap_opens_whatsapp_with_the_message_and_notes_it(desk):
    words = re.search(r'class="message">([^<]+)<', desk.get("/yo/avisos/AW-01").text)[1]
    answer = told(desk)
    address = urlsplit(answer.headers["Refresh"].partition("url=")[2])
    assert (address.netloc, address.path) == ("wa.me", "/51999888777")
    assert parse_qs(address.query)["text"] == [words]
    assert words in desk.get("/yo/avisos/AW-01").text
    waiting, _heading, today = desk.get("/yo/avisos").text.partition("Redactado hoy")
    assert "AW-01" not in waiting
    assert "AW-01" in today


def test_a_second_tap_tells_nothing_twice(desk):
    told(desk)
    again = told(desk)
    assert again.status_code == 303
    assert "Ya se escribió antes" in desk.get(again.location).text


def test_where_nothing_is_new_that_is_said_and_her_balance_is_for_when_she_asks(desk, lived):
    page = desk.get("/yo/avisos/AW-01")
    assert "no hay nada que enviar" not in text(page)
    told(desk)
    page = desk.get("/yo/avisos/AW-01")
    assert "Nada nuevo desde el último aviso" in text(page)
    assert "Su saldo, si lo pide" in text(page)
    assert not re.search(r'action="/yo/avisos/AW-01"', page.text), "no message to send"
    (address,) = re.findall(r'href="(https://wa\.me/[^"]+)"', page.text)
    words = parse_qs(urlsplit(html.unescape(address)).query)["text"][0]
    assert "S/ " in words
    assert words.startswith("Rosa:\n"), "nothing that happened, the account alone"
    with lived.app_context():
        before = len(db.session.scalars(sa.select(Message)).all())
    fiscal = enter(lived, "fiscal").get("/yo/avisos/AW-01")
    assert "no hay nada que enviar" in text(fiscal)
    assert "wa.me" not in fiscal.text, "she reads, and sends nothing"
    with lived.app_context():
        assert len(db.session.scalars(sa.select(Message)).all()) == before


def test_who_was_never_told_and_has_no_news_is_not_said_to_have_been_told(lived):
    lived.extensions["clock"].at += timedelta(days=60)
    page = text(enter(lived, "tesorera").get("/yo/avisos/AW-01"))
    assert "Nada nuevo en 30 días" in page
    assert "último aviso" not in page


def test_without_a_number_it_says_so_and_whatsapp_asks(desk, lived):
    with lived.app_context(), transaction() as (session, _):
        members.drop_phone(session, "AW-01")
    assert "No se sabe el número" in desk.get("/yo/avisos/AW-01").text
    assert "https://wa.me/?text=" in told(desk).headers["Refresh"]


def test_who_is_nobody_cannot_be_told(desk):
    assert desk.get("/yo/avisos/ZZ-99").status_code == 404
    assert told(desk, "ZZ-99").status_code == 404


def test_her_number_is_kept_with_the_register_and_can_be_forgotten(desk):
    page = "/members/AW-02/phone"
    wrong = desk.post(page, data=filled(desk, page, phone="042 123"))
    assert wrong.status_code == 422
    assert desk.post(page, data=filled(desk, page, phone="999 111 222")).status_code == 303
    assert "999 111 222" in desk.get("/members/AW-02").text
    assert desk.post(page, data=filled(desk, page, phone="")).status_code == 303
    assert "999 111 222" not in desk.get("/members/AW-02").text


def again(desk, page):
    """Taps the first button of a page that opens a draft once more."""
    form = re.search(
        r'action="(/yo/avisos/[^"]+/otra-vez)"(.*?)</form>', desk.get(page).text, re.DOTALL
    )
    draft = re.search(r'name="draft" value="([^"]+)"', form[2])[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', form[2])[1]
    return desk.post(form[1], data={"csrf_token": token, "draft": draft})


def sent(answer):
    address = urlsplit(answer.headers["Refresh"].partition("url=")[2])
    return parse_qs(address.query)["text"][0]


@pytest.mark.parametrize("page", ["/yo/avisos", "/yo/avisos/AW-01"])
def test_what_never_reached_whatsapp_is_opened_again_as_it_was(desk, lived, page):
    first = sent(told(desk))
    assert "Vendid" in first or "Se vendió" in first
    assert "Redactado hoy" in desk.get("/yo/avisos").text
    lived.extensions["clock"].at += timedelta(minutes=5)
    assert sent(again(desk, page)) == first
    shown = desk.get("/yo/avisos/AW-01").text
    assert shown.count(first.partition("\n")[0]) == 1
    with lived.app_context():
        drafts = db.session.scalars(sa.select(Message).where(Message.member == "AW-01")).all()
    assert len({one.at for one in drafts}) == 2
    assert {(one.words, one.upto) for one in drafts} == {(first, drafts[0].upto)}
    assert told(desk).status_code == 303, "nothing counts as new by it"


def test_yesterdays_drafts_are_not_in_the_list(desk, lived):
    told(desk)
    lived.extensions["clock"].at += timedelta(days=1)
    desk = enter(lived, "tesorera")
    assert "Redactado hoy" not in desk.get("/yo/avisos").text
    page = desk.get("/yo/avisos/AW-01").text
    assert "Redactados antes" in page
    assert "Abrir otra vez en WhatsApp" not in page  # what it says was true yesterday


@pytest.mark.parametrize("draft", ["", "mañana", "2026-01-05T10:00:00+00:00"])
def test_a_draft_that_is_not_there_is_said_so(desk, draft):
    address = "/yo/avisos/AW-01"
    token = re.search(r'name="csrf_token" value="([^"]+)"', desk.get("/yo/avisos").text)[1]
    answer = desk.post(f"{address}/otra-vez", data={"csrf_token": token, "draft": draft})
    assert answer.status_code == 303
    assert "Este mensaje ya no está" in desk.get(answer.location).text
