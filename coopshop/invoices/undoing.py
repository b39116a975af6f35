"""The newest sale, undone while it is fresh: five minutes, and no paper of it in a buyer's hand."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger, sales
from ..domain.errors import N_, Refused
from ..ledger.models import Entry
from .models import Document, HandedOver, Printed
from .reading import documents_of, main_document
from .waiting import wait_no_more

#: So long after it was recorded a sale may be undone.
FRESH = timedelta(minutes=5)


class TooLate(Refused):
    """The buyer is gone."""

    message = N_("A sale is undone within five minutes; now take the pieces back instead.")


class NotTheNewest(Refused):
    """Numbers and lots of later sales follow it."""

    message = N_("Only the newest sale can be undone; now take the pieces back instead.")


class InABuyersHand(Refused):
    """A paper that somebody holds says that it was sold."""

    message = N_(
        "The paper of this sale was printed or sent already; take the pieces back instead."
    )


class InThePortal(Refused):
    """SUNAT knows of it."""

    message = N_("This sale has a number of SUNAT's portal; take the pieces back instead.")


def hand_over(session: Session, document: str, way: str, *, at: datetime, by: int) -> None:
    """Write down that a paper leaves our hands; from then on its sale stays."""
    if session.get(HandedOver, (document, way)) is None:
        session.add(HandedOver(document=document, way=way, at=at, by=by))
        session.flush()


def undo(session: Session, sale: str, *, why: str, at: datetime, by: int) -> None:
    """Undo a fresh sale: its number stays, marked as void, and counts nothing."""
    refused = why_not(session, sale, at=at)
    if refused:
        raise refused
    paper = main_document(session, sale)
    sales.undo(session, sale, document=paper.id, why=why, at=at, by=by)
    wait_no_more(session, *documents_of(session, sale))


def why_not(session: Session, sale: str, *, at: datetime) -> Refused | None:
    """What stands against undoing a sale at a moment; nothing if it can be undone."""
    sold = sales.standing_sale(session, sale)
    entry = session.get_one(Entry, sold.entry)
    if not timedelta() <= at - entry.recorded_at <= FRESH:
        return TooLate()
    papers = documents_of(session, sale)
    if any(paper.fiscal or paper.kind == "nota_credito" for paper in papers):
        return InThePortal()
    if any(_is_out(session, paper) for paper in papers):
        return InABuyersHand()
    return NotTheNewest() if _has_followed(session, entry) else None


def _is_out(session: Session, paper: Document) -> bool:
    """Whether somebody may hold a paper."""
    key = (paper.kind, paper.series, paper.number)
    printed = sa.exists().where(
        sa.tuple_(Printed.kind, Printed.series, Printed.number) == sa.tuple_(*key)
    )
    handed = sa.exists().where(HandedOver.document == paper.id)
    return bool(session.scalar(sa.select(sa.or_(printed, handed))))


def _has_followed(session: Session, entry: Entry) -> bool:
    """Whether the same clerk has recorded a later sale that stands."""
    later = sa.select(sales.Sale.code).join(Entry, Entry.id == sales.Sale.entry)
    later = later.where(
        sales.Sale.entry > entry.id, Entry.by == entry.by, ledger.standing(sales.Sale.entry)
    )
    return session.scalars(later.limit(1)).first() is not None
