"""The association's logo: each paper bears the one that held when it was issued."""

import hashlib
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..db import Bytes, Code, Day, Model, Whole
from ..domain import bookings
from ..ledger.models import Fact


class Logo(Fact, Model):
    """A logo from a day on; a later one takes its place on later papers."""

    __tablename__ = "logo"

    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    sha256: Mapped[str] = mapped_column(Code)
    png: Mapped[bytes] = mapped_column(Bytes)


def take_logo(session: Session, png: bytes, *, on: date, at: datetime, by: int) -> None:
    """Another logo (a PNG that `web.photos.line_art` made) from now on."""
    number = 1 + (session.scalar(sa.select(sa.func.max(Logo.number))) or 0)
    row = {"number": number, "on": on, "sha256": hashlib.sha256(png).hexdigest(), "png": png}
    ledger.post(session, bookings.notice(f"logo/{number}", "logo", on), (Logo, [row]), at=at, by=by)


def logo_at(session: Session, entry: int | None = None) -> bytes | None:
    """The logo that held when an entry was written, or holds now; None where there was none."""
    query = sa.select(Logo.png).order_by(Logo.number.desc()).limit(1)
    if entry is not None:
        query = query.where(Logo.entry <= entry)
    return session.scalar(query)
