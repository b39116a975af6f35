"""The receipt for money paid ahead on an order or given back: twice on a sheet, no tax value."""

from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .band import amount_band
from .letterhead import HALF, HALF_END, LEFT, RIGHT, SIGNATURE, WIDTH, cut, facts, head, signature
from .sheet import MUTED, Sheet

TITLES = {
    "anticipo": "Recibo de anticipo",
    "devolucion": "Recibo de devolución de anticipo",
    "retenido": "Constancia de anticipo retenido",
}
COPIES = ("Para el cliente", "Para la asociación")
HOW = {"efectivo": "en efectivo", "transferencia": "por transferencia"}

NOTHING = "Sin valor tributario: no reemplaza a la boleta ni a la factura."


@dataclass(frozen=True, slots=True)
class DepositReceipt:
    """Money ahead (`anticipo`), back (`devolucion`) or kept (`retenido`) on an order."""

    issuer: Issuer
    code: str
    kind: str
    on: date
    order: str
    promised: date
    buyer: str
    document: str
    method: str
    operation: str
    amount: int
    currency: str
    held: int
    total: int
    note: str
    written_by: str
    #: Why it was undone, when it was: such a paper is not to be signed.
    undone: str | None = None


def draw(receipt: DepositReceipt) -> bytes:
    """Both copies and where to cut between them."""
    sheet = Sheet(f"{TITLES[receipt.kind]} {receipt.code}", receipt.issuer.name)
    for copy, top in zip(COPIES, (8.0, HALF + 8.0), strict=True):
        _copy(sheet, receipt, copy, top)
    cut(sheet)
    return sheet.finish()


def _copy(sheet: Sheet, receipt: DepositReceipt, copy: str, top: float) -> None:
    title = TITLES[receipt.kind] + ("" if receipt.undone is None else " anulado")
    y = head(sheet, receipt.issuer, title, receipt.code, top, copy=copy)
    buyer = ", ".join(filter(None, (receipt.buyer, receipt.document)))
    y = facts(sheet, y, [("Cliente", buyer), ("Fecha", showing.day(receipt.on))])
    y = amount_band(sheet, y + 2, receipt.amount, receipt.currency, _how(receipt))
    left = showing.money(receipt.held, receipt.currency)
    total = showing.money(receipt.total, receipt.currency)
    pairs = [("Pedido", f"{receipt.order}, para el {showing.day(receipt.promised)}")]
    y = facts(sheet, y, [*pairs, ("Total del pedido", total), ("Anticipo que queda", left)])
    lines = sheet.wrap(receipt.note, WIDTH, 9)[:3] if receipt.note else []
    sheet.column(LEFT, y + 3, lines, 9)
    bottom = top - 8 + HALF_END
    if receipt.undone is not None:
        why = sheet.wrap(f"Anulado: {receipt.undone}".rstrip(": "), WIDTH, 11, bold=True)
        sheet.column(LEFT, bottom - SIGNATURE, why[:2], 11, bold=True)
        return
    sheet.text(LEFT, bottom, NOTHING, 8, colour=MUTED)
    wide = WIDTH / 2 - 8
    gives = "Recibí conforme" if receipt.kind == "devolucion" else "Cliente"
    signature(sheet, LEFT, bottom - SIGNATURE - 4, wide, gives, receipt.buyer)
    signature(sheet, RIGHT - wide, bottom - SIGNATURE - 4, wide, "Caja", receipt.written_by)


def _how(receipt: DepositReceipt) -> str:
    if not receipt.method:
        return "por acuerdo con el cliente"
    how = HOW.get(receipt.method, f"por {receipt.method.capitalize()}")
    return f"{how}, operación {receipt.operation}" if receipt.operation else how
