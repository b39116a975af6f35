"""Names and notes: every Latin letter comes in, nothing that hides, breaks or misleads."""

import sys
import unicodedata

import pytest

from coopshop.domain.text import ACCEPTED, ForbiddenCharacter, TooLong, line, note

ACCEPTED_CHARACTERS = {chr(code) for first, last in ACCEPTED for code in range(first, last + 1)}


@pytest.mark.parametrize(
    "name",
    [
        "Ñusta Ñahui Güivín",
        "<Río> & Hijos S.A.C.",
        'Bodega "La Ñata" — 100 % algodón',
        "O’Higgins, d'Angelo, Saint-Exupéry",
        "Łukasz Żółć, Őry Ágnes, Çelik Iğdır, Đặng Thị Ánh",
        "Kuña Mbyja g̃uahẽ",
        "Ɛwɔ ŋutɔ, Ꞌaꞌ, ʼAmon",
        "½ docena · Ø 35 cm · 3 × 12,00 = S/ 36 ± 1 €",
        "{{ 7*7 }} %(x)s ${x} <b>no</b> \\ ` ' \" ; -- |",
    ],
)
def test_what_people_write_stays_as_it_is(name):
    assert line(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "character",
    [
        *("\0", "\x07", "\x1b", "\x1c", "\x7f", "\x85", "\u00ad", "\u034f"),
        *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u180e", "\u3164"),
        *("\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c"),
        *("\ud800", "\udfff", "\ue000", "\uffff", "\ufffd", "\U000f0000", "\U000e0041"),
        *("😀", "🧺", "✓", "❤", "\ufe0f", "\u20e3"),
        *("я", "А", "α", "Ω", "ש", "ن", "日", "क", "Ａ", "𝐀", "٣"),
    ],
)
def test_a_character_that_paper_cannot_carry_is_named(character):
    with pytest.raises(ForbiddenCharacter) as refusal:
        line(f"Ana{character}Ruiz")
    assert f"U+{ord(unicodedata.normalize('NFC', character)):04X}" in str(refusal.value)
    str(refusal.value).encode()


def test_of_all_of_unicode_only_the_accepted_come_through():
    every = [*range(0x10000), *range(0x10000, sys.maxunicode, 97)]
    for code in every:
        try:
            kept = line(f"a{chr(code)}a")
        except ForbiddenCharacter:
            assert chr(code) not in ACCEPTED_CHARACTERS
        else:
            assert set(kept) <= ACCEPTED_CHARACTERS, hex(code)


def test_every_accepted_letter_is_latin():
    for character in ACCEPTED_CHARACTERS:
        if unicodedata.category(character) in {"Lu", "Ll", "Lt"}:
            assert "LATIN" in unicodedata.name(character) or character == "µ", character


@pytest.mark.parametrize("typed", ["\u0301Ana", "Ana \u0301Ruiz", "Z" + "\u0351" * 4])
def test_marks_need_a_letter_and_are_few(typed):
    with pytest.raises(ForbiddenCharacter):
        line(typed)


def test_a_letter_with_three_marks_is_possible():
    assert line("e\u0329\u0302\u0303x") == unicodedata.normalize("NFC", "e\u0329\u0302\u0303x")


def test_every_kind_of_white_space_is_one_space():
    assert line("\u3000Ana\u00a0\u2009\t\r\nRuiz\u2028") == "Ana Ruiz"


def test_the_limit_counts_what_is_kept():
    assert line("e\u0301" * 200 + "  ") == "é" * 200
    with pytest.raises(TooLong) as refusal:
        line("é" * 201)
    assert refusal.value.facts == {"most": "200", "length": "201"}


@pytest.mark.parametrize("take", [line, note])
def test_a_million_characters_are_refused_at_once(take):
    with pytest.raises(TooLong):
        take("x" * 1_000_000)


def test_a_note_keeps_its_paragraphs():
    assert note("\r\nUna línea.\r\rOtra.\u2028Más.\n\n\n\n") == "Una línea.\n\nOtra.\nMás."
    with pytest.raises(ForbiddenCharacter):
        note("Una línea\u202e.\nOtra.")
    with pytest.raises(TooLong):
        note("línea\n" * 200)
