"""Words about a person who left are emptied, and the book says that they were, and when."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..db import Code, Model, Whole
from . import facts
from .models import Fact

#: A row that lost its words: its table, and the entry that it stands behind.
Where = tuple[str, int]


class Forgotten(Fact, Model):
    """The words about people in the rows of `kept_in` behind the entry `behind` were emptied."""

    __tablename__ = "forgotten"

    kept_in: Mapped[str] = mapped_column(Code, primary_key=True)
    behind: Mapped[int] = mapped_column(
        Whole, sa.ForeignKey("entry.id"), primary_key=True, autoincrement=False
    )


def emptied(session: Session) -> set[Where]:
    """Every row that the book says was emptied."""
    found = session.execute(sa.select(Forgotten.kept_in, Forgotten.behind))
    return {(kept_in, behind) for kept_in, behind in found}


def full(session: Session, wanted: Iterable[Where]) -> list[Where]:
    """Those of these rows that still say something about people."""
    by_table: dict[str, list[int]] = defaultdict(list)
    for kept_in, behind in wanted:
        by_table[kept_in].append(behind)
    found = []
    for name, numbers in sorted(by_table.items()):
        table, _personal = facts.forgetful()[name]
        query = sa.select(table.c.entry).where(
            table.c.entry.in_(numbers), table.c.salt.is_not(None)
        )
        found += [(name, number) for number in sorted(set(session.scalars(query)))]
    return found


def rows(wanted: Iterable[Where]) -> list[dict[str, Any]]:
    """What stands in the book about the emptying of these rows."""
    return [{"kept_in": kept_in, "behind": behind} for kept_in, behind in wanted]


def empty(session: Session, wanted: Iterable[Where]) -> None:
    """Take the words out of rows; only after `rows` of them stand behind an entry."""
    for name, behind in wanted:
        table, personal = facts.forgetful()[name]
        nothing = dict.fromkeys((*personal, "salt"))
        session.execute(sa.update(table).where(table.c.entry == behind).values(nothing))
    session.expire_all()
