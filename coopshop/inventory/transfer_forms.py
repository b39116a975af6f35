"""The slips of a transfer: what leaves with whom, and what came of each line."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from .. import catalog
from ..domain.errors import N_, Refused, in_row
from ..web import DeskForm, Lines, Row
from ..web.fields import ChoiceField, DayField, LineField, NoteField, QuantityField, YesField
from ..web.i18n import _l
from ..web.names import choices
from . import logbook
from .arriving import BEARERS, REASONS, Landed, Missing
from .forms import NameOfRow
from .stock import stock_of
from .transfers import UnknownTransfer

#: A line can be lost for so many reasons at once: two wet, one broken, one missing.
PARTS = ("", "_2", "_3")


class HowMany(Refused):
    """Why and at whose cost is said, but not of how many pieces."""

    message = N_("How many are missing for this reason?")


class _Part(NamedTuple):
    """One reason of a loss as it was written; `name` is what its boxes end in."""

    name: str
    lost: int | None
    reason: str | None
    bearer: str | None


class SentRow(Row):
    """One product that lies there: how many of it leave, or all."""

    sku = NameOfRow()
    whole = YesField(_l("All of it"))
    quantity = QuantityField(_l("How many"), required=False)


class TransferForm(DeskForm):
    """Pieces leave a place."""

    origin = ChoiceField(_l("From"))
    destination = ChoiceField(_l("To"))
    via = ChoiceField(_l("How they travel"), default="canoa")
    on = DayField(_l("Day they leave"))
    lines = Lines(SentRow, _l("What is sent"), rows=0, most=300)
    carrier = LineField(_l("Who carries them"), required=False)
    phone = LineField(_l("Telephone"), required=False, most=20)
    boat = LineField(_l("Boat or plate"), required=False, most=40)
    expected_on = DayField(_l("Day they should arrive"), required=False)
    guide = LineField(_l("Number of the guía de remisión"), required=False, most=20)
    note = NoteField(_l("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.via.choices = choices("canoa", "combi", "moto", "bus")

    def asked(self, session: Session) -> list[tuple[str, int]]:
        """(sku, units) of each line; "all of it" is what lies there when it is recorded."""
        lines = []
        for row, line in enumerate(self.lines.data):
            with in_row(row):
                sku = catalog.product(session, line["sku"]).sku
                if line["whole"]:
                    lines.append((sku, stock_of(session, str(self.origin.data), sku)))
                else:
                    lines.append((sku, catalog.units(session, sku, line["quantity"] or 0)))
        return lines


class LandedRow(Row):
    """What came of one line: all of it, or so many, and what happened to the others."""

    line = NameOfRow()
    whole = YesField(_l("All arrived"))
    received = QuantityField(_l("Arrived"), zero=True, required=False)
    lost = QuantityField(_l("Missing"), zero=True, required=False)
    reason = ChoiceField(_l("What happened?"), required=False)
    bearer = ChoiceField(_l("Who bears it"), required=False)
    lost_2 = QuantityField(_l("Missing"), zero=True, required=False)
    reason_2 = ChoiceField(_l("What happened?"), required=False)
    bearer_2 = ChoiceField(_l("Who bears it"), required=False)
    lost_3 = QuantityField(_l("Missing"), zero=True, required=False)
    reason_3 = ChoiceField(_l("What happened?"), required=False)
    bearer_3 = ChoiceField(_l("Who bears it"), required=False)
    note = LineField(_l("Note"), required=False)

    @property
    def parts(self) -> list[tuple[Any, Any, Any]]:
        """The boxes of each part of a loss: how many, why, at whose cost."""
        return [(self[f"lost{n}"], self[f"reason{n}"], self[f"bearer{n}"]) for n in PARTS]

    @property
    def is_short(self) -> bool:
        """Whether something is written about pieces that are missing."""
        boxes = [box for part in self.parts for box in part]
        return any(box.data or box.errors for box in (*boxes, self.received, self.note))


class ArrivalForm(DeskForm):
    """Pieces arrive, or do not. A line left empty is still on the way."""

    on = DayField(_l("Day they arrived"))
    lines = Lines(LandedRow, _l("What arrived"), rows=0, most=300, required=False)
    #: Sent by a button of its own: whatever nothing is written about arrived whole.
    everything = YesField(_l("Everything arrived"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            offers = {f"reason{part}": choices(*REASONS), f"bearer{part}": choices(*BEARERS)}
            self.lines.offer(**offers)

    def landed(self, session: Session, waiting: Mapping[str, logbook.Line]) -> dict[int, Landed]:
        """What came of each line something was written about, or of all."""
        found: dict[int, Landed] = {}
        for row, said in enumerate(self.lines.data):
            with in_row(row):
                line = waiting.get(said["line"])
                if line is None:
                    raise UnknownTransfer(transfer=said["line"])
                found[line.sent.line] = _landed(session, line, said)
        if self.everything.data:
            for line in waiting.values():
                found.setdefault(line.sent.line, Landed(line.sent.units))
        return found


def _landed(session: Session, line: logbook.Line, said: Mapping[str, Any]) -> Landed:
    """Of what was written; the one number that is left out is what the others leave."""
    sent = line.sent.units

    def units(box: str) -> int | None:
        milli = said[box]
        sku = line.product.sku
        return None if milli is None else catalog.units(session, sku, milli, field=box)

    received = sent if said["whole"] else units("received")
    rows = (_Part(n, units(f"lost{n}"), said[f"reason{n}"], said[f"bearer{n}"]) for n in PARTS)
    parts = [part for part in rows if part.lost != 0 and any(part[1:])]
    told = sum(part.lost or 0 for part in parts)
    unsaid = [part for part in parts if part.lost is None]
    if received is None and not unsaid:
        received = sent - told
    left = 0 if received is None else sent - received - told
    if len(unsaid) > 1 or (unsaid and left <= 0):
        raise HowMany(field=f"lost{unsaid[0].name}")
    missing = tuple(Missing(part.lost or left, part.reason, part.bearer) for part in parts)
    return Landed(received or 0, note=said["note"], parts=missing)
