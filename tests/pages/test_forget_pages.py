"""Forgetting at the desk: it says what goes and what stays, asks once more, and then it is gone."""

import pytest

from coopshop import members
from coopshop.db import transaction
from tests.pages.entering import enter
from tests.pages.slips import filled, send, text


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


def test_what_is_open_stands_in_the_way_and_there_is_no_button(desk):
    client, _address = desk
    page = client.get("/members/AW-01/forget")
    assert "has not left" in text(page)
    assert "Forget her" not in text(page)
    slip = filled(client, "/members/AW-02/change")
    assert client.post("/members/AW-01/forget", data=slip | {"confirmed": "y"}).status_code == 409


def test_who_only_reads_forgets_nobody(lived, desk):
    _client, address = desk
    assert enter(lived, "fiscal").get(address).status_code == 403
