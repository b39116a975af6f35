"""How a comprobante closes: sums, the amount in words, payments, what is due, QR and legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain import showing
from ..domain.invoice import Invoice
from ..domain.money import Dollars
from . import wording
from .sheet import FIBRE, HAIR, INK, MUTED, STRAW, Colour, Sheet, leading

#: Height of a row of sums, and of the band that holds the total.
ROW, TOTAL = 5.3, 10.5

#: Size of a QR, and the white around it that readers need (SUNAT: at least 1 mm).
QR = 28.0

#: How wide the words beside either QR are.
WORDS = 55.0


@dataclass(frozen=True, slots=True)
class Check:
    """How somebody finds out whether a paper is true: its code, and where it is asked for.

    `form` is the address where number and code are typed, `url` the one that holds both; without a
    public address both are empty.
    """

    code: str
    form: str = ""
    url: str = ""

    @property
    def place(self) -> str:
        """The form's address as it is typed: without what every browser adds by itself."""
        return self.form.partition("://")[2].rstrip("/")


@dataclass(frozen=True, slots=True)
class Remark:
    """A paragraph beside the sums."""

    lines: list[str]
    size: float
    bold: bool
    colour: Colour

    @property
    def height(self) -> float:
        return len(self.lines) * leading(self.size) + 2


class Closing:
    """What stands below the lines, laid out before it is known on which page it falls."""

    def __init__(
        self,
        sheet: Sheet,
        invoice: Invoice,
        left: float,
        side: float,
        right: float,
        notes: Sequence[Dollars] = (),
    ):
        self.sheet, self.invoice = sheet, invoice
        self.left, self.side, self.right = left, side, right
        self.sums = wording.sums(invoice)
        self.payments = wording.payments(invoice) + wording.dollars(notes)
        if change := sum(one.change for one in notes):
            self.payments.append(("Vuelto en soles", showing.money(change)))
        self.remarks = [
            Remark(sheet.wrap(words, side - left - 10, size, bold=bold), size, bold, colour)
            for words, (size, bold, colour) in _remarks(invoice)
        ]
        rows = ROW * (len(self.sums) + len(self.payments) + 1) + TOTAL + 3
        self.height = 4 + max(rows, sum(remark.height for remark in self.remarks))

    def draw(self, y: float) -> None:
        """Draw both columns from `y` down."""
        below = y + 4
        for remark in self.remarks:
            self.sheet.column(
                self.left,
                below + 3,
                remark.lines,
                remark.size,
                bold=remark.bold,
                colour=remark.colour,
            )
            below += remark.height
        y += 3
        for label, amount in self.sums:
            y = self._row(label, amount, y)
        y = self._total(y + 1)
        for label, amount in self.payments:
            y = self._row(label, amount, y)
        if owing := wording.owing(self.invoice):
            self._row(*owing, y, bold=self.invoice.due > 0)

    def _row(self, label: str, amount: str, y: float, *, bold: bool = False) -> float:
        self.sheet.text(self.side, y + 4, label, 8.5, bold=bold, colour=INK if bold else MUTED)
        self.sheet.text(self.right, y + 4, amount, 9, bold=bold, align="right")
        return y + ROW

    def _total(self, y: float) -> float:
        invoice, width = self.invoice, self.right - self.side
        self.sheet.box(self.side - 3, y, width + 6, TOTAL - 1, fill=STRAW, radius=1.2)
        self.sheet.text(self.side, y + 6.1, wording.TOTAL, 9.5, bold=True)
        total = showing.money(invoice.total, invoice.currency)
        self.sheet.text(self.right, y + 6.4, total, 13, bold=True, align="right")
        return y + TOTAL + 1

    def foot(self, y: float, check: Check | None) -> None:
        """At the foot of the last page: what SUNAT's form asks for, and how it is checked."""
        sheet = self.sheet
        sheet.rule(self.left, y, self.right - self.left, colour=HAIR)
        top = y + 5
        sheet.qr(self.left, top, QR, self.invoice.qr)
        said = sheet.wrap(wording.what_it_is(self.invoice), WORDS if check else 120, 8.5)
        beside = self.left + QR + 6
        below = sheet.column(beside, top + 3, said, 8.5)
        sheet.text(beside, below + 0.6, self.invoice.code, 8.5, colour=MUTED)
        if check:
            self._check(check, top)

    def _check(self, check: Check, top: float) -> None:
        """A QR and a link where there is an address; the code and where to type it always."""
        sheet, edge = self.sheet, self.right
        if check.url:
            sheet.qr(edge - QR, top, QR, check.url)
            sheet.link(edge - QR, top, QR, QR, check.url)
            edge -= QR + 5
        said = [(wording.CHECK, 8.5, True), (f"Código {check.code}", 9.5, True)]
        said += [(line, 7.5, False) for line in sheet.wrap(check.place, WORDS - 12, 7.5) if line]
        y = top + 3
        for words, size, bold in said:
            sheet.text(edge, y, words, size, bold=bold, align="right")
            y += leading(size) + 0.4


#: Size, weight and colour of each kind of remark.
_LOOKS: dict[str, tuple[float, bool, Colour]] = {
    "words": (9.0, True, INK),
    "quota": (8.5, False, INK),
    "legend": (7.5, False, MUTED),
    "note": (8.5, False, FIBRE),
}


def _remarks(invoice: Invoice) -> list[tuple[str, tuple[float, bool, Colour]]]:
    return [(words, _LOOKS[kind]) for kind, words in wording.remarks(invoice)]
