"""The receipt for money that left a cash box or came into it, twice on one sheet."""

from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .band import amount_band
from .letterhead import HALF, HALF_END, LEFT, RIGHT, SIGNATURE, WIDTH, cut, facts, head, signature
from .sheet import Sheet, leading

OUT, IN = "Recibo de egreso de caja", "Recibo de ingreso de caja"
COPIES = ("Para quien recibe o entrega", "Para la asociación")

#: So many lines of a note fit a half sheet.
NOTE = 4


@dataclass(frozen=True, slots=True)
class CashReceipt:
    """Money out (or `comes_in`), in céntimos of `currency`, and why."""

    issuer: Issuer
    code: str
    on: date
    cash: str
    reason: str
    amount: int
    currency: str
    payee: str
    voucher: str
    note: str
    written_by: str
    comes_in: bool = False
    #: Why it was undone, when it was: such a paper is not to be signed.
    undone: str | None = None


def draw(receipt: CashReceipt) -> bytes:
    """Both copies and where to cut between them."""
    title = IN if receipt.comes_in else OUT
    sheet = Sheet(f"{title} {receipt.code}", receipt.issuer.name)
    for copy, top in zip(COPIES, (8.0, HALF + 8.0), strict=True):
        _copy(sheet, receipt, title, copy, top)
    cut(sheet)
    return sheet.finish()


def _copy(sheet: Sheet, receipt: CashReceipt, title: str, copy: str, top: float) -> None:
    if receipt.undone is not None:
        title = f"{title} anulado"
    y = head(sheet, receipt.issuer, title, receipt.code, top, copy=copy)
    who = "Entrega" if receipt.comes_in else "Recibe"
    y = facts(sheet, y, [("Fecha", showing.day(receipt.on)), ("Caja", receipt.cash)])
    y = amount_band(sheet, y + 2, receipt.amount, receipt.currency, "en efectivo")
    pairs = [("Por", receipt.reason), (who, receipt.payee or "________________")]
    y = facts(sheet, y, [*pairs, ("Comprobante", receipt.voucher or "sin número")])
    lines = sheet.wrap(receipt.note, WIDTH, 9)[:NOTE] if receipt.note else []
    sheet.column(LEFT, y + leading(9), lines, 9)
    bottom = top - 8 + HALF_END
    if receipt.undone is not None:
        why = sheet.wrap(f"Anulado: {receipt.undone}".rstrip(": "), WIDTH, 11, bold=True)
        sheet.column(LEFT, bottom - SIGNATURE, why[:2], 11, bold=True)
        return
    wide = WIDTH / 2 - 8
    said = "Entregó (firma o huella)" if receipt.comes_in else "Recibí conforme (firma o huella)"
    signature(sheet, LEFT, bottom - SIGNATURE - 1, wide, said, receipt.payee)
    signature(sheet, RIGHT - wide, bottom - SIGNATURE - 1, wide, "Caja", receipt.written_by)
