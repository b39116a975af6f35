"""Stickers: on the sheet where the maker of the sheet put them, readable at their printed size."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from coopshop.paper import cards, labels, qr
from coopshop.paper.labels import KINDS, Label, NoSuchSticker, TooManyLabels
from tests.papers.reading import inks, pages, pixels, says, squeezed

MM = 72 / 25.4
PLAIN = Label("D0029", "Canasta de bombonaje grande", "coopshop:lot:D0029")
FULL = replace(PLAIN, price="S/ 1,234.50", maker="Floricelda Marisabel Prueba Ñahui")
LONG = replace(FULL, product="Ñahui <Río> & Hijos " * 8, qr="https://tienda.example.org/p/D0029")
EACH = pytest.mark.parametrize("kind", KINDS)


def letters(pdf, page=0):
    """The boxes of all letters of a page, in mm from its upper left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        high, text = sheet.get_size()[1], sheet.get_textpage()
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    return [
        (left / MM, (high - top) / MM, right / MM, (high - bottom) / MM)
        for left, bottom, right, top in boxes
        if right > left
    ]


@EACH
def test_the_page_is_that_of_the_sheet(kind):
    with pypdfium2.PdfDocument(labels.draw([(PLAIN, 1)], kind, author="")) as document:
        size = tuple(round(side / MM, 1) for side in document[0].get_size())
    assert size == KINDS[kind].page


@EACH
def test_stickers_lie_on_the_sheet_beside_each_other(kind):
    stickers = KINDS[kind]
    x, y = stickers.place(stickers.on_a_page - 1)
    assert x + stickers.size[0] <= stickers.page[0]
    assert y + stickers.size[1] <= stickers.page[1]
    if stickers.across > 1:
        assert stickers.step[0] >= stickers.size[0]
        assert stickers.step[1] >= stickers.size[1]


@EACH
@pytest.mark.parametrize("label", [PLAIN, FULL, LONG])
def test_nothing_leaves_the_inside_of_its_sticker(kind, label):
    stickers = KINDS[kind]
    for start in (1, stickers.on_a_page):
        pdf = labels.draw([(label, 1)], kind, author="", start=start)
        (x, y), (free_x, free_y) = stickers.place(start - 1), stickers.inside
        for left, top, right, bottom in letters(pdf):
            assert left > x + free_x - 0.1
            assert top > y + free_y - 0.3
            assert right < x + stickers.size[0] - free_x + 0.3
            assert bottom < y + stickers.size[1] - free_y + 0.5
        dark = pixels(pdf, dots_per_mm=4).point(lambda grey: 255 * (grey < 128)).getbbox()
        assert dark[0] / 4 > x + free_x - 0.5
        assert dark[3] / 4 < y + stickers.size[1] - free_y + 0.5


@EACH
@pytest.mark.parametrize("label", [PLAIN, LONG])
def test_every_qr_is_read_back_as_an_office_printer_prints_it(kind, label):
    stickers = KINDS[kind]
    picture = pixels(labels.draw([(label, stickers.on_a_page)], kind, author=""), dots_per_mm=12)
    x, y = stickers.place(stickers.on_a_page - 1)
    corner = (x, y, x + stickers.size[0], y + stickers.size[1])
    last = picture.crop(tuple(int(side * 12) for side in corner))
    assert [code.text for code in zxingcpp.read_barcodes(last)] == [label.qr]


def test_a_sheet_that_was_begun_is_gone_on_with():
    first = KINDS["24"].place(4)
    pdf = labels.draw([(PLAIN, 1)], "24", author="", start=5)
    assert min(left for left, *_rest in letters(pdf)) > first[0]
    assert min(top for _left, top, *_rest in letters(pdf)) > first[1]


def test_each_lot_as_often_as_it_is_asked_for_and_then_the_next_sheet():
    other = replace(PLAIN, lot="D0030")
    found = pages(labels.draw([(PLAIN, 40), (other, 40)], "65", author="", start=10))
    assert [text.count("D0029") for text in found] == [40, 0]
    assert [text.count("D0030") for text in found] == [16, 24]


def test_a_printer_that_is_off_is_put_right():
    straight = letters(labels.draw([(FULL, 1)], "40", author=""))
    moved = letters(labels.draw([(FULL, 1)], "40", author="", shift=(1.5, -0.7)))
    for (left, top, *_), (left_moved, top_moved, *_) in zip(straight, moved, strict=True):
        assert left_moved - left == pytest.approx(1.5, abs=0.01)
        assert top_moved - top == pytest.approx(-0.7, abs=0.01)


def test_ten_thousand_labels_are_refused_with_what_to_do():
    with pytest.raises(TooManyLabels) as refusal:
        labels.draw([(PLAIN, 5_000), (FULL, 5_000)], "65", author="")
    assert refusal.value.facts == {"labels": "10,000", "most": "1,000"}
    assert len(pages(labels.draw([(PLAIN, 1_000)], "65", author=""))) == 16


@pytest.mark.parametrize("start", [0, 66])
def test_no_sheet_has_such_a_sticker(start):
    with pytest.raises(NoSuchSticker):
        labels.draw([(PLAIN, 1)], "65", author="", start=start)


@EACH
def test_what_fits_is_said_in_full(kind):
    pdf = labels.draw([(FULL, 1)], kind, author="")
    assert says(pdf, FULL.product, FULL.price, FULL.lot, FULL.maker)
    assert "…" in squeezed("".join(pages(labels.draw([(LONG, 1)], "65", author=""))))


@EACH
def test_the_same_labels_give_the_same_bytes(kind):
    first, second = (labels.draw([(FULL, 3)], kind, author="") for _time in range(2))
    assert first == second


def test_ten_cards_stand_on_a_sheet_and_each_is_read_back():
    people = [cards.Card(f"AW-{n:02d}", "Floricelda Prueba Ñahui", "Allima") for n in range(11)]
    pdf = cards.draw(people, "Asociación de prueba")
    assert [text.count("Floricelda") for text in pages(pdf)] == [10, 1]
    read = {code.text for code in zxingcpp.read_barcodes(pixels(pdf, dots_per_mm=8))}
    assert read == {f"coopshop:member:AW-{n:02d}" for n in range(10)}


def test_a_long_name_stays_on_its_card_and_off_the_qr():
    long = cards.Card("AW-104", "Floricelda Marisabel Prueba Ñahui Sangama de los Ríos", "A, B")
    pdf = cards.draw([long], "ASOCIACIÓN DE PRUEBA ECOMUSA - ALLIMA WASKA (FICTICIA) " * 2)
    assert says(pdf, long.name, long.code)
    edge = cards.LEFT + cards.WIDTH - cards.INSIDE
    for left, top, right, bottom in letters(pdf):
        assert left > cards.LEFT
        assert right < edge
        assert cards.TOP < top < bottom < cards.TOP + cards.HEIGHT
        if bottom > cards.TOP + cards.HEIGHT - cards.INSIDE - cards.QR:
            assert right < edge - cards.QR


@EACH
def test_the_address_of_a_lot_makes_modules_that_a_cheap_camera_tells_apart(kind):
    """A third of a millimetre each, which an office printer draws with eight dots."""
    label = replace(FULL, qr="https://tienda-ficticia.example.org/practica/p/D00291-E7A2N95P")
    stickers = KINDS[kind]
    picture = pixels(labels.draw([(label, 1)], kind, author=""), dots_per_mm=12)
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == label.qr
    wide = abs(code.position.top_right.x - code.position.top_left.x) / 12
    assert wide / len(qr.rows(label.qr)) > 0.33, stickers


@EACH
def test_everything_on_a_label_is_black(kind):
    assert inks(labels.draw([(FULL, 1)], kind, author="A")) == {(0, 0, 0)}
