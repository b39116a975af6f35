"""Forgetting at the desk: it says what goes and what stays, asks once more, and then it is gone."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from coopshop import members
from coopshop.db import transaction
from tests.pages.entering import enter
from tests.pages.slips import filled, links, send, text


@pytest.fixture
def desk(lived, now):
    with lived.app_context(), transaction() as (session, _at):
        hers = {"given_names": "Nelly", "surname1": "Inventada", "dni": "99999999"}
        code = members.enroll(session, group="AW", **hers).code
        members.leave(session, code, on=now.at.date().replace(day=2))
    client = enter(lived, "tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client, f"/members/{code}/forget"


def test_it_says_what_goes_and_asks_once_more(desk):
    client, address = desk
    page = text(client.get(address))
    assert "What is deleted at once" in page
    assert "Her name and her DNI" in page
    asked = send(client, address)
    assert asked.status_code == 409
    assert "Forget Nelly Inventada for good?" in text(asked)
    slip = filled(client, address) | {"confirmed": "y"}
    assert client.post(address, data=slip).status_code == 303
    gone = text(client.get(address.removesuffix("/forget")))
    assert "Nelly" not in gone
    assert "99999999" not in gone
    assert "Nelly" not in client.get(address.replace("/forget", "/everything")).text
    assert "forgotten" in text(client.get(address))


def facts(page):
    """What a page says of one thing, by its name."""
    pairs = re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", page.text, re.DOTALL)
    return {words: value.strip() for words, value in pairs}


def test_after_it_nobody_is_asked_to_tell_her_and_what_is_gone_is_a_dash(desk):
    client, address = desk
    member = address.removesuffix("/forget")
    assert "Tell her by WhatsApp" in client.get(member).text
    slip = filled(client, address) | {"confirmed": "y"}
    shown = client.get(client.post(address, data=slip).location)
    assert "Her data and her name are deleted." in shown.text
    assert "Tell her by WhatsApp" not in shown.text
    assert (facts(shown)["Office"], facts(shown)["Is paid in"]) == ("—", "—")
    tell = f"/yo/avisos/{member.rpartition('/')[2]}"
    assert "Open in WhatsApp" not in client.get(tell).text
    assert client.post(tell, data=slip).status_code == 404
    assert client.post(f"{tell}/otra-vez", data=slip).status_code == 404


#: What AW-22 leaves to the association.
DUES = {"member": "AW-22", "amount": "0.03", "method": "efectivo", "on": "2026-11-26"}


@pytest.fixture
def gone(year):
    """The tesorera in English, and AW-22 of 2025, who left and is owed less than a coin."""
    year.extensions["clock"].at = datetime(2026, 11, 26, 15, tzinfo=UTC)
    client = enter(year, "tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


def test_what_is_owed_leads_to_where_it_is_paid_and_says_what_that_moves(gone):
    page = gone.get("/members/AW-22/forget")
    assert "S/ 0.03 are still open" in page.text
    assert {"/payouts/pay/AW-22", "/payouts/debits/new?member=AW-22&kind=aporte"} <= links(page)
    assert "paid today, her name stays until" in text(page)
    assert "26 November 2031" in text(page)
    assert "31 July 2030" in text(page)


def test_less_than_a_coin_is_not_called_nothing(gone):
    page = text(gone.get("/payouts/pay/AW-22"))
    assert "S/ 0.03 is less than the smallest coin" in page
    assert "nothing that she can be paid" not in page


def test_left_as_dues_it_moves_no_date(gone):
    page = gone.get("/payouts/debits/new?member=AW-22&kind=aporte").text
    assert re.search(r'value="aporte"[^>]*checked|checked[^>]*value="aporte"', page)
    slip = filled(gone, "/payouts/debits/new?member=AW-22", kind="aporte", **DUES)
    assert gone.post("/payouts/debits/new", data=slip).status_code == 303
    page = gone.get("/members/AW-22/forget")
    assert "31 July 2030" in text(page)
    slip = filled(gone, "/members/AW-22/forget") | {"confirmed": "y"}
    done = gone.post("/members/AW-22/forget", data=slip)
    assert "Her name stays until 31 Jul 2030." in gone.get(done.location).text
    assert "AW-22" not in gone.get("/yo/avisos").text


def test_what_is_open_stands_in_the_way_and_there_is_no_button(desk):
    client, _address = desk
    page = client.get("/members/AW-01/forget")
    assert "has not left" in text(page)
    assert "Forget her" not in text(page)
    assert "/members/AW-01/leave" in links(page)
    slip = filled(client, "/members/AW-02/change")
    assert client.post("/members/AW-01/forget", data=slip | {"confirmed": "y"}).status_code == 409


def test_on_her_last_day_it_says_from_which_day_on(desk, lived, now):
    client, address = desk
    code = address.split("/")[2]
    today = now.at.date()
    with lived.app_context(), transaction() as (session, _at):
        members.leave(session, code, on=today)
    slip = filled(client, "/members/AW-02/change") | {"confirmed": "y"}
    for page in (client.get(address), client.post(address, data=slip)):
        said = text(page)
        assert "The last day of Nelly Inventada is 5 Jan 2026." in said
        assert "from 6 Jan 2026 on" in said
        assert "has not left" not in said
        assert f"/members/{code}/leave" not in links(page)
    now.set(today + timedelta(days=1))
    client = enter(lived, "tesorera")
    assert client.post(address, data=filled(client, address) | {"confirmed": "y"}).location


def test_who_only_reads_forgets_nobody(lived, desk):
    _client, address = desk
    assert enter(lived, "fiscal").get(address).status_code == 403
