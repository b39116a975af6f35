"""Our QR codes, module by module, against ReportLab's slower encoder, which can make any."""

import random

import pytest
from reportlab.graphics.barcode import qrencoder

from coopshop.paper import qr

#: What the 40 versions hold at level Q, in bytes.
HOLDS = [
    *(11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258, 292, 322, 364, 394, 442, 482),
    *(509, 565, 611, 661, 715, 751, 805, 868, 908, 982),
    *(1030, 1112, 1168, 1228, 1283, 1351, 1423, 1499, 1579, 1663),
]


def theirs(said, version):
    """The same code by the other encoder."""
    code = qrencoder.QRCode(version, qrencoder.QRErrorCorrectLevel.Q)
    code.addData(qrencoder.QR8bitByte(said))
    code.makeImpl(False, 3)
    return ["".join("01"[bool(module)] for module in row) for row in code.modules]


def words(length):
    """Some text of so many bytes, always the same."""
    chosen = random.Random(length)
    return "".join(chosen.choice("0123456789|.-abcXYZ/:") for _ in range(length))


@pytest.mark.parametrize("version", range(1, 41))
def test_every_size_is_right_when_full(version):
    made = qr.rows(words(HOLDS[version - 1]))
    assert len(made) == 17 + 4 * version
    assert made == theirs(words(HOLDS[version - 1]), version)


@pytest.mark.parametrize("length", [*range(1, 75), 107, 108, 109, 130, 131, 150, 200])
def test_every_length_takes_the_smallest_size(length):
    version = next(place for place, most in enumerate(HOLDS, 1) if length <= most)
    assert qr.rows(words(length)) == theirs(words(length), version)


def test_words_beyond_ascii_are_utf_8():
    assert qr.rows("Ñandú") == theirs("Ñandú", 1)


def test_what_no_code_holds_is_a_bug():
    with pytest.raises(ValueError, match="1664 bytes"):
        qr.rows("x" * 1664)
