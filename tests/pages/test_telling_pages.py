"""One tap tells a member: noted as drafted, WhatsApp opens, and nothing is told twice."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from coopshop import members
from coopshop.db import transaction
from tests.pages.addresses import lived_in
from tests.pages.entering import enter
from tests.pages.slips import filled


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
    assert "AW-01" not in desk.get("/yo/avisos").text


def test_a_second_tap_tells_nothing_twice(desk):
    told(desk)
    again = told(desk)
    assert again.status_code == 303
    assert "Ya se escribió antes" in desk.get(again.location).text


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
