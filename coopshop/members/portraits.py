"""A member's photo, for those who work with her: small, without place or time, never public."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Bytes, Code, Model, Moment
from .service import member


class MemberPhoto(Model):
    """What she looks like. Not in the book: it is hers, and gone when she says so."""

    __tablename__ = "member_photo"

    member: Mapped[str] = mapped_column(Code, sa.ForeignKey("member.code"), primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(Bytes)
    taken_in: Mapped[datetime] = mapped_column(Moment)


def keep_face(session: Session, code: str, jpeg: bytes, *, at: datetime) -> None:
    """Keep her photo (a JPEG that `web.photos` made) in the place of the one before."""
    session.merge(MemberPhoto(member=member(session, code).code, jpeg=jpeg, taken_in=at))
    session.flush()


def drop_face(session: Session, code: str) -> None:
    """Her photo is gone for good."""
    session.execute(sa.delete(MemberPhoto).where(MemberPhoto.member == code))


def face(session: Session, code: str) -> MemberPhoto | None:
    """Her photo, if there is one."""
    return session.get(MemberPhoto, code)


def faces(session: Session) -> dict[str, datetime]:
    """Since when each member has her photo, by code, without the pictures themselves."""
    return dict(session.execute(sa.select(MemberPhoto.member, MemberPhoto.taken_in)).all())
