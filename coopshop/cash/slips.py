"""The facts of the papers of the cash. In Spanish, as all papers are."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, members
from ..paper import cash_book as book_paper
from ..paper import cash_count as count_paper
from ..paper import cash_receipt as receipt_paper
from .book import CashBook, Line
from .models import CashMove, Till
from .moving import REASONS
from .reading import SessionTold

BOX = "Caja de la asociación"

#: Why money moves.
SAID = {
    "retiro": "Retiro a la caja de la asociación",
    "deposito": "Depósito al banco",
    "pasajes": "Pasajes",
    "flete": "Flete",
    "compra_material": "Compra de material",
    "otro_gasto": "Otro gasto",
    "sencillo": "Sencillo desde la caja de la asociación",
    "retiro_banco": "Retiro del banco",
    "otro_ingreso": "Otro ingreso",
}

#: What a line of the cash book says, by the kind of its entry; `{}` is whose account it was.
LINES = {
    "collection": "Cobro de la venta {}",
    "change": "Vuelto por dólares, venta {}",
    "refund": "Dinero devuelto, venta {}",
    "payout": "Pago a la socia {}",
    "adelanto": "Adelanto a {}",
    "deposit": "Anticipo del pedido {}",
    "deposit_back": "Anticipo devuelto, pedido {}",
    "cash_apertura": "Diferencia al abrir la caja",
    "cash_cierre": "Corrección de un arqueo",
    "cash_difference": "Sobrante o faltante de caja",
    "reversal": "Corrección de un error",
    "elsewhere": "Corrección: el dinero está en otra caja",
    "carrier_payment": "Pago de un transportista",
}


def receipt(
    session: Session, move: CashMove, *, written_by: str, undone: str | None
) -> receipt_paper.CashReceipt:
    """What the receipt of money in or out says."""
    return receipt_paper.CashReceipt(
        issuer=members.issuer(session, move.on),
        code=move.code,
        on=move.on,
        cash=cash_name(session, move.till),
        reason=SAID[move.reason],
        amount=move.amount,
        currency=move.currency,
        payee=move.payee or "",
        voucher=move.voucher or "",
        note=move.note or "",
        written_by=written_by,
        comes_in=REASONS[move.reason].in_,
        undone=undone,
    )


def count(session: Session, told: SessionTold) -> count_paper.CashCount:
    """What the sheet of a counted drawer says."""
    last = {one.kind: one.number for one in told.counts}
    return count_paper.CashCount(
        issuer=members.issuer(session, told.on),
        code=told.code,
        cash=told.till.name,
        place=catalog.place(session, told.till.place).name,
        on=told.on,
        counts=tuple(
            count_paper.Count(
                kind=one.kind,
                at=one.at,
                by=one.by,
                sums=tuple(
                    count_paper.Sums(row.currency, row.expected, row.counted) for row in one.sums
                ),
                pieces=tuple((value, many) for value, many, _ in one.worth),
                reason=one.note or "",
                stands=one.number == last[one.kind],
            )
            for one in told.counts
        ),
    )


def book(session: Session, found: CashBook, name: str) -> book_paper.CashBook:
    """What the paper of a cash book says."""
    codes = [line.cause.partition("/")[2] for line in found.lines if line.kind in CARRIED]
    papers = session.scalars(sa.select(CashMove).where(CashMove.code.in_(codes)))
    moves = {move.code: move for move in papers}
    return book_paper.CashBook(
        issuer=members.issuer(session, found.until),
        cash=name,
        currency=found.unit,
        since=found.since,
        until=found.until,
        opening=found.opening,
        lines=tuple(_line(line, moves) for line in found.lines),
    )


def cash_name(session: Session, till: str | None) -> str:
    """What a drawer, or the box, is called."""
    return session.get_one(Till, till).name if till else BOX


CARRIED = ("cash_in", "cash_out")


def _line(line: Line, moves: Mapping[str, CashMove]) -> book_paper.Line:
    code = line.cause.partition("/")[2]
    move = moves.get(code)
    if move:
        said = ": ".join(filter(None, (SAID[move.reason], move.note)))
    else:
        said = LINES.get(line.kind, line.kind).format(line.other.rpartition("/")[2])
    code = code.split("/")[1] if line.kind in ("reversal", "elsewhere") else code.split("/")[0]
    return book_paper.Line(line.on, code, said, line.came, line.went)
