"""The slips for SUNAT's words: its answer, what its page says, when something was sent."""

from datetime import date

from ..domain import at_sunat
from ..domain.cdr import CdrTooLarge
from ..domain.errors import Refused
from ..web import DeskForm, fields
from ..web.i18n import _l
from ..web.names import choices
from .forms import XmlField


class CdrField(XmlField):
    """SUNAT's answer, as a small file."""

    def too_large(self) -> Refused:
        return CdrTooLarge()


class TicketField(fields.LineField):
    """The number that SUNAT gives to what was sent."""

    hints = {"autocomplete": "off", "inputmode": "numeric"}

    def read(self, typed: str) -> str | None:
        return at_sunat.ticket(typed)


class CdrForm(DeskForm):
    """SUNAT's answer to a document."""

    cdr = CdrField(
        _l("File of SUNAT's answer (CDR)"),
        description=_l("Its name begins with R-, then the RUC. The ZIP is fine as it came."),
    )


class LookForm(DeskForm):
    """What SUNAT's public page said."""

    what = fields.RadioField(_l("What does SUNAT's page say?"))
    on = fields.DayField(_l("Day on which you looked"))
    note = fields.LineField(_l("Note"), required=False)


class SentForm(DeskForm):
    """When a document was sent to SUNAT."""

    on = fields.DayField(_l("Day on which it was sent"))
    ticket = TicketField(
        _l("Ticket number"),
        required=False,
        description=_l("If it went in a daily summary, SUNAT gave one."),
    )


def look_form(today: date) -> LookForm:
    """A slip for a look of today."""
    form = LookForm(data={"on": today})
    form.what.choices = choices(*at_sunat.SEEN)
    return form
