"""Reading aloud: what the page says is what is heard, by recordings where none is missing."""

import html
import re

import pytest

from coopshop import members
from coopshop.db import db, transaction
from coopshop.domain import speech
from coopshop.maker import account, listening, voices
from tests.pages.entering import enter


@pytest.fixture
def hers(lived):
    client = enter(lived, "socia", "AW-01")
    with client.session_transaction() as cookie:
        cookie["language"] = "es"
    return client


@pytest.fixture
def recorded(lived, today):
    """`recorded("es")`: every phrase of a language, but those that are left out."""

    def recorded(code, but=()):
        with lived.app_context(), transaction() as (session, at):
            if code != "es":
                voices.add_tongue(session, code, "Lengua de prueba")
                numbers = speech.Numbers(frozenset(range(10)), (1000, 100, 10))
                voices.tell_numbers(session, code, numbers, "Ana")
            spoken = voices.Spoken("Ana Prueba", None, today["on"])
            for phrase in voices.tongue(session, code).phrases.keys() - set(but):
                facts = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
                voices.record(session, code, phrase, **facts, at=at, by=1)

    return recorded


def button(page, name):
    found = re.search(rf'data-{name}="([^"]*)"', page.text)
    return html.unescape(found[1]) if found else ""


def test_the_sentence_is_the_addition_that_stands_there(lived, hers, today):
    said = button(hers.get("/yo/"), "say")
    with lived.app_context():
        hers_now = account.owed(db.session(), "AW-01", today["on"])
        parts = listening.of_account(hers_now)
    assert said == speech.sentence(parts)
    assert said.startswith(("Te debemos ", "Debes ", "No te debemos nada"))
    cents = [part for part in parts if isinstance(part, int)]
    rest = cents[1:] if hers_now.total else cents
    extra = bool(hers_now.to_come) + bool(hers_now.held)
    assert sum(rest[: len(rest) - extra]) == hers_now.total


def test_every_phrase_of_a_page_can_be_recorded():
    assert set(listening.REASONS.values()) <= speech.PHRASES.keys()
    assert listening.REASONS.keys() == set(account.ORDER[1:])


def test_every_big_number_can_be_heard(hers):
    for address in ("/yo/", "/yo/pagos/L002", "/yo/falta"):
        assert button(hers.get(address), "say"), address


def test_it_stays_hidden_until_a_script_knows_that_it_can_be_heard(hers):
    assert re.search(r"<button[^>]* hidden data-listen", hers.get("/yo/").text)


def test_recordings_are_used_where_none_is_missing(hers, recorded):
    assert button(hers.get("/yo/"), "clips") == ""
    recorded("es", but=["soles"])
    assert button(hers.get("/yo/"), "clips") == ""
    recorded("es")
    page = hers.get("/yo/")
    base, clips = button(page, "base"), button(page, "clips").split()
    assert clips[0] in ("te-debemos", "debes", "nada")
    assert "soles" in clips
    assert {hers.get(base + clip).status_code for clip in set(clips)} == {200}


def test_a_language_of_recordings_only_can_be_chosen(hers, recorded):
    recorded("es")
    recorded("kichwa")
    page = hers.get("/yo/")
    assert "Lengua de prueba" in page.text
    assert "/yo/voz/es/" in button(page, "base")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    slip = {"csrf_token": token, "voice": "kichwa", "back": "/yo/falta"}
    assert hers.post("/yo/voz", data=slip).location == "/yo/falta"
    assert "/yo/voz/kichwa/" in button(hers.get("/yo/"), "base")
    assert hers.post("/yo/voz", data=slip | {"voice": "xx", "back": "//evil"}).location == "/"
    assert "/yo/voz/kichwa/" in button(hers.get("/yo/"), "base")


def test_her_language_in_the_register_is_the_first_choice(lived, hers, recorded):
    recorded("es")
    recorded("kichwa")
    with lived.app_context(), transaction() as (session, _at):
        members.change(session, "AW-01", language="kichwa")
    assert "/yo/voz/kichwa/" in button(hers.get("/yo/"), "base")
