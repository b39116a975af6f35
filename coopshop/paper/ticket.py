"""The comprobante on a roll of 80 or 58 mm: what the A4 says, for a printer in a bag.

RS 007-99, RS 114-2019 and RS 193-2020/SUNAT ask the same of it as of the A4 (`invoice.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain import showing
from ..domain.days import local_of
from ..domain.invoice import Invoice, Line
from ..domain.money import Dollars
from . import wording
from .closing import Check
from .roll import ROLLS, Strip, Width
from .sheet import Sheet

#: What is read at arm's length, and what is only there to be found, on each roll.
SIZES = {80: (9.0, 8.0), 58: (8.5, 7.5)}

#: Room for the logo, across and down.
LOGO = (40.0, 16.0)

#: At most so large is the QR.
QR = 34.0


@dataclass(frozen=True, slots=True)
class Counter:
    """What happened at the counter: the moment, cash handed over, and the change given back."""

    at: datetime | None = None
    tendered: int = 0
    change: int = 0
    #: Notes in dollars for a sale in soles.
    dollars: tuple[Dollars, ...] = ()
    #: How it was really paid, where that was put right later: day, means, céntimos.
    put_right: tuple[tuple[date, str, int], ...] = ()


def draw(
    invoice: Invoice,
    *,
    width: int = 80,
    counter: Counter | None = None,
    digest: str = "",
    void: bool = False,
    logo: bytes | None = None,
    check: Check | None = None,
    divided: Sequence[tuple[str, int]] = (),
) -> bytes:
    """The ticket of a comprobante for a roll of `width` mm; `digest` is that of its facts.

    `check` is how it is told from a false one; `divided` says whose the money is, in soles.

    A `void` one belongs to a sale that was undone, and says so under its number.
    """
    roll: Width = ROLLS[width]
    sheet = Sheet(f"{invoice.title} {invoice.code}", invoice.issuer.name, digest, (width, width))
    ticket = _Ticket(Strip(sheet, roll), invoice, *SIZES[width], void=void)
    ticket.logo, ticket.check, ticket.divided = logo, check, divided
    ticket.fill(counter or Counter())
    ticket.strip.draw()
    return sheet.finish()


class _Ticket:
    """The parts of a ticket, from the head to the QR."""

    def __init__(
        self, strip: Strip, invoice: Invoice, size: float, small: float, *, void: bool
    ) -> None:
        self.strip, self.invoice, self.void = strip, invoice, void
        self.size, self.small = size, small
        self.logo: bytes | None = None
        self.check: Check | None = None
        self.divided: Sequence[tuple[str, int]] = ()

    def fill(self, counter: Counter) -> None:
        self._issuer()
        self._title()
        self._people(counter.at)
        self.strip.rule()
        for line in self.invoice.lines:
            self._line(line)
        self.strip.rule()
        self._sums()
        self._paid(counter)
        self._remarks()
        self._divided()
        self._foot()

    def _issuer(self) -> None:
        strip, issuer = self.strip, self.invoice.issuer
        strip.woven()
        if self.logo:
            strip.picture(self.logo, *LOGO)
        if issuer.trade_name:
            strip.words(issuer.trade_name, self.size + 4, bold=True, centred=True)
        strip.words(issuer.name, self.size, bold=True, centred=True)
        strip.words(f"RUC {issuer.ruc}", self.size, centred=True)
        strip.words(issuer.address, self.small, centred=True)
        place = " · ".join(filter(None, (self.invoice.place_name, self.invoice.place_address)))
        strip.words(place, self.small, centred=True)
        strip.gap(2.5)

    def _title(self) -> None:
        strip, invoice = self.strip, self.invoice
        strip.words(invoice.title, self.size + 2, bold=True, centred=True)
        strip.words(invoice.code, self.size + 4, bold=True, centred=True)
        strip.gap(1.5)
        if self.void:
            strip.framed(wording.VOID, self.size + 4)
            strip.words(wording.VOID_COUNTS_NOTHING, self.small, centred=True)
            strip.gap(1.5)
        if not invoice.valued:
            strip.framed(wording.NO_VALUE, self.size)
            strip.words(wording.not_a_comprobante(invoice), self.small, centred=True)
            strip.gap(1.5)

    def _people(self, at: datetime | None) -> None:
        strip, invoice = self.strip, self.invoice
        terms = wording.terms(invoice)
        if at and local_of(at).date() == invoice.on:
            terms.insert(1, ("Hora", f"{local_of(at):%H:%M}"))
        for label, said in terms:
            strip.pair(label, said, self.small)
        strip.gap(1)
        strip.words("Cliente", self.small)
        if invoice.buyer is None:
            strip.words(wording.FORGOTTEN, self.size)
        else:
            strip.words(invoice.buyer.name, self.size, bold=True)
            for said in filter(None, (wording.identity(invoice), invoice.buyer.address)):
                strip.words(said, self.small)
        if invoice.modifies:
            words, reason = wording.modified(invoice.modifies)
            strip.gap(1)
            strip.words("Documento que modifica", self.small)
            strip.words(words, self.size, bold=True)
            strip.words(f"Motivo: {reason}", self.small)

    def _line(self, line: Line) -> None:
        """What it is; below it how many at what price, and what that comes to."""
        said = f"{wording.counted(line)} × {showing.amount(line.price_cents)}"
        if line.discount_bp:
            said += f" −{showing.percent(line.discount_bp)}"
        self.strip.words(line.description, self.size, bold=True)
        self.strip.words(line.sku, self.small)
        # As the price was typed, so that a calculator agrees.
        amount = line.total if self.invoice.includes_igv else line.net
        self.strip.pair(said, showing.amount(amount), self.size)
        self.strip.gap(1.2)

    def _sums(self) -> None:
        for label, said in wording.sums(self.invoice):
            self.strip.pair(label, said, self.size)
        total = showing.money(self.invoice.total, self.invoice.currency)
        self.strip.gap(0.8)
        self.strip.pair(wording.TOTAL, total, self.size + 3, bold=True)
        self.strip.gap(0.8)

    def _paid(self, counter: Counter) -> None:
        rows = wording.payments(self.invoice)
        rows += wording.dollars(counter.dollars)
        if counter.tendered:
            rows.append(("Recibido en efectivo", showing.amount(counter.tendered)))
        for label, said in rows:
            self.strip.pair(label, said, self.size)
        if counter.change:
            # Given for dollars only, it is said in what; one change for both is just that.
            for_dollars = sum(notes.change for notes in counter.dollars) == counter.change
            label = "Vuelto en soles" if for_dollars else "Vuelto"
            self.strip.pair(label, showing.amount(counter.change), self.size, bold=True)
        for on, method, cents in counter.put_right:
            self.strip.pair(wording.put_right(on, method), showing.amount(cents), self.size)
        if owing := wording.owing(self.invoice):
            self.strip.pair(*owing, self.size, bold=self.invoice.due > 0)

    def _remarks(self) -> None:
        self.strip.rule()
        for kind, said in wording.remarks(self.invoice):
            self.strip.words(said, self.small, bold=kind == "words")
            self.strip.gap(1)

    def _divided(self) -> None:
        """What becomes of the buyer's money; in soles, as makers are paid."""
        if not self.divided:
            return
        whole = showing.money(sum(cents for _whose, cents in self.divided))
        self.strip.words(wording.DIVIDED % whole, self.size, bold=True)
        for whose, cents in self.divided:
            self.strip.pair(whose, showing.amount(cents), self.size)
        self.strip.gap(1.5)

    def _checked(self, check: Check) -> None:
        strip = self.strip
        strip.rule()
        strip.words(wording.CHECK, self.size, bold=True, centred=True)
        strip.words(f"Código {check.code}", self.size + 1, bold=True, centred=True)
        if check.url:
            strip.words(check.place, self.small, centred=True)
            strip.code(check.url, QR)

    def _foot(self) -> None:
        strip = self.strip
        strip.code(self.invoice.qr, QR)
        strip.words(wording.what_it_is(self.invoice), self.small, centred=True)
        strip.words(self.invoice.code, self.small, centred=True)
        if self.check:
            self._checked(self.check)
