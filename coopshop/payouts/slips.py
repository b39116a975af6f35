"""The facts of a member's receipts. In Spanish, as all papers are."""

from sqlalchemy.orm import Session

from ..access import User
from ..invoices import issuer
from ..paper.receipt import Receipt
from .handing import collector
from .models import Payout
from .reading import Shown
from .settling import settled

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


def _reasons(session: Session, payout: Payout) -> dict[str, int]:
    """What came and went since the payout before it; it adds up to what was available."""
    account = settled(session, payout)
    reasons = {BEFORE: account.opening}
    for line in account.lines:
        words = REASONS.get(line.kind, OTHER)
        reasons[words] = reasons.get(words, 0) + line.cents
    order = (BEFORE, *REASONS.values(), OTHER)
    return {words: reasons[words] for words in dict.fromkeys(order) if reasons.get(words)}
