"""Photographs of the notebook, large enough to read a hand, kept as they were first seen."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..domain import bookings
from ..domain.errors import N_, Refused, Unknown
from .models import Evidence

#: So many photographs show one page.
MOST = 6


class UnknownPage(Unknown):
    """No such page of the notebook."""

    message = N_("There is no page %(page)s.")


class SeenBefore(Refused):
    """The very same photograph."""

    message = N_("This photograph was kept before, as page %(page)s.")
    field = "photos"


class TooManyPhotos(Refused):
    """One page, not the whole notebook."""

    message = N_("At most %(most)s photographs show one page; take the next page by itself.")
    field = "photos"


def keep(
    session: Session, *, photos: Sequence[bytes], words: str, on: date, at: datetime, by: int
) -> str:
    """A page of the notebook in one or several photographs (small JPEGs); gives its code."""
    if len(photos) > MOST:
        raise TooManyPhotos(most=MOST)
    digests = [hashlib.sha256(photo).hexdigest() for photo in photos]
    if len(set(digests)) < len(digests):
        raise SeenBefore(page="1")
    known = session.scalar(sa.select(Evidence.page).where(Evidence.sha256.in_(digests)).limit(1))
    if known:
        raise SeenBefore(page=known)
    page = ledger.next_code(session, "evidence")
    rows = [
        {"page": page, "number": number, "on": on, "sha256": seen, "jpeg": jpeg, "words": words}
        for number, (jpeg, seen) in enumerate(zip(photos, digests, strict=True), 1)
    ]
    notice = bookings.notice(f"evidence/{page}", "evidence", on)
    ledger.post(session, notice, (Evidence, rows), at=at, by=by)
    return page


def photos(session: Session, page: str) -> list[tuple[int, str, str]]:
    """(number, digest, words) of the photographs of a page; refused when there is none."""
    query = sa.select(Evidence.number, Evidence.sha256, Evidence.words)
    found = session.execute(query.where(Evidence.page == page).order_by(Evidence.number)).all()
    if not found:
        raise UnknownPage(page=page)
    return [(number, sha256, words) for number, sha256, words in found]


def seen(session: Session, page: str) -> str:
    """What stands for all photographs of a page in the rows that were taken from it."""
    return together([sha256 for _, sha256, _ in photos(session, page)])


def together(digests: Sequence[str]) -> str:
    """One digest for several."""
    return hashlib.sha256("".join(digests).encode()).hexdigest()
