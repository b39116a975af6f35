"""The assembly's sheet: numbered figures in large letters, to be read aloud, signed and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .letterhead import (
    BOTTOM,
    LEFT,
    RIGHT,
    SIGNATURE,
    TOP,
    WIDTH,
    head,
    head_height,
    page_number,
    separator,
    signature,
)
from .sheet import FIBRE, MUTED, Sheet, leading

TITLE = "Hoja para la asamblea"

#: Letters from the largest to the smallest that can still be read aloud at arm's length.
SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)

#: Room for the titles of the sections, for the numbers, and for what closes the last page.
TITLES, NUMBERS, CLOSING = 31.0, 10.0, SIGNATURE + 6.0

#: Room between two lines, and between two sections.
LEAD, GAP = 0.6, 2.2

WHO_SIGNS = ("Presidenta", "Tesorera", "Fiscal")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with its number; `words` say the sum once more."""

    number: int
    said: str
    figure: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Figures that belong together."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Assembly:
    """What is read; `entry` is the last page of the book that it counts, `seal` its hash's head."""

    issuer: Issuer
    since: date
    until: date
    sections: tuple[Section, ...]
    entry: int
    entry_on: date | None
    seal: str


def draw(facts: Assembly) -> bytes:
    """One sheet, in the largest letters that fit; more sheets only when even small ones do not."""
    code = f"{showing.day(facts.since)} – {showing.day(facts.until)}"
    sheet = Sheet(f"{TITLE} {code}", facts.issuer.name)
    room = BOTTOM - TOP - head_height(sheet, facts.issuer, TITLE, code) - CLOSING
    fitting = (size for size in SIZES if sum(_heights(sheet, facts.sections, size)) <= room)
    size = next(fitting, SIZES[-1])
    pages = _pages(_heights(sheet, facts.sections, size), room)
    for page, (start, beyond) in enumerate(pages, 1):
        if page > 1:
            sheet.next_page()
        y = head(sheet, facts.issuer, TITLE, code) - 4
        for section in facts.sections[start:beyond]:
            y = _section(sheet, section, size, y)
        page_number(sheet, page, len(pages))
    _close(sheet, facts)
    return sheet.finish()


def _pages(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Which sections stand on each page; none is divided."""
    pages, start, used = [], 0, 0.0
    for index, height in enumerate(heights):
        if used + height > room and index > start:
            pages.append((start, index))
            start, used = index, 0.0
        used += height
    return [*pages, (start, len(heights))]


def _heights(sheet: Sheet, sections: Sequence[Section], size: float) -> list[float]:
    return [
        max(
            sum(_line_height(sheet, line, size) for line in section.lines),
            len(_title(sheet, section)) * leading(9.5),
        )
        + GAP
        for section in sections
    ]


def _title(sheet: Sheet, section: Section) -> list[str]:
    return sheet.wrap(section.title, TITLES - 4, 9.5, bold=True)


def _wrapped(sheet: Sheet, line: Line, size: float) -> list[str]:
    taken = sheet.width(line.figure, size + 0.5, bold=True) + 4
    return sheet.wrap(line.said, WIDTH - TITLES - NUMBERS - taken, size)


def _line_height(sheet: Sheet, line: Line, size: float) -> float:
    words = leading(8.5) if line.words else 0.0
    return len(_wrapped(sheet, line, size)) * leading(size) + words + LEAD


def _section(sheet: Sheet, section: Section, size: float, y: float) -> float:
    """Its title at the left, its lines beside it, a hair below."""
    base = y + leading(size) * 0.85
    sheet.column(LEFT, base, _title(sheet, section), 9.5, bold=True, colour=FIBRE)
    height = _heights(sheet, [section], size)[0]
    x, at = LEFT + TITLES + NUMBERS, base
    for line in section.lines:
        sheet.text(x - 3, at, str(line.number), size, bold=True, colour=FIBRE, align="right")
        sheet.text(RIGHT, at, line.figure, size + 0.5, bold=True, align="right")
        below = sheet.column(x, at, _wrapped(sheet, line, size), size)
        if line.words:
            sheet.text(RIGHT, below - 0.7, line.words, 8.5, colour=MUTED, align="right")
            below += leading(8.5)
        at = below + LEAD
    separator(sheet, y + height - GAP / 2)
    return y + height


def _close(sheet: Sheet, facts: Assembly) -> None:
    """Room for three hands, and the seal that the secretary copies into the minutes."""
    wide = 52.0
    for place, who in enumerate(WHO_SIGNS):
        signature(sheet, LEFT + place * (wide + 9), BOTTOM - SIGNATURE - 3.5, wide, who)
    if facts.entry_on:
        until = f"página {facts.entry} del {showing.day(facts.entry_on)}"
        said = f"Sello del libro hasta la {until}: {facts.seal}. Cópielo en el acta."
        sheet.text(LEFT, BOTTOM + 3, said, 8.5, colour=MUTED)
