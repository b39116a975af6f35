"""What carriers owe for pieces lost in their hands, and how it is settled."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Day, Model, Text, Whole
from ..ledger.models import PersonalFact


class CarrierPayment(PersonalFact, Model):
    """A carrier makes good what was lost on one transfer, or the association lets it go."""

    __tablename__ = "carrier_payment"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount"), {"sqlite_strict": True})

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    transfer: Mapped[str] = mapped_column(Code, index=True)
    on: Mapped[date] = mapped_column("on", Day)
    #: How it came in (efectivo, yape …), or condonado: the association bears it after all.
    method: Mapped[str] = mapped_column(Code)
    amount: Mapped[int] = mapped_column(Whole)
    operation: Mapped[str | None] = mapped_column(Code)
    note: Mapped[str | None] = mapped_column(Text)
