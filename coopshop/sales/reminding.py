"""The message that reminds a buyer: in Spanish, like all that buyers get; drafted, never sent."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from .. import members
from ..domain.showing import day, money, one_stop
from .aging import Owed

#: So many sales are named; of more only the sum is told.
NAMED = 8


def reminder(session: Session, name: str, owed: Sequence[Owed], today: date) -> str:
    """What is due, sale by sale, and in all."""
    issuer = members.issuer(session, today)
    lines = [_line(one) for one in owed[:NAMED]]
    if len(owed) > NAMED:
        lines.append(f"… y {len(owed) - NAMED} más")
    sums: dict[str, int] = {}
    for one in owed:
        sums[one.currency] = sums.get(one.currency, 0) + one.due
    total = " y ".join(money(cents, currency) for currency, cents in sums.items())
    return "\n".join(
        [
            one_stop(f"Buenos días, {name}."),
            one_stop(f"Le escribe {issuer.trade_name or issuer.name}. Falta pagar:"),
            *lines,
            f"Total: {total}",
            "Si ya pagó, avísenos con el número de operación. Muchas gracias.",
        ]
    )


def _line(one: Owed) -> str:
    when = ""
    if one.due_on:
        when = f", {'venció' if one.late > 0 else 'vence'} el {day(one.due_on)}"
    if one.old:
        return f"• Deuda anterior: {money(one.due, one.currency)}"
    return f"• Venta {one.sale} del {day(one.on)}: {money(one.due, one.currency)}{when}"
