"""The photo that a member took of what she does not agree with: sealed, and forgotten one day."""

import hashlib
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Bytes, Code, Model
from ..ledger.models import PersonalFact


class DisputePhoto(PersonalFact, Model):
    """A small JPEG, without place or time; it stands with the dispute's own entry."""

    __tablename__ = "dispute_photo"
    forgets = True
    personal: ClassVar[tuple[str, ...]] = ("jpeg",)

    code: Mapped[str] = mapped_column(sa.ForeignKey("dispute.code"), primary_key=True)
    sha256: Mapped[str] = mapped_column(Code)
    jpeg: Mapped[bytes | None] = mapped_column(Bytes)


def rows(code: str, jpeg: bytes | None) -> list[dict[str, Any]]:
    """What is kept of a photo beside its dispute."""
    if jpeg is None:
        return []
    return [{"code": code, "sha256": hashlib.sha256(jpeg).hexdigest(), "jpeg": jpeg}]


def photo(session: Session, code: str) -> DisputePhoto | None:
    """The photo of a dispute, unless there is none or it was forgotten."""
    found = session.get(DisputePhoto, code)
    return found if found and found.jpeg else None
