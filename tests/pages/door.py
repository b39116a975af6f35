"""Her door in tests: a card from the desk, a telephone that scans it, a PIN."""

import re

from flask import Flask
from flask.testing import FlaskClient

from coopshop.db import transaction
from coopshop.maker import enrolling
from tests.pages.slips import send

PIN = "482915"


def card_for(app: Flask, member: str) -> str:
    """The address on a new card."""
    with app.app_context(), transaction() as (session, at):
        return f"/e/{enrolling.issue(session, member=member, at=at, by=1).token}"


def enrolled(app: Flask, member: str, pin: str = PIN) -> FlaskClient:
    """A telephone that is let in, and open."""
    phone = app.test_client()
    send(phone, card_for(app, member))
    assert send(phone, "/yo/pin", pin=pin, again=pin).location == "/yo/"
    return phone


def leave(phone: FlaskClient) -> None:
    """Press Salir."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', phone.get("/yo/").text)[1]
    assert phone.post("/sign-out", data={"csrf_token": token}).location == "/yo/entrar"
