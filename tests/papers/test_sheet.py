"""The sheet itself: letters for everything that may be typed, lawful QR, the same bytes."""

import shutil
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest

from coopshop.domain.text import ACCEPTED
from coopshop.paper import qr
from coopshop.paper.sheet import FOLDER, FontDamaged, Sheet, load_fonts
from tests.papers.reading import pages, pixels, squeezed

EVERYTHING = [
    chr(code)
    for first, last in ACCEPTED
    for code in range(first, last + 1)
    if unicodedata.normalize("NFC", chr(code)) == chr(code)
]


def words(*lines):
    """A page with these lines on it."""
    sheet = Sheet("Prueba", "Nadie")
    for place, line in enumerate(lines):
        sheet.text(10, 10 + 6 * place, line)
    return sheet.finish()


def test_whatever_may_be_typed_has_a_letter_in_both_weights():
    assert load_fonts().issuperset(EVERYTHING)


def test_every_character_that_may_be_typed_is_printed_and_read_back():
    ligatures = "ﬀﬁﬂﬃﬄﬅﬆ"  # which the reader spells out
    left_out = {" ", *ligatures}
    letters = [c for c in EVERYTHING if not unicodedata.combining(c) and c not in left_out]
    for start in range(0, len(letters), 1000):
        part = letters[start : start + 1000]
        lines = [" ".join(part[at : at + 25]) for at in range(0, len(part), 25)]
        assert squeezed(pages(words(*lines))[0]) == "".join(part)


@pytest.mark.parametrize(
    "name",
    [
        "<Río> & Hijos",
        "<b>Ana</b> <img src=http://example.org/x.png> [[[ ]]] {{ 7*7 }} %s &amp;",
        "Kuña Mbyja g̃uahẽ G̃ q̇",
        "Łukasz Żółć, Őrség, Đặng Ánh, Ꞌa, ŋŋ",
        "−5.00 ½ Ø № ™ € “comillas” «más» …",
    ],
)
def test_a_name_is_printed_as_it_was_typed(name):
    assert pages(words(name))[0].strip() == name


def test_what_no_letter_exists_for_shows_its_code_point():
    assert "[U+1F9FA] y [U+0000]" in pages(words("\U0001f9fa y \0"))[0]


@pytest.mark.parametrize("width", [5, 17.3, 60, 170])
@pytest.mark.parametrize(
    "text", ["Ñ" * 300, "palabra " * 60, "e\u0329\u0303g\u0303" * 80, "a\n\nb c\n", "", " ", "W"]
)
def test_wrapped_words_fit_and_lose_nothing(text, width):
    sheet = Sheet("Prueba", "Nadie")
    lines = sheet.wrap(text, width)
    assert lines
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(sheet.width(line) <= width + 0.01 for line in lines)
    assert not any(line and unicodedata.combining(line[0]) for line in lines)


def test_a_letter_wider_than_the_column_stands_alone():
    assert Sheet("Prueba", "Nadie").wrap("WWW", 1) == ["W", "W", "W"]


def test_two_hundred_thousand_letters_without_a_space_are_cut_in_reasonable_time():
    assert len(Sheet("Prueba", "Nadie").wrap("W" * 200_000, 100)) > 1_000


@pytest.mark.parametrize("damage", [lambda f: f.unlink(), lambda f: f.write_bytes(b"x")])
def test_a_missing_or_damaged_font_is_named(tmp_path, damage):
    for file in FOLDER.glob("*.ttf"):
        shutil.copy(file, tmp_path)
    damage(tmp_path / "NotoSans-SemiBold.ttf")
    with pytest.raises(FontDamaged, match=r"NotoSans-SemiBold\.ttf is (missing|damaged)"):
        load_fonts(tmp_path)


def test_a_qr_shows_exactly_the_modules_of_its_code():
    said = "20990000019|03|EB01|12|0.00|382.00|2025-01-08|||"
    sheet = Sheet("Prueba", "Nadie")
    sheet.qr(20, 30, 28, said)
    picture = pixels(sheet.finish(), dots_per_mm=20)
    expected = qr.rows(said)
    module = 28 / len(expected)
    middles = [int(20 * module * (place + 0.5)) for place in range(len(expected))]
    shown = [
        "".join("01"[picture.getpixel((400 + across, 600 + down)) < 128] for across in middles)
        for down in middles
    ]
    assert shown == expected


@pytest.mark.parametrize(("said", "size"), [("x", 61), ("x" * 800, 20)])
def test_a_qr_too_large_or_too_fine_is_a_bug(said, size):
    with pytest.raises(ValueError, match="no lawful QR"):
        Sheet("Prueba", "Nadie").qr(10, 10, size, said)


def test_many_desks_may_draw_at_once():
    texts = [f"{letter}áéíóúñü{letter * 40}" for letter in "ÁÉÍÓÚÑÜÇÃÕẼĨŨỸĹŃŚŹĆÝ"]
    alone = [words(text) for text in texts]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # as unlucky as it can be
    try:
        with ThreadPoolExecutor(8) as desks:
            together = list(desks.map(words, texts * 5))
    finally:
        sys.setswitchinterval(usual)
    assert together == alone * 5
