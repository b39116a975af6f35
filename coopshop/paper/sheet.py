"""Pages to draw on, in millimetres from their upper left corner; the only door to ReportLab.

Same calls, same bytes: no clock, no random identity. What is written is drawn as it is, never read
as markup. Shapes lie under words, whatever the order of the calls.
"""

import hashlib
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from . import qr

# Bytes as they are: a quarter smaller than in base 85, and faster.
rl_config.useA85 = 0

#: Width and height of a sheet, in mm.
Size = tuple[float, float]
A4: Size = (210.0, 297.0)

#: Points of a millimetre.
MM = 72 / 25.4

Colour = tuple[float, float, float]

#: Ink and fibre: near black, and the browns of dried piassaba from dark to nearly white.
INK: Colour = (0.141, 0.122, 0.106)
MUTED: Colour = (0.420, 0.384, 0.345)
FIBRE: Colour = (0.545, 0.349, 0.141)
HAIR: Colour = (0.855, 0.808, 0.745)
STRAW: Colour = (0.969, 0.949, 0.918)
WHITE: Colour = (1.0, 1.0, 1.0)
#: For rolls and cheap printers, which make dots of anything lighter.
BLACK: Colour = (0.0, 0.0, 0.0)
#: What lies across a page of practice.
STAMP: Colour = (0.294, 0.227, 0.620)

REGULAR, BOLD = "CoopshopRegular", "CoopshopBold"

#: The embedded letters: file and SHA-256 (fonts/README.md).
FONTS = {
    REGULAR: (
        "NotoSans-Regular.ttf",
        "578dbd47c3df2f4432d556b6f8fa5b9b0b18720ff2eddafed29561f95551d17f",
    ),
    BOLD: (
        "NotoSans-SemiBold.ttf",
        "a502228077febcfa0753c467b6eb1ec0785f8dd7f26ccac6470412fe38c2f208",
    ),
}
FOLDER = Path(__file__).parent / "fonts"

#: RS 114-2019/SUNAT, annex 6: at most 6 cm, modules of at least 0.19 mm.
QR_MOST, QR_MODULE_LEAST = 60.0, 0.19

#: What lies across every page that is drawn now; the application says it, and only in practice.
across: Callable[[], str] = str

_DARK = re.compile("1+")

# ReportLab cuts a font by moving one file position that all documents share.
_cutting = Lock()


class FontDamaged(RuntimeError):
    """The letters are missing or altered: no paper may be drawn with others."""


@cache
def load_fonts(folder: Path = FOLDER) -> frozenset[str]:
    """Check and register the letters once; gives the characters that can be printed.

    Raises FontDamaged, so that a program that starts can say so at once.
    """
    for file, sha256 in FONTS.values():
        path = folder / file
        if not path.is_file():
            raise FontDamaged(f"{path} is missing; install coopshop again.")
        if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise FontDamaged(f"{path} is damaged; install coopshop again.")
    fonts = [TTFont(name, folder / file, asciiReadable=False) for name, (file, _) in FONTS.items()]
    for font in fonts:
        pdfmetrics.registerFont(font)
    return frozenset.intersection(*(frozenset(map(chr, font.face.charToGlyph)) for font in fonts))


class Sheet:
    """Pages with a title and an author, drawn one after the other; of A4 where nothing is said."""

    def __init__(self, title: str, author: str, subject: str = "", size: Size = A4) -> None:
        self._printable = load_fonts()
        self._bytes = io.BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(size[0] * MM, size[1] * MM),
            invariant=1,
            pageCompression=1,
            lang="es-PE",
            initialFontName=REGULAR,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)
        self._canvas.setCreator("coopshop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._width, self._height = size
        self._begin()

    def _begin(self) -> None:
        self._words = self._canvas.beginText()
        self._font: tuple[str, float] | None = None
        self._colour: Colour | None = None
        self._pen: tuple[Colour, float, Sequence[float]] | None = None

    def next_page(self) -> None:
        """Leave this page and begin another."""
        self._end_page()
        self._begin()

    def resize(self, size: Size) -> None:
        """Another size for this page and those after it; only before anything is drawn on it."""
        self._canvas.setPageSize((size[0] * MM, size[1] * MM))
        self._width, self._height = size

    def _end_page(self) -> None:
        self._canvas.drawText(self._words)
        if said := across():
            self._stamp(said)
        self._canvas.showPage()

    def _stamp(self, said: str) -> None:
        """Words from corner to corner over everything, light enough to read what lies below."""
        wide, high = self._width * MM, self._height * MM
        size = 0.8 * math.hypot(wide, high) / pdfmetrics.stringWidth(said, BOLD, 1)
        self._canvas.saveState()
        self._canvas.translate(wide / 2, high / 2)
        self._canvas.rotate(math.degrees(math.atan2(high, wide)))
        self._canvas.setFillColor(STAMP)
        self._canvas.setFillAlpha(0.3)
        self._canvas.setFont(BOLD, size)
        self._canvas.drawCentredString(0, -size / 3, said)
        self._canvas.restoreState()

    def finish(self) -> bytes:
        """The document; nothing more can be drawn."""
        self._end_page()
        with _cutting:
            self._canvas.save()
        return self._bytes.getvalue()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 9,
        *,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "left",
    ) -> None:
        """Words on a base line, from `x` on, up to it (`right`) or around it (`centre`)."""
        if not words:
            return
        words = self._shown(words)
        font = BOLD if bold else REGULAR
        at = x * MM
        if align != "left":
            wide: float = pdfmetrics.stringWidth(words, font, size)
            at -= wide if align == "right" else wide / 2
        if self._font != (font, size):
            self._words.setFont(font, size)
            self._font = (font, size)
        if self._colour != colour:
            self._words.setFillColor(colour)
            self._colour = colour
        self._words.setTextOrigin(at, (self._height - y) * MM)
        self._words.textLine(words)

    def column(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        size: float = 9,
        *,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "left",
    ) -> float:
        """Lines one below the other; gives the base line that the next one would have."""
        for line in lines:
            self.text(x, y, line, size, bold=bold, colour=colour, align=align)
            y += leading(size)
        return y

    def width(self, words: str, size: float = 9, *, bold: bool = False) -> float:
        """How wide the words are."""
        return float(pdfmetrics.stringWidth(words, BOLD if bold else REGULAR, size)) / MM

    def wrap(self, words: str, width: float, size: float = 9, *, bold: bool = False) -> list[str]:
        """Words in lines of at most `width`, broken at spaces, or inside what is wider than a line.

        No character is lost but the spaces at which a line ends. Gives one line at least.
        """
        if self.width(words, size, bold=bold) <= width and "\n" not in words:
            return [self._shown(words)]
        lines = []
        for paragraph in words.split("\n"):
            line = ""
            for word in self._shown(paragraph).split():
                longer = f"{line} {word}" if line else word
                if self.width(longer, size, bold=bold) <= width:
                    line = longer
                    continue
                if line:
                    lines.append(line)
                *full, line = self._cut(word, width, size, bold)
                lines += full
            lines.append(line)
        return lines

    def _cut(self, word: str, width: float, size: float, bold: bool) -> list[str]:
        """A word in pieces that fit, never between a letter and its marks."""
        if self.width(word, size, bold=bold) <= width:
            return [word]
        pieces, start, used = [], 0, 0.0
        for place, letter in enumerate(word):
            wide = self.width(letter, size, bold=bold)
            if used + wide > width and place > start and not unicodedata.combining(letter):
                pieces.append(word[start:place])
                start, used = place, 0.0
            used += wide
        return [*pieces, word[start:]]

    def _shown(self, words: str) -> str:
        """The words; a character without a letter in our fonts shows its code point instead."""
        if self._printable.issuperset(words):
            return words
        return "".join(
            sign if sign in self._printable else f"[U+{ord(sign):04X}]" for sign in words
        )

    def rule(
        self,
        x: float,
        y: float,
        length: float,
        *,
        colour: Colour = HAIR,
        weight: float = 0.5,
        dashes: Sequence[float] = (),
    ) -> None:
        """A level line; `weight` and the lengths of dashes and gaps are points."""
        self._take_pen(colour, weight, dashes)
        self._canvas.line(
            x * MM, (self._height - y) * MM, (x + length) * MM, (self._height - y) * MM
        )

    def stroke(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: Colour = HAIR,
        weight: float = 0.5,
    ) -> None:
        """A straight line from one point to another."""
        self._take_pen(colour, weight)
        self._canvas.line(x1 * MM, (self._height - y1) * MM, x2 * MM, (self._height - y2) * MM)

    def _take_pen(self, colour: Colour, weight: float, dashes: Sequence[float] = ()) -> None:
        """Nothing is said twice: most lines of a table are drawn with the same pen."""
        if self._pen != (colour, weight, dashes):
            self._canvas.setStrokeColor(colour)
            self._canvas.setLineWidth(weight)
            self._canvas.setDash(list(dashes))
            self._pen = (colour, weight, dashes)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        weight: float = 0.7,
        radius: float = 0.0,
    ) -> None:
        """A rectangle from its upper left corner, filled, outlined or both."""
        if fill:
            self._canvas.setFillColor(fill)
        if stroke:
            self._take_pen(stroke, weight)
        at = (x * MM, (self._height - y - height) * MM, width * MM, height * MM)
        how = {"fill": int(fill is not None), "stroke": int(stroke is not None)}
        if radius:
            self._canvas.roundRect(*at, radius * MM, **how)
        else:
            self._canvas.rect(*at, **how)

    def picture(self, x: float, y: float, width: float, height: float, jpeg: bytes) -> None:
        """A JPEG that fills a rectangle from its upper left corner, cut to its shape."""
        image = ImageReader(io.BytesIO(jpeg))
        wide, high = image.getSize()
        scale = max(width / wide, height / high)
        self._canvas.saveState()
        frame = self._canvas.beginPath()
        frame.rect(x * MM, (self._height - y - height) * MM, width * MM, height * MM)
        self._canvas.clipPath(frame, stroke=0)
        left, below = x - (wide * scale - width) / 2, y + (high * scale + height) / 2
        at = (left * MM, (self._height - below) * MM, wide * scale * MM, high * scale * MM)
        self._canvas.drawImage(image, *at)
        self._canvas.restoreState()

    def link(self, x: float, y: float, width: float, height: float, address: str) -> None:
        """A place on the page that leads to an address when it is pressed in a reader."""
        left, low = x * MM, (self._height - y - height) * MM
        self._canvas.linkURL(address, (left, low, left + width * MM, low + height * MM))

    def qr(self, x: float, y: float, size: float, said: str) -> None:
        """A QR code of `size` mm, its quiet zone not counted.

        Raises ValueError when the rule for its size or that for its modules cannot be kept.
        """
        rows = qr.rows(said)
        module = size / len(rows)
        if size > QR_MOST or module < QR_MODULE_LEAST:
            raise ValueError(f"{len(said)} characters make no lawful QR of {size} mm.")
        squares = [
            f"{dark.start()} {-down - 1} {dark.end() - dark.start()} 1 re"
            for down, row in enumerate(rows)
            for dark in _DARK.finditer(row)
        ]
        self._canvas.saveState()
        self._canvas.translate(x * MM, (self._height - y) * MM)
        self._canvas.scale(module * MM, module * MM)
        self._canvas.setFillColor((0, 0, 0))
        self._canvas.addLiteral(" ".join(squares) + " f")
        self._canvas.restoreState()


def fitting(png: bytes, wide: float, high: float) -> tuple[float, float]:
    """How wide and how high a picture is that just fits into a box."""
    across, down = ImageReader(io.BytesIO(png)).getSize()
    scale = min(wide / across, high / down)
    return across * scale, down * scale


def leading(size: float) -> float:
    """The distance of base lines, in mm, for letters of `size` points."""
    return size * 1.38 / MM
