"""When the disk is full nothing is half written, and the book can be read and goes on."""

import pytest
import sqlalchemy as sa

from coopshop import invoices, sales
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from coopshop.ledger.models import Entry
from tests.cast import Cast


def test_a_sale_that_finds_no_room_leaves_nothing(app):
    """SQLite is told that its file may not grow; when there is room again, so are sales."""
    with app.app_context():
        with transaction() as (session, at):
            cast = Cast(session, at)
            cast.delivers(cast.rosa, 500)
            cast.buys(1)
        limit("page_count")
        with pytest.raises(sa.exc.OperationalError, match="full"):
            sell_on()
        kept = entries()
        assert 3 <= kept < 300
        assert [found for law in CHECKS for found in law(db.session()).wrong] == []
        limit("1000000")
        sell()
        assert entries() == kept + 2


def limit(pages):
    """At most so many pages of the file, from now on and on this connection."""
    session = db.session()
    most = session.scalar(sa.text("PRAGMA page_count")) if pages == "page_count" else pages
    session.execute(sa.text(f"PRAGMA max_page_count = {most}"))
    session.rollback()


def entries():
    count = db.session().scalar(sa.select(sa.func.count()).select_from(Entry))
    db.session().rollback()
    return count


def sell_on():
    for _ in range(150):
        sell()


def sell():
    with transaction() as (session, at):
        asked = {"place": "CHI", "channel": "tienda", "price_list": "MINORISTA", "used": "here"}
        lines = [sales.Asked("AW-CAN", 1, 0)]
        basket = sales.ring_up(session, lines=lines, on=day_of(at), at=at, **asked)
        tender = [invoices.Tender("yape")]
        invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1)
