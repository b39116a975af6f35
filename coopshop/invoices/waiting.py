"""Our own papers that SUNAT's portal has not numbered yet, in a small table of their own.

It says nothing that the documents do not say; but of very many documents it would take long to ask
each, on every visit of the first page. `coopshop check` holds the two together.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import sales
from .models import Document, Unnumbered

#: So many are counted for the first page; more are simply many.
MANY = 500

_NAME = ("kind", "series", "number")


def wait_for_number(session: Session, issued: Mapping[str, Any], *, asked: str) -> None:
    """A paper was issued; if one of the portal's kinds was `asked` for, its number is to come."""
    if not issued["fiscal"] and asked != "nota_venta":
        named = {name: issued[name] for name in _NAME}
        session.execute(sa.insert(Unnumbered), [named])


def wait_no_more(session: Session, *papers: Document) -> None:
    """The portal has numbered what these stand for, or they stand for nothing."""
    for paper in papers:
        session.execute(
            sa.delete(Unnumbered).where(
                *(getattr(Unnumbered, name) == getattr(paper, name) for name in _NAME)
            )
        )


def is_waiting(session: Session, paper: Document) -> bool:
    """Whether the portal has not numbered what this paper of ours stands for."""
    return session.get(Unnumbered, tuple(getattr(paper, name) for name in _NAME)) is not None


def to_register(session: Session) -> list[Document]:
    """Those that wait, oldest first."""
    return list(session.scalars(waiting().order_by(Document.entry)))


def left_to_register(session: Session) -> int:
    """How many wait; of very many only that they are more than MANY."""
    some = sa.select(Unnumbered.number).limit(MANY + 1).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(some)) or 0


def waiting() -> sa.Select[Any]:
    """The documents that wait."""
    return sa.select(Document).join(
        Unnumbered, sa.and_(*(getattr(Unnumbered, n) == getattr(Document, n) for n in _NAME))
    )


def should_wait() -> sa.Select[Any]:
    """The same, told by the documents alone: their sale or return has no number of the portal."""
    other = sa.orm.aliased(Document)
    credited = Document.kind == "nota_credito"
    twin = sa.exists().where(
        other.sale == Document.sale,
        other.fiscal.is_(sa.true()),
        sa.or_(
            sa.and_(~credited, other.kind != "nota_credito"),
            sa.and_(credited, other.returns == Document.returns),
        ),
    )
    small = sa.exists().where(sales.Sale.code == Document.sale, sales.Sale.paper == "nota_venta")
    void = sa.exists().where(sales.Undone.sale == Document.sale)
    return sa.select(Document).where(Document.fiscal.is_(sa.false()), ~twin, ~small, ~void)
