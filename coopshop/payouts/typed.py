"""A code typed from a paper: the line of a member that it means."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..domain.errors import N_, Refused
from ..ledger.balances import below
from ..ledger.models import Entry
from ..production import Delivery
from .her_lines import her_line, is_hers
from .unpaid import line_of

#: The papers by which a line may be named, the plainer ones first.
PAPERS = (
    *("delivery", "hand_in", "sale", "payment", "return", "payout", "debit"),
    *("adjustment", "count", "beginning", "old-payment"),
)
#: A transfer has a line for each product: what arrived says more than what left.
TRANSFERS = ("arrival", "departure")


class NothingOfHers(Refused):
    """No such paper, or one with nothing of hers in it: she need not learn which."""

    message = N_("Nothing of hers has the code %(code)s.")
    field = "code"


class SeveralLines(Refused):
    """A transfer with several products of hers."""

    message = N_("%(code)s has several lines of hers. Write one of these: %(codes)s.")
    field = "code"


class NothingChosen(Refused):
    """Neither from the list nor typed."""

    message = N_("Choose from the list, or type a code.")
    field = "about"


class BothChosen(Refused):
    """One thing on the list, another one typed."""

    message = N_("Choose from the list or type a code, not both.")
    field = "code"


def chosen(session: Session, member: str, *, about: str | None, code: str | None) -> str:
    """What a member's word is about: as chosen, or by the code that was typed."""
    if not code:
        if not about:
            raise NothingChosen
        return line_of(session, about)
    found = by_code(session, member, code)
    if about and line_of(session, about) != found:
        raise BothChosen
    return found


def by_code(session: Session, member: str, code: str) -> str:
    """The line of hers that a paper's code means: `D0029`, `V0002`, `V0002/2`, `T001/2`."""
    code = code.upper()
    if is_hers(session, member, product := her_line(session, member, f"sale/{code}")):
        return product
    for cause in _causes(session, code):
        if is_hers(session, member, line := line_of(session, cause)):
            return line
    for kind in TRANSFERS:
        query = sa.select(Entry.cause).where(below(Entry.cause, f"{kind}/{code}/"))
        hers = [cause for cause in session.scalars(query) if is_hers(session, member, cause)]
        if len(hers) > 1:
            codes = ", ".join(sorted(cause.removeprefix(f"{kind}/") for cause in hers))
            raise SeveralLines(code=code, codes=codes)
        if hers:
            return hers[0]
    raise NothingOfHers(code=code)


def _causes(session: Session, code: str) -> list[str]:
    """Entries that a code names itself; the lot of an opening balance was written as that."""
    lot = sa.select(Delivery.entry).where(Delivery.lot == code)
    named = [f"{kind}/{code}" for kind in (*PAPERS, *TRANSFERS)]
    query = sa.select(Entry.cause).where(sa.or_(Entry.cause.in_(named), Entry.id.in_(lot)))
    return sorted(session.scalars(query), key=lambda cause: cause in named and named.index(cause))
