"""The notice of the complaints book for the wall of the shop (Ley 29571, art. 151), A4.

DS 011-2011-PCM wants letters of at least 1 cm in the name of the book, and of half a centimetre in
the sentence: the sizes below make even the small letters as high as that.
"""

from ..domain.invoice import Issuer
from .letterhead import LEFT, RIGHT, WIDTH, weave
from .sheet import FIBRE, INK, MUTED, WHITE, Sheet, leading

NAME = ("Libro de", "Reclamaciones")

#: The sentence of the law's notice.
SENTENCE = (
    "Conforme a lo establecido en el Código de Protección y Defensa del Consumidor este "
    "establecimiento cuenta con un Libro de Reclamaciones a tu disposición. Solicítalo para "
    "registrar la queja o reclamo que tengas."
)

#: Points: a small letter of ours is 0.536 of them high.
LARGE, MIDDLE = 66.0, 27.0


def draw(issuer: Issuer, address: str) -> bytes:
    """One sheet for the wall; its QR leads to `address`, where the sheet can be filled in."""
    sheet = Sheet("Libro de Reclamaciones", issuer.name)
    weave(sheet, 15)
    sheet.text(RIGHT, 19, issuer.trade_name or issuer.name, 11, bold=True, align="right")
    _open_book(sheet, 105, 27)
    y = sheet.column(105, 83, NAME, LARGE, bold=True, align="centre")
    lines = sheet.wrap(SENTENCE, WIDTH, MIDDLE)
    y = sheet.column(105, y - 8, lines, MIDDLE, colour=INK, align="centre")
    y = max(y - 4, 226)
    sheet.rule(LEFT, y, WIDTH, colour=FIBRE, weight=0.8)
    sheet.qr(LEFT, y + 6, 42, address)
    words = sheet.wrap("También en su celular, sin registrarse:", WIDTH - 52, 16, bold=True)
    below = sheet.column(LEFT + 52, y + 15, words, 16, bold=True)
    below = sheet.column(LEFT + 52, below + 1, sheet.wrap(address, WIDTH - 52, 12), 12)
    small = [f"{issuer.name} · RUC {issuer.ruc}", issuer.address]
    rows = [line for said in small for line in sheet.wrap(said, WIDTH - 52, 9)]
    sheet.column(LEFT + 52, below + leading(9), rows, 9, colour=MUTED)
    return sheet.finish()


def _open_book(sheet: Sheet, x: float, y: float) -> None:
    """An open book with lines on its pages, around the middle `x`."""
    wide, high = 42.0, 30.0
    for side in (-wide, 0.0):
        sheet.box(x + side, y, wide, high, fill=WHITE, stroke=FIBRE, weight=2.4, radius=2)
        for row in range(3):
            sheet.rule(x + side + 7, y + 9 + row * 7, wide - 14, colour=FIBRE, weight=1.6)
