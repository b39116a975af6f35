"""How a cell of somebody's own sheet is read: what it means, or a sentence that says why not.

Numbers, words and days are read by the same rules as in the forms (`domain.reading`); what a
spreadsheet does to them on its own (a day as a number, a DNI without its zero) is undone here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ...domain import identifiers, reading, text
from ...domain.errors import N_, Refused
from ...domain.folding import folded
from .files import Cell

#: Reads a cell that holds something.
Reader = Callable[[Cell], Any]

#: Where Excel's days begin to be counted, and the numbers that are days of our century.
EPOCH, DAYS = date(1899, 12, 30), range(36_526, 73_050)

_LONG_DAY = re.compile(r"([0-9]{1,2})(?: de)? ([a-z]{3,10})\.?(?: del?)? ([0-9]{4})")

YES_OR_NO = {"si": True, "no": False, "x": True, "yes": True, "1": True, "0": False}

_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic")
_OTHER_MONTHS = {"sep": 9, "jan": 1, "apr": 4, "aug": 8, "dec": 12}


class NotOneOf(Refused):
    """A word that the column does not know."""

    message = N_("%(read)s is not one of: %(known)s.")


class NotKnown(Refused):
    """A member, product or place that is not in the register."""

    message = N_("%(read)s is not in our register. Enter it first, or correct the cell.")


class Several(Refused):
    """A name that two have."""

    message = N_("%(read)s may be %(known)s. Write the code.")


class NotWhole(Refused):
    """Half a minute, or words."""

    message = N_("%(read)s is not a whole number.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its heading in the template, what else it may be called, how it reads."""

    name: str
    heading: str
    also: tuple[str, ...]
    read: Reader
    required: bool = False
    #: The filter by which a page shows what was read; nothing where it is shown as it is.
    shown: str = ""
    example: str = ""
    #: The words that may stand here, for the template.
    words: tuple[str, ...] = ()

    @property
    def headings(self) -> set[str]:
        """Every heading, compared without accents, capitals, blanks and signs."""
        return {plain(heading) for heading in (self.heading, self.name, *self.also)}


def plain(words: str) -> str:
    """Words as they are compared.

    >>> plain("  N.º de DNI ")
    'ndedni'
    """
    return re.sub(r"[^a-z0-9]", "", folded(words))


def words(most: int = text.LINE) -> Reader:
    """A line of text."""
    return lambda cell: text.line(_written(cell), most)


def code(cell: Cell) -> str:
    """A code that the house gives."""
    return identifiers.code(_written(cell))


def money(cell: Cell) -> int:
    """Céntimos: of a number as it is, of a text as in a form."""
    if cell.kind != "number":
        return reading.money(cell.text.strip())
    number = _rounded(cell)
    _refuse_finer(number, 2)
    return reading.money(f"{number:.2f}")


def quantity(cell: Cell) -> int:
    """Thousandths: of a number as it is, of a text as in a form."""
    if cell.kind != "number":
        return reading.quantity(cell.text.strip())
    number = _rounded(cell)
    _refuse_finer(number, 3)
    return reading.quantity(_decimal(number))


def whole(cell: Cell) -> int:
    """A whole number of zero or more."""
    written = _written(cell)
    if not re.fullmatch("[0-9]{1,6}", written):
        raise NotWhole(read=written[:20])
    return int(written)


def day(cell: Cell) -> date:
    """A day: of the spreadsheet's own, its number, or words with the day before the month."""
    written = folded(_written(cell))
    if cell.kind == "number" and written.isdigit() and int(written) in DAYS:
        return EPOCH + timedelta(days=int(written))
    numbers = _DAY.fullmatch(written)
    named = _LONG_DAY.fullmatch(written)
    if numbers:
        written = f"{numbers[3]}-{int(numbers[2]):02}-{int(numbers[1]):02}"
    elif named and (month := _month(named[2])):
        written = f"{named[3]}-{month:02}-{int(named[1]):02}"
    return reading.day(written)


def dni(cell: Cell) -> str:
    """A DNI; a spreadsheet that took it for a number has dropped the zero in front."""
    written = _written(cell)
    return identifiers.dni(written.zfill(8) if cell.kind == "number" else written)


def yes(cell: Cell) -> bool:
    """Yes or no, in words, by a cross, or by the spreadsheet's own sign."""
    return bool(one_of(YES_OR_NO)(cell))


def one_of(known: Mapping[str, Any]) -> Reader:
    """One of a few words, compared without accents and capitals."""
    by_word = {plain(word): value for word, value in known.items()}

    def read(cell: Cell) -> Any:
        written = _written(cell)
        if plain(written) not in by_word:
            raise NotOneOf(read=written[:30], known=", ".join(known))
        return by_word[plain(written)]

    return read


def registered(known: Mapping[str, str]) -> Reader:
    """Something of the register, by its code or by its whole name; `known` maps code to name."""
    by_code = {folded(code): code for code in known}
    by_name: dict[str, list[str]] = {}
    for code_, name in known.items():
        by_name.setdefault(plain(name), []).append(code_)

    def read(cell: Cell) -> str:
        written = _written(cell)
        if found := by_code.get(folded(written)):
            return found
        codes = by_name.get(plain(written), [])
        if len(codes) > 1:
            raise Several(read=written[:30], known=", ".join(codes))
        if not codes:
            raise NotKnown(read=written[:30])
        return codes[0]

    return read


def _written(cell: Cell) -> str:
    """How a cell is written; a number without the `.0` that a spreadsheet adds."""
    if cell.kind != "number":
        return cell.text.strip()
    return _decimal(_rounded(cell))


def _refuse_finer(number: Decimal, places: int) -> None:
    if number != round(number, places):
        raise reading.TooFine(read=_decimal(number), places=str(places))


def _decimal(number: Decimal) -> str:
    return f"{number:.0f}" if number % 1 == 0 else f"{number.normalize():f}"


def _rounded(cell: Cell) -> Decimal:
    """A number as people see it: the last digits of a computed one are noise."""
    number = Decimal(cell.text)
    if not number.is_finite() or abs(number) > 10**12:
        raise reading.Unreadable(read=cell.text[:20], like="12.50")
    return round(number, 6)


def _month(word: str) -> int:
    short = word[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _OTHER_MONTHS.get(short, 0)
