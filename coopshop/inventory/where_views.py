"""Where each thing is, by owner and by place; and what the river took, by reason and bearer."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from flask import g, url_for
from flask.typing import ResponseReturnValue

from .. import catalog
from ..access import allowed
from ..access.doors import way
from ..db import db, today
from ..web import asked_word
from ..web.i18n import _, _l
from ..web.listing import Column, Listing, hidden, pieces
from ..web.names import called
from .blueprint import bp
from .losses import LostPart, losses_between, summed_losses
from .owning import Owned, owned

#: Before the first book and after the last.
FIRST, LAST = date(1900, 1, 1), date(9999, 12, 31)


def _shelf(row: Owned) -> str:
    if row.place is None:
        return url_for("inventory.transfers")
    return url_for("inventory.card", code=row.place, sku=row.sku)


def _where(*, worth: bool) -> Listing:
    """The list by owner; what it is worth only for those who may know."""
    value = (Column("value", _l("Worth to her"), "money", total=True),) if worth else ()
    return Listing(
        _l("By owner and place"),
        Column(
            "name", _l("Whose"), way=lambda row: way("members.show", code=row.member), filled=True
        ),
        Column("product", _l("Product"), way=lambda row: url_for("inventory.product", sku=row.sku)),
        Column("where", _l("Where"), words=lambda row: row.where or _("on the way"), way=_shelf),
        pieces("units", _l("How many"), total=True),
        *value,
        Column("lots", _l("Lots"), sort=False),
        Column("since", _l("Oldest lot"), "day"),
        *hidden("key", "member", "sku", "place", "unit", "parts"),
        key="key",
        search=("name", "member", "product", "sku", "where", "lots"),
        order="name",
    )


@bp.get("/where")
@allowed("read_stock")
def where() -> ResponseReturnValue:
    """Each member's pieces by product and place; `?place=`, `?member=`, `?sku=` narrow it."""
    session, place = db.session(), asked_word("place")
    narrowed = {name: asked_word(name) for name in ("member", "sku")}
    rows = owned(session, on=today(), place=place, **narrowed)
    return _where(worth=g.user.may("read_reports")).answer(
        "inventory/where.html",
        rows,
        today=today(),
        keep=("place", "member", "sku"),
        places=catalog.places(session, on=today()),
        place=place,
    )


class _Lost(NamedTuple):
    """A part of a loss as a row of the list."""

    key: str
    transfer: str
    on: date
    product: str
    units: int
    unit: str
    parts: int
    reason: str
    bearer: str
    value: int
    compensation: int
    note: str | None


def _why(row: _Lost) -> str:
    """The reason, and what was noted of it."""
    return f"{called(row.reason)}: {row.note}" if row.note else called(row.reason)


LOSSES = Listing(
    _l("What was lost"),
    Column(
        "transfer",
        _l("Transfer"),
        "code",
        way=lambda row: url_for("inventory.transfer", code=row.transfer),
    ),
    Column("on", _l("Day"), "day"),
    Column("product", _l("Product")),
    pieces("units", _l("How many"), total=True),
    Column("reason", _l("What happened"), words=_why),
    Column("bearer", _l("Borne by"), "called"),
    Column("value", _l("Worth to its makers"), "money", total=True),
    Column("compensation", _l("Credited"), "money", total=True),
    *hidden("key", "unit", "parts", "note"),
    key="key",
    day="on",
    search=("transfer", "product", "note"),
    order="-on",
)


@bp.get("/losses")
@allowed("read_stock")
def losses() -> ResponseReturnValue:
    """What was lost on the way, with its sums by reason and by bearer for the days shown."""
    session = db.session()
    found = losses_between(session, FIRST, LAST)
    leaf = LOSSES.read(list(_lost(found)), today=today())
    if leaf.file:
        return leaf.file
    first, last = leaf.period.first or FIRST, leaf.period.last or LAST
    reasons, bearers = summed_losses(part for part in found if first <= part.on <= last)
    return LOSSES.answer(
        "inventory/losses.html",
        list(_lost(found)),
        today=today(),
        reasons=sorted(reasons.items()),
        bearers=sorted(bearers.items()),
    )


def _lost(found: list[LostPart]) -> Iterator[_Lost]:
    for position, part in enumerate(found):
        thing = part.product
        yield _Lost(
            f"{part.transfer}/{part.line}/{position}",
            part.transfer,
            part.on,
            thing.name_es,
            part.units,
            thing.unit,
            thing.parts,
            part.reason,
            part.bearer,
            part.value,
            part.compensation,
            part.note,
        )
