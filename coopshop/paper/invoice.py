"""The comprobante on A4: boleta, factura, nota de crédito, nota de venta.

What it must say: RS 007-99, RS 114-2019 and RS 193-2020/SUNAT (printed representation). What has no
tax value says so under its head, before anything else is read.
"""

from collections.abc import Sequence

from ..domain import showing
from ..domain.invoice import MOST_LINES, Invoice, Line, Modified, TooManyLines
from ..domain.money import Dollars
from . import wording
from .closing import Check, Closing
from .letterhead import BOTTOM, LEFT, RIGHT, TOP, WIDTH, page_number, weave
from .sheet import FIBRE, HAIR, INK, MUTED, STRAW, WHITE, Sheet, fitting, leading
from .table import HEAD, Column, Table, into_pages

#: The right column: box of the RUC, days and terms, totals.
SIDE = 120.0
SIDE_WIDTH = RIGHT - SIDE

#: The foot holds QR codes and what this paper is worth; nothing else goes below it.
FOOT = 249.0

#: Room for the logo, across and down.
LOGO = (28.0, 23.0)

#: Height of a row that carries a sum from one page to the next.
CARRY = 7.0


def draw(
    invoice: Invoice,
    *,
    check: Check | None = None,
    digest: str = "",
    void: bool = False,
    logo: bytes | None = None,
    dollars: Sequence[Dollars] = (),
) -> bytes:
    """The paper of a comprobante; `check` is how it is told from a false one, for a second QR.

    A `void` one belongs to a sale that was undone, and says so before anything else.

    `logo` is a PNG that stands beside the issuer's name, `dollars` are the notes that paid soles.

    `digest` is that of the frozen facts. It stands in the file, not on the paper: so the audit can
    tell whose bytes they are.

    Raises TooManyLines for what should have been split.
    """
    if len(invoice.lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES, lines=len(invoice.lines))
    sheet = Sheet(f"{invoice.title} {invoice.code}", invoice.issuer.name, digest)
    discounted = invoice.discounted
    rows = [_row(invoice, line, discounted) for line in invoice.lines]
    table = Table(sheet, LEFT, _columns(invoice, discounted), rows)
    top = _head(sheet, invoice, void=void, logo=logo)
    closing = Closing(sheet, invoice, LEFT, SIDE, RIGHT, dollars)
    names = sheet.wrap(invoice.issuer.name, SIDE - LEFT - 18, 8.5, bold=True)
    later = TOP + 6 + max(2, len(names)) * leading(8.5)
    room = BOTTOM - HEAD - CARRY
    pages = into_pages(
        table.heights,
        first=room - top,
        later=room - later - CARRY,
        closing=closing.height + BOTTOM - FOOT,
    )
    for page, (first, beyond) in enumerate(pages, 1):
        y = top
        if page > 1:
            sheet.next_page()
            _running_head(sheet, invoice, names)
            y = later
        y = table.head(y)
        if page > 1:
            y = _carry(sheet, "Vienen de la página anterior", _sum(invoice, table, first), y)
        y = table.rows(y, first, beyond)
        if page < len(pages):
            _carry(sheet, "Pasan a la página siguiente", _sum(invoice, table, beyond), y)
        else:
            closing.draw(y)
            closing.foot(FOOT, check)
        page_number(sheet, page, len(pages))
    return sheet.finish()


def _columns(invoice: Invoice, discounted: bool) -> list[Column]:
    """An exempt line has one amount; a taxed one its value and, with IGV, its total."""
    taxed = invoice.treatment == "gravado"
    figures = [Column("P. unit. con IGV" if invoice.includes_igv else "Precio unit.", 22, "right")]
    if discounted:
        figures.append(Column("Dscto.", 12, "right", size=8))
    figures += (
        [Column("Valor", 20, "right"), Column("Con IGV", 20, "right")]
        if taxed
        else [Column("Importe", 22, "right")]
    )
    facts = [
        Column("Cant.", 12, "right"),
        Column("Unidad", 16, size=8, colour=MUTED),
        Column("Código", 25, size=7.5, colour=MUTED),
    ]
    rest = WIDTH - sum(column.width for column in facts + figures)
    return [*facts, Column("Descripción", rest), *figures]


def _row(invoice: Invoice, line: Line, discounted: bool) -> list[str]:
    row = [
        showing.quantity(line.units, line.parts),
        line.unit,
        line.sku,
        line.description,
        showing.amount(line.price_cents),
    ]
    if discounted:
        row.append(showing.percent(line.discount_bp) if line.discount_bp else "")
    amounts = [line.net, line.total] if invoice.treatment == "gravado" else [line.net]
    return row + [showing.amount(cents) for cents in amounts]


def _head(sheet: Sheet, invoice: Invoice, *, void: bool, logo: bytes | None) -> float:
    """Who issues, what this is, to whom, when; gives where the table begins."""
    weave(sheet, TOP)
    below = max(_issuer(sheet, invoice, logo), _box(sheet, invoice)) + 7
    if void:
        below = _void(sheet, below)
    if not invoice.valued:
        below = _band(sheet, invoice, below)
    y = max(_buyer(sheet, invoice, below), _facts(sheet, invoice, below))
    if invoice.modifies:
        y = _modified(sheet, invoice.modifies, y + 1)
    return y + 3


def _issuer(sheet: Sheet, invoice: Invoice, logo: bytes | None) -> float:
    issuer, width = invoice.issuer, SIDE - LEFT - 8
    if logo:
        wide, high = fitting(logo, *LOGO)
        sheet.picture(SIDE - 8 - wide, TOP + 6.5, wide, high, logo)
        width -= LOGO[0] + 4
    y = sheet.column(LEFT, TOP + 10.5, sheet.wrap(issuer.name, width, 12, bold=True), 12, bold=True)
    if issuer.trade_name:
        lines = sheet.wrap(issuer.trade_name, width, 10)
        y = sheet.column(LEFT, y, lines, 10, colour=FIBRE)
    y = sheet.column(LEFT, y + 0.6, sheet.wrap(issuer.address, width, 8.5), 8.5, colour=MUTED)
    place = " · ".join(filter(None, (invoice.place_name, invoice.place_address)))
    return sheet.column(LEFT, y, sheet.wrap(place, width, 8.5), 8.5, colour=MUTED)


def _box(sheet: Sheet, invoice: Invoice) -> float:
    """RUC, denomination, series and number, framed as the law's forms have it."""
    middle, height = SIDE + SIDE_WIDTH / 2, 30.0
    sheet.text(middle, TOP + 8, f"RUC {invoice.issuer.ruc}", 11, align="centre")
    plain = not invoice.valued
    sheet.box(SIDE, TOP + 11.4, SIDE_WIDTH, 8.4, fill=STRAW if plain else FIBRE)
    sheet.box(SIDE, TOP, SIDE_WIDTH, height, stroke=FIBRE, radius=1.6)
    title = INK if plain else WHITE
    sheet.text(middle, TOP + 17, invoice.title, 11, bold=True, colour=title, align="centre")
    sheet.text(middle, TOP + 26.3, invoice.code, 13, bold=True, align="centre")
    return TOP + height


def _band(sheet: Sheet, invoice: Invoice, y: float) -> float:
    sheet.box(LEFT, y - 2, WIDTH, 12, fill=STRAW, radius=1.2)
    middle = LEFT + WIDTH / 2
    sheet.text(middle, y + 3, wording.NO_VALUE, 10.5, bold=True, align="centre")
    instead = wording.not_a_comprobante(invoice)
    sheet.text(middle, y + 7.4, instead, 8, colour=MUTED, align="centre")
    return y + 18


def _void(sheet: Sheet, y: float) -> float:
    sheet.box(LEFT, y - 2, WIDTH, 14, fill=INK, radius=1.2)
    middle = LEFT + WIDTH / 2
    sheet.text(middle, y + 4.6, wording.VOID, 16, bold=True, colour=WHITE, align="centre")
    nothing = wording.VOID_COUNTS_NOTHING
    sheet.text(middle, y + 9.6, nothing, 8, colour=WHITE, align="centre")
    return y + 18


def _buyer(sheet: Sheet, invoice: Invoice, y: float) -> float:
    sheet.text(LEFT, y, "Cliente", 7.5, colour=FIBRE)
    buyer, width = invoice.buyer, SIDE - LEFT - 8
    if not buyer:
        return sheet.column(LEFT, y + 5, [wording.FORGOTTEN], 9, colour=MUTED)
    y = sheet.column(LEFT, y + 5, sheet.wrap(buyer.name, width, 10.5, bold=True), 10.5, bold=True)
    if identity := wording.identity(invoice):
        y = sheet.column(LEFT, y, [identity], 9)
    if buyer.address:
        y = sheet.column(LEFT, y, sheet.wrap(buyer.address, width, 8.5), 8.5, colour=MUTED)
    return y


def _facts(sheet: Sheet, invoice: Invoice, y: float) -> float:
    for label, said in wording.terms(invoice):
        sheet.text(SIDE, y, label, 8.5, colour=MUTED)
        sheet.text(RIGHT, y, said, 9, align="right")
        y += 4.9
    return y


def _modified(sheet: Sheet, note: Modified, y: float) -> float:
    words, reason = wording.modified(note)
    lines = sheet.wrap(reason, WIDTH - 50, 9)
    height = 9.2 + len(lines) * leading(9)
    sheet.box(LEFT, y, WIDTH, height, fill=STRAW, radius=1.2)
    sheet.text(LEFT + 4, y + 5.6, "Documento que modifica", 8.5, colour=MUTED)
    sheet.text(LEFT + 46, y + 5.6, words, 9, bold=True)
    sheet.text(LEFT + 4, y + 10.4, "Motivo", 8.5, colour=MUTED)
    sheet.column(LEFT + 46, y + 10.4, lines, 9)
    return y + height + 2


def _running_head(sheet: Sheet, invoice: Invoice, names: list[str]) -> None:
    """The head of the second page and those after it."""
    sheet.column(LEFT, TOP + 3, names, 8.5, bold=True)
    sheet.text(RIGHT, TOP + 3, f"{invoice.title} {invoice.code}", 8.5, bold=True, align="right")
    said = f"RUC {invoice.issuer.ruc}"
    sheet.text(RIGHT, TOP + 3 + leading(8.5), said, 8.5, colour=MUTED, align="right")


def _sum(invoice: Invoice, table: Table, beyond: int) -> str:
    """What the lines before a row of the table come to, in the last column's terms."""
    before = table.given[beyond] if beyond < len(table.given) else len(invoice.lines)
    taxed = invoice.treatment == "gravado"
    return showing.amount(sum(line.total if taxed else line.net for line in invoice.lines[:before]))


def _carry(sheet: Sheet, label: str, amount: str, y: float) -> float:
    sheet.text(RIGHT - 30, y + 4.7, label, 8, colour=MUTED, align="right")
    sheet.text(RIGHT, y + 4.7, amount, 9, align="right")
    sheet.rule(LEFT, y + CARRY, WIDTH, colour=HAIR, weight=0.4)
    return y + CARRY
