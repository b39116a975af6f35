"""QR codes in one way only: bytes in UTF-8, level Q, mask 3, as SUNAT asks (RS 114-2019).

The mask is fixed because trying all eight, as encoders do by default, takes seven times as long and
makes no code easier to read on paper.
"""

import segno


def rows(said: str) -> list[str]:
    """The modules of a code, a row at a time, dark ones as `1`; no quiet zone around them.

    >>> rows("20990000019")[0]
    '111111100001001111111'

    Raises ValueError for what no QR code can hold.
    """
    return ["".join("1" if module else "0" for module in row) for row in _code(said).matrix]


def picture(said: str) -> str:
    """A code for a screen, as an address that holds the whole picture.

    >>> picture("20990000019")[:19]
    'data:image/svg+xml;'

    Raises ValueError as `rows` does.
    """
    address: str = _code(said).svg_data_uri(scale=8, border=4, light="#fff")
    return address


def _code(said: str) -> segno.QRCode:
    return segno.make_qr(said, error="q", mode="byte", encoding="utf-8", mask=3, boost_error=False)
