"""A seal on a paper is found in the book as long as nobody altered it, and told in few words."""

import re

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from coopshop import cli, ledger
from coopshop.db import db, transaction
from coopshop.ledger import walking
from coopshop.ledger.models import Entry, Move
from tests.pages.entering import enter
from tests.papers.reading import says


@pytest.fixture
def seal(lived):
    with lived.app_context():
        return ledger.seal(db.session())


@pytest.fixture(autouse=True)
def nothing_remembered():
    """The application is one for many tests, their books are not."""
    walking.KEPT.clear()


@pytest.fixture
def look(lived, seal):
    client = lived.test_client()

    def look(n=seal.entry, s=seal.signs):
        return client.get("/sello", query_string={"n": n, "s": s})

    return look


def said(answer):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", answer.text.split("<main", 1)[1]))


def test_a_seal_that_is_typed_right_is_true(look, seal):
    for signs in (seal.signs, f" {seal.signs[:5]} {seal.signs[5:].upper()}", f"{seal.signs}…"):
        answer = look(s=signs)
        assert answer.status_code == 200
        assert f"La página {seal.entry} del" in said(answer)
        assert f"Las páginas 1 a {seal.entry} se compararon el" in said(answer)


@pytest.mark.parametrize(
    "typed",
    [
        *({"s": "0000000000"}, {"s": ""}, {"s": "é" * 10}, {"s": "a" * 100_000}, {"s": "\x00"}),
        *({"n": 1}, {"n": 0}, {"n": -1}, {"n": "9" * 30}, {"n": "uno"}, {"n": ""}, {"n": "٣"}),
    ],
)
def test_whatever_is_wrong_is_told_in_the_same_words(look, typed):
    answer = look(**typed)
    assert answer.status_code == 404
    assert "No coincide." in said(answer)
    assert "verdadero." not in said(answer)


def test_fewer_signs_are_not_enough(look, seal):
    assert look(s=seal.signs[:9]).status_code == 404


def test_a_page_that_says_something_else_than_its_seal_does_not_match(look, seal, lived):
    with lived.app_context(), transaction() as (session, _):
        session.execute(sa.text("DROP TRIGGER entry_no_update"))
        session.execute(sa.update(Entry).where(Entry.id == seal.entry).values(kind="sale"))
    assert look().status_code == 404


def altered(lived, change):
    """Behind the back of the book, with its guards put to sleep."""
    with lived.app_context(), transaction() as (session, _):
        session.execute(sa.text(f"DROP TRIGGER {change.table.name}_no_update"))
        session.execute(change)


def test_a_seal_over_an_older_page_that_was_altered_is_not_true(look, lived):
    first = sa.select(sa.func.min(Move.entry)).scalar_subquery()
    altered(lived, sa.update(Move).where(Move.entry == first).values(amount=Move.amount + 100))
    answer = look()
    assert answer.status_code == 409
    assert "El libro fue alterado" in said(answer)
    assert "verdadero" not in said(answer)


def test_what_was_compared_is_remembered_for_a_while_only(look, lived, now):
    assert "12:00" in said(look())
    altered(lived, sa.update(Entry).where(Entry.id == 3).values(by=99))
    now.at += walking.TRUSTED
    answer = look()
    assert answer.status_code == 409
    assert "la página 3" in said(answer)


def test_a_long_book_is_compared_part_by_part(look, seal, monkeypatch):
    monkeypatch.setattr(walking, "AT_ONCE", seal.entry // 2 + 1)
    answer = look()
    assert answer.headers["Refresh"] == "1"
    assert "verdadero" not in said(answer)
    assert f"{seal.entry // 2 + 1} de {seal.entry}" in said(answer)
    answer = look()
    assert "Refresh" not in answer.headers
    assert "El sello es verdadero" in said(answer)


def test_the_empty_box_asks_and_does_not_judge(client):
    answer = client.get("/sello")
    assert answer.status_code == 200
    assert "No coincide" not in answer.text


def test_what_is_sealed_is_a_page_wherever_she_or_a_stranger_reads(lived, look, seal):
    """The office's word for it stands once, where it is explained."""
    hers = enter(lived, "socia", "AW-01")
    assert f"página {seal.entry} del" in said(hers.get("/yo/cuenta"))
    assert says(hers.get("/yo/cuenta.pdf").data, f"hasta la página {seal.entry} del")
    for answer in (hers.get("/yo/cuenta"), look(), look(s="0000000000")):
        assert said(answer).count("asiento") == ("Página del libro" in said(answer))


def test_the_terminal_says_it_too(lived, seal, tmp_path):
    settings = lived.config["COOPSHOP"]
    there = {"COOPSHOP_DATABASE_URL": settings.database_url, "COOPSHOP_INSTANCE": str(tmp_path)}
    run = CliRunner(env=there).invoke
    right = run(cli.main, ["seal", str(seal.entry), seal.signs])
    assert right.exit_code == 0
    assert f"entry {seal.entry}" in right.output
    assert f"Entries 1 to {seal.entry} were compared" in right.output
    wrong = run(cli.main, ["seal", str(seal.entry), "0000000000"])
    assert wrong.exit_code == 1
    assert "does not match" in wrong.output
    altered(lived, sa.update(Entry).where(Entry.id == 3).values(by=99))
    late = run(cli.main, ["seal", str(seal.entry), seal.signs])
    assert late.exit_code == 1
    assert "page 3 was altered" in late.output
