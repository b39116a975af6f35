"""Our QR codes, read back by another hand's decoder."""

import pytest
import zxingcpp
from PIL import Image

from coopshop.paper import qr


def read_back(rows: list[str]) -> zxingcpp.Barcode:
    """What a telephone sees: the code at four dots a module, with its quiet zone."""
    side = len(rows) + 8
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, 4):
        for x, module in enumerate(row, 4):
            if module == "1":
                picture.putpixel((x, y), 0)
    return zxingcpp.read_barcode(picture.resize((side * 4, side * 4), Image.Resampling.NEAREST))


@pytest.mark.parametrize("length", [1, 11, 12, 46, 47, 60, 61, 74, 108, 109, 200, 1000, 1663])
def test_every_length_is_read_back(length):
    said = ("20990000019|03|EB01|12|0.00|33.48|" * 60)[:length]
    assert read_back(qr.rows(said)).text == said


def test_words_beyond_ascii_are_read_back():
    assert read_back(qr.rows("Río Ñandú, Élida")).text == "Río Ñandú, Élida"


def test_the_level_is_the_one_that_sunat_asks_for():
    assert read_back(qr.rows("20990000019|03|EB01|12|")).ec_level == "Q"


def test_what_no_code_holds_is_a_bug():
    with pytest.raises(ValueError, match="too large"):
        qr.rows("x" * 1664)
