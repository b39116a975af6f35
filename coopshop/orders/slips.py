"""The facts of the papers of this room. In Spanish, as all papers are."""

from sqlalchemy.orm import Session

from .. import cash, catalog, members, sales
from ..domain import identifiers
from ..paper import deposit as deposit_paper
from ..paper import quotation as quotation_paper
from .deposits import held
from .models import Deposit, Quotation
from .ordering import order_of
from .quoting import quoted_lines


def quotation(session: Session, found: Quotation) -> quotation_paper.Quotation:
    """What a proforma says."""
    rows = quoted_lines(session, found.code)
    return quotation_paper.Quotation(
        issuer=members.issuer(session, found.on),
        code=found.code,
        on=found.on,
        valid_until=found.valid_until,
        buyer=found.buyer_name or "",
        document=_document(session, found.buyer),
        currency=found.currency,
        treatment=found.treatment,
        net=sum(row.net for row in rows),
        igv=sum(row.igv for row in rows),
        total=found.total,
        lines=tuple(
            quotation_paper.Line(
                sku=row.sku,
                description=row.description,
                units=row.units,
                parts=row.parts,
                unit=catalog.product(session, row.sku).unit,
                price=row.price,
                total=row.total,
            )
            for row in rows
        ),
        note=found.note or "",
    )


def deposit(
    session: Session, found: Deposit, *, written_by: str, undone: str | None
) -> deposit_paper.DepositReceipt:
    """What the receipt of money ahead says; what is left is what is left today."""
    order = order_of(session, found.order)
    number = cash.numbers_of(session, [found.cause]).get(found.cause)
    return deposit_paper.DepositReceipt(
        issuer=members.issuer(session, found.on),
        code=found.code,
        kind=found.kind,
        on=found.on,
        order=order.code,
        promised=order.promised,
        buyer=sales.buyer(session, order.buyer).name,
        document=_document(session, order.buyer),
        method=found.method or "",
        operation=number.now if number else found.operation or "",
        amount=found.amount,
        currency=found.currency,
        held=held(session, order),
        total=order.total,
        note=found.note or "",
        written_by=written_by,
        undone=undone,
    )


def _document(session: Session, buyer: str) -> str:
    """RUC 20…, DNI 4…; nothing for who gave none."""
    found = sales.buyer(session, buyer)
    kind = identifiers.KINDS.get(found.document_type, "")
    return f"{kind} {found.document_number}" if found.document_number else ""
