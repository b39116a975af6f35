"""What our papers share: margins, the woven strip, the head, room to sign, where to cut."""

from collections.abc import Sequence

from ..domain.invoice import Issuer
from .sheet import FIBRE, HAIR, MM, MUTED, Colour, Sheet, leading

LEFT, RIGHT, TOP = 18.0, 192.0, 15.0
WIDTH = RIGHT - LEFT

#: Where nothing but the number of the page follows.
BOTTOM = 281.0

#: Half a sheet: two copies of a slip stand on one A4.
HALF = 148.5

#: Where the words of either half end, and the room between two facts.
HALF_END, GUTTER = HALF - 9, 5.0

#: Room for a signature, and for a finger.
SIGNATURE, FINGER = 26.0, (22.0, 27.0)

#: So many lines of small letters has a name below a signature.
NAME_LINES = 2


def weave(sheet: Sheet, y: float, x: float = LEFT, cells: int = 8, colour: Colour = FIBRE) -> None:
    """A strip of basket weave: three strands over, three strands under, cell by cell.

    A row of level strands is three dashed lines; one of upright strands is a single thick line,
    chopped into strands.
    """
    cell, strand, gap = 2.1 * MM, 0.42 * MM, 0.26 * MM
    over = (cell - gap, cell + gap)
    under = (strand, gap, strand, gap, strand, cell + cell - 3 * strand - 2 * gap)
    for row in range(2):
        top = y + row * 2.1
        level, upright = (x, x + 2.1) if row == 0 else (x + 2.1, x)
        for place in range(3):
            line = top + 0.4 + place * 0.68
            sheet.rule(level, line, cells * 4.2 - 2.3, colour=colour, weight=strand, dashes=over)
        length, middle = cells * 4.2 - 2.3, top + 0.95
        sheet.rule(upright + 0.16, middle, length, colour=colour, weight=cell - gap, dashes=under)


def head(
    sheet: Sheet, issuer: Issuer, title: str, code: str, y: float = TOP, *, copy: str = ""
) -> float:
    """Who writes and what this is; gives where the paper's own words begin."""
    weave(sheet, y)
    if copy:
        sheet.text(RIGHT, y + 3, copy, 8, colour=MUTED, align="right")
    edge = RIGHT - max(sheet.width(title, 14, bold=True), sheet.width(code, 11)) - 8
    names = sheet.wrap(issuer.name, edge - LEFT, 9.5, bold=True)
    sheet.text(RIGHT, y + 10.2, title, 14, bold=True, align="right")
    sheet.text(RIGHT, y + 16, code, 11, colour=FIBRE, align="right")
    below = sheet.column(LEFT, y + 10.2, names, 9.5, bold=True)
    below = sheet.column(LEFT, below, [f"RUC {issuer.ruc}"], 8.5, colour=MUTED)
    below = max(below, y + 17.5)
    sheet.rule(LEFT, below, WIDTH, colour=FIBRE, weight=0.8)
    return below + 7


def head_height(sheet: Sheet, issuer: Issuer, title: str, code: str) -> float:
    """How much of the sheet `head` takes."""
    edge = RIGHT - max(sheet.width(title, 14, bold=True), sheet.width(code, 11)) - 8
    names = len(sheet.wrap(issuer.name, edge - LEFT, 9.5, bold=True))
    return max(10.2 + names * leading(9.5) + leading(8.5), 17.5) + 7


def facts(sheet: Sheet, y: float, pairs: Sequence[tuple[str, str]], width: float = WIDTH) -> float:
    """Labels with what they say below them, side by side; gives the y below the tallest."""
    x, low = LEFT, y
    for (label, said), wide in zip(pairs, _shares(sheet, pairs, width), strict=True):
        sheet.text(x, y, label, 7.5, colour=FIBRE)
        lines = sheet.wrap(said, wide - GUTTER, 10, bold=True)
        low = max(low, sheet.column(x, y + 5, lines, 10, bold=True))
        x += wide
    return low + 1.5


def facts_height(sheet: Sheet, pairs: Sequence[tuple[str, str]], width: float = WIDTH) -> float:
    """How much of the sheet `facts` takes."""
    shares = zip(pairs, _shares(sheet, pairs, width), strict=True)
    longest = max(len(sheet.wrap(said, wide - GUTTER, 10, bold=True)) for (_, said), wide in shares)
    return 6.5 + longest * leading(10)


def _shares(sheet: Sheet, pairs: Sequence[tuple[str, str]], width: float) -> list[float]:
    """The width of each fact: what it needs and its part of the rest; who needs too much wraps."""
    needs = [sheet.width(said, 10, bold=True) + GUTTER + 0.1 for _, said in pairs]
    given = [0.0] * len(needs)
    left = width
    for place in sorted(range(len(needs)), key=needs.__getitem__):
        waiting = given.count(0.0)
        given[place] = min(needs[place], left / waiting)
        left -= given[place]
    return [wide + left / len(given) for wide in given]


def signature(sheet: Sheet, x: float, y: float, width: float, label: str, name: str = "") -> None:
    """A line to sign on, `SIGNATURE` mm high, with who signs below it.

    Only here a name is cut short: it stands in full at the head, or is that of the house's people.
    """
    base = y + SIGNATURE - 9
    sheet.rule(x, base, width, colour=MUTED, weight=0.6)
    sheet.text(x, base + 3.8, label, 8, colour=MUTED)
    size = 8 if sheet.width(name, 8) <= width else 6
    lines = sheet.wrap(name, width - 3, size)
    if len(lines) > NAME_LINES:
        lines = [*lines[: NAME_LINES - 1], f"{lines[NAME_LINES - 1]} …"]
    sheet.column(x, base + 7.2, lines, size)


def finger(sheet: Sheet, x: float, y: float) -> None:
    """Room for the print of a finger: on paper only, never kept by a program."""
    width, height = FINGER
    sheet.box(x, y, width, height, stroke=MUTED, weight=0.6, radius=1.5)
    sheet.text(x + width / 2, y + height + 3.4, "Huella", 8, colour=MUTED, align="centre")


def cut(sheet: Sheet, y: float = HALF) -> None:
    """Where the scissors go."""
    sheet.rule(8, y, 194, colour=MUTED, weight=0.6, dashes=(2, 3))


def page_number(sheet: Sheet, page: int, pages: int) -> None:
    """Which page this is, when there are several."""
    if pages > 1:
        sheet.text(RIGHT, 288, f"Página {page} de {pages}", 7.5, colour=MUTED, align="right")


def separator(sheet: Sheet, y: float) -> None:
    """A hair from margin to margin."""
    sheet.rule(LEFT, y, WIDTH, colour=HAIR)
