"""What the complaints book keeps: sheets, their answers, and who may come back to read them."""

from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Flag, Model, Moment, Text, Whole
from ..ledger.models import PersonalFact


class Complaint(PersonalFact, Model):
    """One Hoja de Reclamación, as the consumer filled it in."""

    __tablename__ = "complaint"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount"),
        {"sqlite_strict": True},
    )

    forgets = True
    personal: ClassVar[tuple[str, ...]] = (
        *("name", "domicile", "document_type", "document_number", "phone", "email", "guardian"),
        *("about", "receipt", "detail", "request", "paper"),
    )

    #: `000012-2026`: number and year.
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    year: Mapped[int] = mapped_column(Whole)
    number: Mapped[int] = mapped_column(Whole)
    on: Mapped[date] = mapped_column("on", Day, index=True)
    #: `reclamo` or `queja`.
    kind: Mapped[str] = mapped_column(Code)
    #: `producto` or `servicio`.
    good: Mapped[str] = mapped_column(Code)
    #: Céntimos of soles.
    amount: Mapped[int | None] = mapped_column(Whole)
    happened_on: Mapped[date | None] = mapped_column(Day)
    minor: Mapped[bool] = mapped_column(Flag)
    #: `pagina`, or `papel`: filled in by hand at the counter, and copied here.
    way: Mapped[str] = mapped_column(Code)
    name: Mapped[str | None] = mapped_column(Text)
    domicile: Mapped[str | None] = mapped_column(Text)
    document_type: Mapped[str | None] = mapped_column(Code)
    document_number: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    #: Mother, father or who answers for a minor.
    guardian: Mapped[str | None] = mapped_column(Text)
    #: What was bought, or what was done; and the number of its paper.
    about: Mapped[str | None] = mapped_column(Text)
    receipt: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[str | None] = mapped_column(Text)
    request: Mapped[str | None] = mapped_column(Text)
    #: The number written on the sheet of paper that was copied.
    paper: Mapped[str | None] = mapped_column(Text)


class ComplaintAnswer(PersonalFact, Model):
    """What the association answers, and what it did. Once; what is wrong in it gets an addition."""

    __tablename__ = "complaint_answer"

    forgets = True
    personal: ClassVar[tuple[str, ...]] = ("note", "done")

    complaint: Mapped[str] = mapped_column(sa.ForeignKey("complaint.code"), primary_key=True)
    on: Mapped[date] = mapped_column("on", Day)
    note: Mapped[str | None] = mapped_column(Text)
    done: Mapped[str | None] = mapped_column(Text)


class ComplaintAddition(PersonalFact, Model):
    """What was said after the answer, or put right in it."""

    __tablename__ = "complaint_addition"

    forgets = True

    complaint: Mapped[str] = mapped_column(sa.ForeignKey("complaint.code"), primary_key=True)
    number: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    on: Mapped[date] = mapped_column("on", Day)
    note: Mapped[str | None] = mapped_column(Text)


class ComplaintLink(Model):
    """An address that opens one sheet for who holds it; only its hash is kept."""

    __tablename__ = "complaint_link"

    token_hash: Mapped[str] = mapped_column(Code, primary_key=True)
    complaint: Mapped[str] = mapped_column(sa.ForeignKey("complaint.code"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class ComplaintNotice(Model):
    """How the consumer was told; whether what was drafted was sent only the telephone knows."""

    __tablename__ = "complaint_notice"

    complaint: Mapped[str] = mapped_column(sa.ForeignKey("complaint.code"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    by: Mapped[int] = mapped_column("by", Whole)
    #: `whatsapp`, `correo`, `carta` (a letter) or `persona` (in person).
    way: Mapped[str] = mapped_column(Code)


class SheetHandedIn(Model):
    """From where a sheet came, hashed, for a day: nobody floods the book."""

    __tablename__ = "sheet_handed_in"
    __table_args__ = (
        sa.Index("ix_sheet_handed_in_place", "place", "at"),
        {"sqlite_strict": True},
    )

    id: Mapped[int] = mapped_column(Whole, primary_key=True)
    place: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime] = mapped_column(Moment)
