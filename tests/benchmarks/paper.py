"""A comprobante of ten lines, and the same words at the same places by other means.

What stands on the page is read back from our own PDF: the others need no layout, they are told
where each word goes. The bare canvas writes the words in the same letters and draws the same QR
code; lines, boxes and colours it leaves out. WeasyPrint gets them as a page of HTML.
"""

import html
import io
from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from coopshop.domain.invoice import Invoice
from coopshop.paper import invoice as paper
from coopshop.paper import qr
from coopshop.paper.sheet import BOLD, REGULAR
from tests.papers import specimens

from .measuring import Act, timed

#: Where the code stands on the bare page, and how wide one of its modules is, in points.
QR_AT, QR_MODULE = (48.0, 160.0), 2.0

WEIGHTS = {REGULAR: 400, BOLD: 600}


class Words(NamedTuple):
    """Words on a base line, in points from the lower left corner of the page."""

    x: float
    y: float
    font: str
    size: float
    said: str


def acts() -> dict[str, Act]:
    """Ours, the bare canvas, and WeasyPrint where it is installed."""
    drawn = specimens.factura(10)
    words = _words(paper.draw(drawn))
    found: dict[str, Callable[[], object]] = {
        "coopshop": lambda: paper.draw(drawn),
        "bare": lambda: _bare(words, drawn),
    }
    if find_spec("weasyprint"):
        from weasyprint import HTML

        page = _html(words, drawn)
        found["weasyprint"] = lambda: HTML(string=page).write_pdf()
    return {name: timed(act) for name, act in found.items()}


def _words(pdf: bytes) -> list[Words]:
    """All that is written on a page."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        return [
            Words(
                *item.get_matrix().get()[4:],
                BOLD if "Bold" in item.get_font().get_base_name() else REGULAR,
                item.get_font_size(),
                item.extract().rstrip("\r\n"),
            )
            for item in page.get_objects(textpage=page.get_textpage())
            if isinstance(item, pypdfium2.PdfTextObj)
        ]


def _bare(words: list[Words], drawn: Invoice) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1, pageCompression=1, initialFontName=REGULAR)
    for x, y, font, size, said in words:
        canvas.setFont(font, size)
        canvas.drawString(x, y, said)
    canvas.translate(*QR_AT)
    canvas.scale(QR_MODULE, QR_MODULE)
    path = canvas.beginPath()
    for x, y, length in _dark(drawn.qr):
        path.rect(x, -y - 1, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return held.getvalue()


def _dark(said: str) -> list[tuple[int, int, int]]:
    """Column, row and length of each dark stretch of a QR code."""
    found = []
    for y, row in enumerate(qr.rows(said)):
        x = 0
        for stretch in row.split("0"):
            if stretch:
                found.append((x, y, len(stretch)))
            x += len(stretch) + 1
    return found


def _html(words: list[Words], drawn: Invoice) -> str:
    spans = "".join(
        f'<span style="left:{x}pt;bottom:{y}pt;font:{WEIGHTS[font]} {size}pt sans-serif">'
        f"{html.escape(said)}</span>"
        for x, y, font, size, said in words
    )
    code = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in _dark(drawn.qr))
    return (
        "<style>@page{size:A4;margin:0}span,svg{position:absolute;white-space:pre}</style>"
        f'{spans}<svg style="left:48pt;bottom:70pt" width="120" height="120" viewBox="0 0 45 45">'
        f'<path d="{code}"/></svg>'
    )
