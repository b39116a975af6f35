"""How a comprobante closes: sums, the amount in words, payments, what is due, QR and legend."""

from dataclasses import dataclass

from ..domain import showing
from ..domain.invoice import TITLES, Invoice
from ..domain.numbering import is_paper
from .sheet import FIBRE, HAIR, INK, MUTED, STRAW, Colour, Sheet, leading

OPERATIONS = {
    "gravado": "Operación gravada",
    "exonerado": "Operación exonerada",
    "inafecto": "Operación inafecta",
    "exportacion": "Operación de exportación",
}

#: Height of a row of sums, and of the band that holds the total.
ROW, TOTAL = 5.3, 10.5

#: Size of a QR, and the white around it that readers need (SUNAT: at least 1 mm).
QR = 28.0


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

    def __init__(self, sheet: Sheet, invoice: Invoice, left: float, side: float, right: float):
        self.sheet, self.invoice = sheet, invoice
        self.left, self.side, self.right = left, side, right
        self.sums = _sums(invoice)
        self.payments = _payments(invoice)
        self.remarks = [
            Remark(sheet.wrap(words, side - left - 10, size, bold=bold), size, bold, colour)
            for words, size, bold, colour in _remarks(invoice)
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
        # A cash sale whose payments were written down apart says nothing of what is due.
        if self.payments or self.invoice.terms.kind == "credito":
            label = "Por pagar"
            if self.invoice.due and self.invoice.terms.due_on:
                label = f"Por pagar hasta el {showing.day(self.invoice.terms.due_on)}"
            due = showing.amount(self.invoice.due)
            self._row(label, due, y, bold=self.invoice.due > 0)

    def _row(self, label: str, amount: str, y: float, *, bold: bool = False) -> float:
        self.sheet.text(self.side, y + 4, label, 8.5, bold=bold, colour=INK if bold else MUTED)
        self.sheet.text(self.right, y + 4, amount, 9, bold=bold, align="right")
        return y + ROW

    def _total(self, y: float) -> float:
        invoice, width = self.invoice, self.right - self.side
        self.sheet.box(self.side - 3, y, width + 6, TOTAL - 1, fill=STRAW, radius=1.2)
        self.sheet.text(self.side, y + 6.1, "Importe total", 9.5, bold=True)
        total = showing.money(invoice.total, invoice.currency)
        self.sheet.text(self.right, y + 6.4, total, 13, bold=True, align="right")
        return y + TOTAL + 1

    def foot(self, y: float, page_url: str | None) -> None:
        """At the foot of the last page: what SUNAT's form asks for, and the buyer's own page."""
        sheet = self.sheet
        sheet.rule(self.left, y, self.right - self.left, colour=HAIR)
        top = y + 5
        sheet.qr(self.left, top, QR, self.invoice.qr)
        said = sheet.wrap(what_it_is(self.invoice), 70 if page_url else 120, 8.5)
        beside = self.left + QR + 6
        below = sheet.column(beside, top + 3, said, 8.5)
        sheet.text(beside, below + 0.6, self.invoice.code, 8.5, colour=MUTED)
        if page_url:
            sheet.qr(self.right - QR, top, QR, page_url)
            edge = self.right - QR - 5
            sheet.text(edge, top + 3, "Su compra en línea", 8.5, align="right")
            sheet.text(edge, top + 7.4, "Quién hizo cada pieza", 8, colour=MUTED, align="right")


def what_it_is(invoice: Invoice) -> str:
    """The sentence that says what this sheet is worth."""
    name = TITLES[invoice.kind].lower()
    if not invoice.valued:
        return "Documento sin valor tributario"
    if is_paper(invoice.series):
        return f"Copia de la {name} emitida en formato impreso (contingencia)"
    return f"Representación impresa de la {name} electrónica"


def _sums(invoice: Invoice) -> list[tuple[str, str]]:
    sums = []
    if invoice.discounted:
        sums += [
            ("Antes de descuentos", showing.amount(invoice.gross)),
            ("Descuentos", showing.amount(-invoice.discount)),
        ]
    sums += [(OPERATIONS[kind], showing.amount(net)) for kind, net in invoice.operations.items()]
    rate = f" {showing.percent(invoice.igv_bp)}" if invoice.treatment == "gravado" else ""
    return [*sums, (f"IGV{rate}", showing.amount(invoice.igv))]


def _payments(invoice: Invoice) -> list[tuple[str, str]]:
    """What came in, means by means; for a note, what went back."""
    rows = [
        (f"{paid.method.capitalize()}, {showing.day(paid.on)}", showing.amount(paid.amount))
        for paid in invoice.payments
    ]
    if invoice.rounding:
        rows.append(("Redondeo del efectivo", showing.amount(invoice.rounding)))
    return rows


def _remarks(invoice: Invoice) -> list[tuple[str, float, bool, Colour]]:
    (_, words), *legends = invoice.legends
    remarks = [(words, 9.0, True, INK)]
    if invoice.kind == "factura" and invoice.terms.kind == "credito" and invoice.terms.due_on:
        due = showing.money(invoice.due, invoice.currency)
        when = showing.day(invoice.terms.due_on)
        remarks.append(
            (f"Monto neto pendiente {due}. Cuota 1: {due}, vence el {when}.", 8.5, False, INK)
        )
    remarks += [(text, 7.5, False, MUTED) for _, text in legends]
    if invoice.note:
        remarks.append((invoice.note, 8.5, False, FIBRE))
    return remarks
