"""A seal on a paper is found in the book as long as nobody altered it, and told in few words."""

import re

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from coopshop import cli, ledger
from coopshop.db import db, transaction
from coopshop.ledger.models import Entry


@pytest.fixture
def seal(lived):
    with lived.app_context():
        return ledger.seal(db.session())


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
        assert f"El libro tiene esta página: asiento {seal.entry} del" in said(answer)


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


def test_the_empty_box_asks_and_does_not_judge(client):
    answer = client.get("/sello")
    assert answer.status_code == 200
    assert "No coincide" not in answer.text


def test_the_terminal_says_it_too(lived, seal, tmp_path):
    settings = lived.config["COOPSHOP"]
    there = {"COOPSHOP_DATABASE_URL": settings.database_url, "COOPSHOP_INSTANCE": str(tmp_path)}
    run = CliRunner(env=there).invoke
    right = run(cli.main, ["seal", str(seal.entry), seal.signs])
    assert right.exit_code == 0
    assert f"entry {seal.entry}" in right.output
    wrong = run(cli.main, ["seal", str(seal.entry), "0000000000"])
    assert wrong.exit_code == 1
    assert "does not match" in wrong.output
