"""A form that may be typed in from a printed sheet: the numbers of its boxes, and of the sheet."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from ..domain.errors import Refused
from ..domain.pads import PADS, sheet_number
from ..web import Lines
from ..web.fields import LineField
from ..web.i18n import _l, say
from . import pads


class AsOnPaper:
    """Boxes that bear the numbers of a pad's; `pad` says which."""

    pad: ClassVar[str]
    _fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, lines, name in PADS[self.pad].numbered():
            if isinstance(of := self._fields.get(lines), Lines):
                of.number(name, number)
            elif not lines and name in self._fields:
                self._fields[name].number = number


class OnPaper(AsOnPaper):
    """The same, with a box for the number of the sheet: one line in a form, one in its view.

    class DeliveryForm(OnPaper, DeskForm):
        pad = "delivery"

    form.keep_sheet(session, made=code, on=…, at=at, by=…)      after what it records
    """

    sheet = LineField(
        _l("Number of the sheet"),
        required=False,
        most=20,
        description=_l("Only if it was written on a printed sheet first."),
    )

    #: The number that was read in the box.
    number: int | None = None

    def validate_sheet(self, field: LineField) -> None:
        """The number as it is printed, or without its letters and zeros."""
        try:
            self.number = sheet_number(self.pad, field.data) if field.data else None
        except Refused as refused:
            raise ValidationError(say(refused)) from None

    def facts(self) -> dict[str, Any]:
        """What is recorded; the sheet it came on is kept beside it."""
        facts: dict[str, Any] = super().facts()  # type: ignore[misc]
        return {name: value for name, value in facts.items() if name != "sheet"}

    def keep_sheet(self, session: Session, *, made: str, on: date, at: datetime, by: int) -> None:
        """Say what became of the sheet, if it was written on one."""
        number = self.number
        pads.type_in(session, kind=self.pad, number=number, made=made, on=on, at=at, by=by)
