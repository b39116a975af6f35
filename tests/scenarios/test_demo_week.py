"""The demo's last week: what the terminal names leads somewhere, and the book stays whole."""

import pytest

from coopshop import demo
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from coopshop.maker import account


@pytest.fixture
def shown(year):
    with year.app_context(), transaction() as (session, at):
        return demo.week.live(session, demo.SOCIA, on=day_of(at), at=at)


def test_what_the_terminal_names_leads_somewhere(year, shown):
    client = year.test_client()
    assert [client.get(f"/{end}").status_code for end in shown] == [200, 200, 200]


def test_her_screen_has_a_story(year, shown, today):  # noqa: ARG001 - it is what was lived
    with year.app_context():
        told = account.owed(db.session(), demo.SOCIA, today["on"])
        assert told.total > 0
        assert told.to_come > 0
        assert [line.pieces[0].sku for line in told.lines] == [demo.week.BASKET] * 2


def test_the_book_stays_whole(year, shown):  # noqa: ARG001
    with year.app_context():
        broken = {law(db.session()).law for law in CHECKS if law(db.session()).wrong}
        assert broken == set()
