"""What becomes of money that came and she has not got: it may wait, or go off a debt."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from .. import ledger, members, payouts
from ..domain import accounts as acc


@dataclass(frozen=True, slots=True)
class Soon:
    """The lines of hers that are held back until she has an answer, and whether she owes."""

    today: date
    held: frozenset[str] = frozenset()
    owes: bool = False

    def holds(self, sale: str, line: int) -> bool:
        """Whether her pieces in one line of a sale wait for an answer."""
        return any(payouts.covered(about, [payouts.part(sale, line)]) for about in self.held)


def soon(session: Session, member: str, today: date) -> Soon:
    """The same of one member now. With nothing left to get, what came went off a debt."""
    owes = ledger.balance(session, acc.payable(member)) >= 0
    if not members.dispute_holds(session, today):
        return Soon(today, owes=owes)
    lines = (
        payouts.line_of(session, one.row.about)
        for one in payouts.disputes_of(session, member)
        if one.held
    )
    return Soon(today, frozenset(lines), owes)
