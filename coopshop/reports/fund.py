"""The communal fund: what each group's sales have put into it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from .. import ledger, members
from ..domain import accounts as acc


@dataclass(frozen=True, slots=True)
class Fund:
    """What one group's part of the fund holds."""

    group: str
    name: str
    holds: int


def funds(session: Session) -> list[Fund]:
    """The fund's part of every group, in order of code."""
    held = ledger.balances(session, acc.fund(""))
    return [
        Fund(group.code, group.name, -held.get(group.code, 0)) for group in members.groups(session)
    ]


def dues_held(session: Session) -> int:
    """What the members have paid in dues; it is kept for the community beside the groups' parts."""
    return -ledger.balance(session, acc.DUES)
