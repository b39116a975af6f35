"""The slips of the complaints book: the sheet itself, its answer, an addition."""

from datetime import date

from ..domain.identifiers import KINDS
from ..sales.forms import MailField
from ..web import DeskForm, fields
from ..web.i18n import _, _l

#: So much fits in the boxes where a consumer tells what happened, and in an answer.
MOST_TOLD, MOST_ASKED, MOST_ANSWERED = 4000, 2000, 4000

#: Identity documents of persons, by their codes in catalogue 06.
DOCUMENTS = ("1", "4", "7")


class SheetForm(DeskForm):
    """The Hoja de Reclamación, box by box as the law's annex has it."""

    kind = fields.RadioField(_l("What is it?"))
    good = fields.RadioField(_l("What is it about?"))
    about = fields.NoteField(_l("Which product or service?"), most=500)
    amount = fields.MoneyField(_l("Amount claimed"), required=False)
    receipt = fields.LineField(_l("Number of the boleta or factura"), required=False, most=40)
    happened_on = fields.DayField(_l("Day it happened"), required=False)
    detail = fields.NoteField(_l("What happened?"), most=MOST_TOLD)
    request = fields.NoteField(_l("What do you ask for?"), most=MOST_ASKED)
    name = fields.LineField(_l("Name and surnames"))
    document_type = fields.ChoiceField(_l("Identity document"))
    document_number = fields.LineField(_l("Number of the document"), most=30)
    domicile = fields.LineField(_l("Where do you live?"))
    phone = fields.LineField(_l("Telephone"), required=False, most=40)
    email = MailField(_l("E-mail"), required=False)
    minor = fields.YesField(_l("The person is under 18 years old."))
    guardian = fields.LineField(_l("Mother, father or guardian"), required=False)
    #: People do not see this box; programs that fill in everything do.
    website = fields.LineField(_l("Leave this empty"), required=False, most=500)


class PaperForm(SheetForm):
    """A sheet that was filled in by hand at the counter."""

    paper = fields.LineField(_l("Number on the sheet of paper"), most=40)
    on = fields.DayField(_l("Day on the sheet of paper"))


class AnswerForm(DeskForm):
    """What the association answers."""

    note = fields.NoteField(_l("What do we answer?"), most=MOST_ANSWERED)
    done = fields.NoteField(_l("What was done?"), required=False, most=MOST_ASKED)
    on_paper = fields.YesField(_l("It was given on paper; this is a copy of it."))
    on = fields.DayField(_l("Day of the answer"))


class AdditionForm(DeskForm):
    """More to an answer."""

    note = fields.NoteField(_l("What is added, or put right?"), most=MOST_ASKED)


class WayForm(DeskForm):
    """By which way the consumer is told."""

    way = fields.RadioField(_l("How?"))


def sheet_form(today: date, *, on_paper: bool = False) -> SheetForm:
    """An empty sheet."""
    form = PaperForm(data={"on": today}) if on_paper else SheetForm()
    form.kind.choices = [
        ("reclamo", _("Reclamo: I do not agree with a product or a service.")),
        ("queja", _("Queja: I was attended badly, or it is not about a product or service.")),
    ]
    form.good.choices = [("producto", _("A product")), ("servicio", _("A service"))]
    form.document_type.choices = [(code, KINDS[code]) for code in DOCUMENTS]
    return form
