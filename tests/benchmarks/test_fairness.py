"""Whether the benchmarks measure what they say: valid books, and the same rows on both sides."""

from collections import Counter

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, sales
from coopshop.db import Model, db
from coopshop.inventory import stock_at
from coopshop.ledger import facts
from coopshop.ledger.models import Balance, Entry, Move

from . import book, cooperative, lists, postgres, sale
from .paper import _bare, _words, paper, specimens


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A book of two days."""
    path = tmp_path_factory.mktemp("bench") / "book.sqlite3"
    book.build(path, 2 * cooperative.SALES)
    return path


def test_a_day_written_again_leaves_a_valid_book(path):
    with book.open_book(path).app_context():
        for check in (*ledger.CHECKS, *sales.CHECKS, *invoices.CHECKS):
            finding = check(db.session())
            assert not finding.wrong, finding.law
        assert db.session().scalar(sa.select(sa.func.count()).select_from(sales.Sale)) == 400


def test_only_the_live_lots_lie_on_the_shelf(path):
    with book.open_book(path).app_context():
        held = {stock.sku: stock.units for stock in stock_at(db.session())}
    assert held == dict.fromkeys(cooperative.PRODUCTS, cooperative.LOTS * cooperative.MANY)


def test_both_sides_write_the_same_rows(path, tmp_path):
    copy = tmp_path / "book.sqlite3"
    copy.write_bytes(path.read_bytes())
    app = book.open_book(copy)
    by_hand = sale.by_hand(app)
    with app.app_context():
        verb = _rows_of_the_last_entry()
    by_hand()
    with app.app_context():
        assert _rows_of_the_last_entry() == verb
        assert not ledger.audit.kept_balances(db.session()).wrong


def test_every_list_opens_and_its_bare_page_can_be_drawn_alone(path, tmp_path):
    copy = tmp_path / "book.sqlite3"
    copy.write_bytes(path.read_bytes())
    opened = [
        (view, view.bare(), view.whole())
        for view in lists.acts(lists.open_pages(f"sqlite:///{copy}", tmp_path), ["buyers", "sales"])
    ]
    assert [view.what for view, *_seconds in opened if view.usual] == list(lists.LISTS)
    others = {view.what for view, *_seconds in opened if not view.usual}
    assert {"all days, Total: last page", "“zzzz” looked for"} <= others


def test_on_postgresql_the_book_is_the_same(path):
    with book.open_book(path).app_context():
        wanted = _seals_and_balances()
    with postgres.served(path) as url:
        app = book.open_at(url, path.parent)
        with app.app_context():
            assert _seals_and_balances() == wanted
            db.session.remove()
            db.engine.dispose()


def _seals_and_balances():
    session = db.session()
    rows = {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in Model.metadata.sorted_tables
    }
    last = session.scalar(sa.select(Entry.hash).order_by(Entry.id.desc()).limit(1))
    held = sa.select(Balance).order_by(Balance.account, Balance.unit)
    return rows, last, [(b.account, b.unit, b.amount) for b in session.scalars(held)]


def test_the_bare_canvas_writes_the_same_words_at_the_same_places():
    drawn = specimens.factura(10)
    words = _words(paper.draw(drawn))
    assert len(words) > 100
    assert [(*map(round, w[:2]), *w[2:]) for w in _words(_bare(words, drawn))] == [
        (*map(round, w[:2]), *w[2:]) for w in words
    ]


def _rows_of_the_last_entry():
    """How many rows of each table stand behind it."""
    session = db.session()
    last = session.scalar(sa.select(sa.func.max(Entry.id)))
    behind = facts.read(session, last, last)[last]
    rows = Counter({table.name: len(kept) for table, kept in behind.items()})
    query = sa.select(sa.func.count()).select_from(Move).where(Move.entry == last)
    rows[Move.__tablename__] = session.scalar(query)
    assert rows.keys() <= {table.name for table in Model.metadata.sorted_tables}
    return rows
