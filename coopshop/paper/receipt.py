"""The receipt of a payout, twice on one sheet: hers, and the one she signs for the association."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from ..domain.words import spoken
from .letterhead import (
    FINGER,
    HALF,
    HALF_END,
    LEFT,
    RIGHT,
    SIGNATURE,
    WIDTH,
    cut,
    facts,
    finger,
    head,
    signature,
)
from .sheet import INK, MUTED, STRAW, Sheet

TITLE = "Recibo de pago"
COPIES = ("Para quien recibe", "Para la asociación")

#: How each way of paying is said.
METHODS = {"efectivo": "en efectivo", "transferencia": "por transferencia"}

#: So many reasons fit a half sheet; a longer account is a statement.
REASONS = 8


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payout, in céntimos of soles; `reasons` made it up, below zero what took from it."""

    issuer: Issuer
    code: str
    on: date
    member_code: str
    member_name: str
    member_dni: str
    method: str
    amount: int
    carried: int
    reasons: tuple[tuple[str, int], ...]
    paid_by: str
    place: str = ""
    #: Who came for the money in her place, and how that is said.
    collector: str = ""
    in_her_place: str = "Recibe en su nombre"
    #: Why it was undone, when it was: such a paper is not to be signed.
    undone: str | None = None


def draw(receipt: Receipt) -> bytes:
    """Both copies and where to cut between them.

    Raises ValueError for more reasons than a half sheet holds, or such as do not add up.
    """
    return draw_all([receipt], receipt.code)


def draw_all(receipts: Sequence[Receipt], name: str) -> bytes:
    """Several receipts in one file, both copies of each; `name` says which they are."""
    return _two_by_two([(one, copy) for one in receipts for copy in COPIES], name)


def draw_to_sign(receipts: Sequence[Receipt], name: str) -> bytes:
    """The association's copies only, two members to a page, each with her place in the row."""
    many = len(receipts)
    slips = [(one, f"{COPIES[1]} · {place} de {many}") for place, one in enumerate(receipts, 1)]
    return _two_by_two(slips, name)


def _two_by_two(slips: Sequence[tuple[Receipt, str]], name: str) -> bytes:
    """Half a sheet for each slip, and where to cut between them."""
    sheet = Sheet(f"{TITLE} {name}", slips[0][0].issuer.name)
    for place, (receipt, copy) in enumerate(slips):
        if place and place % 2 == 0:
            sheet.next_page()
        _refuse_reasons(receipt)
        _copy(sheet, receipt, copy, 8.0 if place % 2 == 0 else HALF + 8.0)
        if place % 2 == 0:
            cut(sheet)
    return sheet.finish()


def _refuse_reasons(receipt: Receipt) -> None:
    reasons = sum(cents for _, cents in receipt.reasons)
    if len(receipt.reasons) > REASONS or reasons != receipt.amount + receipt.carried:
        raise ValueError(f"{len(receipt.reasons)} reasons of {reasons} for {receipt.amount}.")


def _copy(sheet: Sheet, receipt: Receipt, copy: str, top: float) -> None:
    title = TITLE if receipt.undone is None else f"{TITLE} anulado"
    y = head(sheet, receipt.issuer, title, receipt.code, top, copy=copy)
    who = f"{receipt.member_name} ({receipt.member_code})"
    pairs = [("Recibe", who), ("DNI", receipt.member_dni or "en trámite")]
    pairs.append(("Fecha", ", ".join(filter(None, (showing.day(receipt.on), receipt.place)))))
    y = facts(sheet, y, pairs)
    if receipt.collector:
        said = sheet.wrap(f"{receipt.in_her_place}: {receipt.collector}", WIDTH, 9.5, bold=True)
        y = sheet.column(LEFT, y + 2.5, said[:2], 9.5, bold=True) + 0.5
    y = _amount(sheet, receipt, y)
    _reasons(sheet, receipt, y)
    if receipt.undone is None:
        _signed(sheet, receipt, top - 8 + HALF_END)
    else:
        why = sheet.wrap(f"Anulado: {receipt.undone}".rstrip(": "), WIDTH, 11, bold=True)
        sheet.column(LEFT, top - 8 + HALF_END - SIGNATURE, why[:2], 11, bold=True)


def _amount(sheet: Sheet, receipt: Receipt, y: float) -> float:
    """The sum in figures that can be read across a table, and in words."""
    sheet.box(LEFT - 3, y - 1, WIDTH + 6, 16, fill=STRAW, radius=1.2)
    sheet.text(LEFT, y + 9.8, showing.money(receipt.amount), 22, bold=True)
    edge = LEFT + sheet.width(showing.money(receipt.amount), 22, bold=True) + 9
    how = METHODS.get(receipt.method, f"por {receipt.method.capitalize()}")
    words = sheet.wrap(f"{spoken(receipt.amount, 'PEN')}, {how}", RIGHT - edge, 9)
    sheet.column(edge, y + (5.4 if len(words) > 1 else 8.2), words, 9)
    return y + 20


def _reasons(sheet: Sheet, receipt: Receipt, y: float) -> None:
    """What the sum is made of, in two columns, and what stays in her balance."""
    rows = [(said, showing.amount(cents)) for said, cents in receipt.reasons]
    rows.append(("Queda en su saldo", showing.amount(receipt.carried)))
    half = (len(rows) + 1) // 2
    wide = WIDTH / 2 - 6
    for place, (said, amount) in enumerate(rows):
        x = LEFT + (place // half) * (WIDTH / 2 + 6)
        base = y + 2 + (place % half) * 4.5
        last = place == len(rows) - 1
        sheet.text(x, base, said, 8.5, bold=last, colour=INK if last else MUTED)
        sheet.text(x + wide, base, amount, 9, bold=last, align="right")


def _signed(sheet: Sheet, receipt: Receipt, bottom: float) -> None:
    finger(sheet, LEFT, bottom - FINGER[1] - 3.4)
    base, wide = bottom - SIGNATURE - 1, 43.0
    signature(
        sheet, LEFT + 29, base, wide, "Recibí conforme", receipt.collector or receipt.member_name
    )
    signature(sheet, LEFT + 80, base, wide, "Testigo (nombre y DNI)")
    signature(sheet, RIGHT - wide, base, wide, "Pagó", receipt.paid_by)
