"""Filling in a form as a browser does: hidden boxes come along, what is typed goes into others."""

import html
import re

import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from coopshop.ledger.models import Entry
from tests.pages.kit import hidden


def send(client: FlaskClient, address: str, *, to: str = "", **typed: str) -> TestResponse:
    """Open a page with a form and hand it in; boxes of rows are written `lines_0_sku`."""
    return client.post(to or address, data=filled(client, address, **typed))


def filled(client: FlaskClient, address: str, **typed: str) -> dict[str, str]:
    """What a browser would send: the hidden boxes of the form, and what was typed."""
    page = client.get(address).get_data(as_text=True)
    rows = {re.sub(r"_(\d+)_", r"-\1-", name): value for name, value in typed.items()}
    return hidden(page) | rows


def beside(answer: TestResponse, box: str) -> str:
    """The sentence beside a box, nothing if there is none."""
    page = answer.get_data(as_text=True)
    found = re.search(rf'id="{re.escape(box)}-error">([^<]*)<', page)
    return html.unescape(found[1]) if found else ""


def typed_in(answer: TestResponse, box: str) -> str:
    """What stands in a box."""
    page = answer.get_data(as_text=True)
    found = re.search(rf'<input[^>]*id="{re.escape(box)}"[^>]*value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def text(answer: TestResponse) -> str:
    """What a person reads on the page, without tags, blanks as one."""
    main = answer.get_data(as_text=True).partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def entries(session: Session) -> int:
    """How many entries the book has."""
    return session.scalar(sa.select(sa.func.count(Entry.id))) or 0


def links(answer: TestResponse) -> set[str]:
    """Every address of ours that a page leads to; a paper and a workbook lead nowhere."""
    if not answer.mimetype.startswith("text/"):
        return set()
    found = re.findall(r'href="(/[^"#]*)', answer.get_data(as_text=True))
    return {html.unescape(address) for address in found}
