"""The facts of a member's papers: receipts and statements. In Spanish, as all papers are."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..access import User
from ..invoices import issuer
from ..members import Group, Membership
from ..paper.receipt import Receipt
from ..paper.statement import DEDUCTED, EARNED, PAID, Line, Waiting
from ..paper.statement import Statement as Paper
from .handing import collector
from .models import Payout
from .reading import Shown
from .settling import settled
from .statements import Statement, Step, pieces

#: What made up a payout, by the kind of the entries; there is room for eight.
REASONS = {
    "collection": "Ventas cobradas",
    "refund": "Ventas cobradas",
    "return": "Devoluciones de clientes",
    "arrival": "Piezas perdidas en el río",
    "sample": "Muestras y regalos",
    "adelanto": "Adelantos",
    "material": "Materiales y aportes",
    "aporte": "Materiales y aportes",
    "reversal": "Correcciones",
}
#: How it is said that somebody else collects, for a woman, a man, and who did not say.
IN_HER_PLACE = {"F": "Recibe por ella", "M": "Recibe por él", None: "Recibe en su nombre"}

BEFORE, OTHER = "Saldo que tenía", "Otros"

#: What stands on a line of a statement, by the kind of its entry, and the sum it belongs to.
LINES = {
    "collection": ("Venta cobrada", EARNED),
    "refund": ("Dinero devuelto al cliente", EARNED),
    "return": ("Devolución de un cliente", EARNED),
    "arrival": ("Piezas perdidas en el río", EARNED),
    "sample": ("Muestra o regalo", EARNED),
    "adelanto": ("Adelanto", DEDUCTED),
    "material": ("Material", DEDUCTED),
    "aporte": ("Aporte", DEDUCTED),
    "payout": ("Pago a la socia", PAID),
}


def receipt(session: Session, shown: Shown) -> Receipt:
    """What the receipt of a payout says."""
    payout, member = shown.row, shown.member
    paid_by = session.get(User, shown.by)
    return Receipt(
        issuer=issuer(session, payout.on),
        code=payout.code,
        on=payout.on,
        member_code=member.code,
        member_name=member.listed,
        member_dni=member.dni or "",
        collector=_collector(session, payout.code),
        in_her_place=IN_HER_PLACE.get(member.sex, IN_HER_PLACE[None]),
        method=payout.method,
        amount=payout.amount,
        carried=payout.carried,
        reasons=tuple(_reasons(session, payout).items()),
        paid_by=paid_by.name if paid_by else "",
        undone=shown.undone,
    )


def _collector(session: Session, payout: str) -> str:
    """Who collected for her: her name, what she is to her, her DNI."""
    who = collector(session, payout)
    if who is None:
        return ""
    said = f"{who.name} ({who.relation})" if who.relation else who.name or ""
    return f"{said}, DNI {who.dni}" if who.dni else said


def statement(session: Session, told: Statement) -> Paper:
    """What the paper of a statement says."""
    said = pieces(session, told.member, told.sales)
    return Paper(
        issuer=issuer(session, told.until),
        member_code=told.member,
        member_name=told.name,
        group=_groups(session, told.member, told.until),
        since=told.since,
        until=told.until,
        opening=told.opening,
        lines=tuple(_line(step, said) for step, _ in told.running),
        waiting=tuple(
            Waiting(on, sale, said.get(sale, ""), cents) for sale, on, cents in told.not_collected
        ),
    )


def _reasons(session: Session, payout: Payout) -> dict[str, int]:
    """What came and went since the payout before it; it adds up to what was available."""
    account = settled(session, payout)
    reasons = {BEFORE: account.opening}
    for line in account.lines:
        words = REASONS.get(line.kind, OTHER)
        reasons[words] = reasons.get(words, 0) + line.cents
    order = (BEFORE, *REASONS.values(), OTHER)
    return {words: reasons[words] for words in dict.fromkeys(order) if reasons.get(words)}


def _line(step: Step, said: dict[str, str]) -> Line:
    _, _, paper = step.cause.partition("/")
    if step.kind == "reversal":
        undone = paper.partition("/")
        words, group = f"Corrección de {undone[2]}", PAID if undone[0] == "payout" else DEDUCTED
        return Line(step.on, undone[2], words, group, step.change)
    words, group = LINES.get(step.kind, (step.kind, EARNED))
    if step.sale:
        words = f"{words} {step.sale}: {said.get(step.sale, '')}".rstrip(": ")
    return Line(step.on, paper.split("/")[0], words, group, step.change)


def _groups(session: Session, member: str, on: date) -> str:
    """The names of her groups on a day."""
    query = (
        sa.select(Group.name)
        .join(Membership, Membership.group == Group.code)
        .where(
            Membership.member == member,
            Membership.since <= on,
            sa.or_(Membership.until.is_(None), Membership.until >= on),
        )
        .order_by(Group.code)
    )
    return ", ".join(session.scalars(query))
