"""What was read from a folder, so that reading it again changes nothing."""

from sqlalchemy.orm import Mapped, mapped_column

from ..db import Code, Model
from ..ledger.models import Kept


class Imported(Kept, Model):
    """One row of a file: its key, and the hash of what it said."""

    __tablename__ = "imported"

    file: Mapped[str] = mapped_column(Code, primary_key=True)
    key: Mapped[str] = mapped_column(Code, primary_key=True)
    sha256: Mapped[str] = mapped_column(Code)
