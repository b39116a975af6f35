"""The slips of the first days: pages of the notebook and what is taken over from them."""

from datetime import date

from sqlalchemy.orm import Session

from .. import catalog, members, sales
from ..cash.forms import AtTill
from ..domain import accounts as acc
from ..domain.errors import Refused
from ..web import DeskForm, Lines, Row, fields
from ..web.files import FileField
from ..web.i18n import _l
from ..web.names import choices
from ..web.photos import PagesField
from .sheets.files import MOST_BYTES, TooHeavy

#: How a member says on paper that her balance is right.
SAID = ("firma", "huella")


class PageForm(DeskForm):
    """One page of the notebook."""

    photos = PagesField(
        _l("Photographs of the page"),
        description=_l(
            "Straight from above, in the light. Up to 6 of the same page, 20 MB together."
        ),
    )
    words = fields.LineField(
        _l("Which page is it?"), description=_l("For example: blue notebook, page 14, balances.")
    )
    on = fields.DayField(_l("Day"))


class MemberRow(Row):
    """What is owed to a member, or what she owes."""

    member = fields.ChoiceField(_l("Member"))
    owed = fields.MoneyField(_l("Owed to her"), required=False)
    owes = fields.MoneyField(_l("She owes"), required=False)
    how = fields.ChoiceField(_l("She agreed"), required=False, placeholder=_l("Not yet"))
    witness = fields.LineField(_l("Witness"), required=False)


class MembersForm(DeskForm):
    """The balances of members on one page."""

    on = fields.DayField(_l("Day"))
    lines = Lines(MemberRow, _l("Members"))


class PieceRow(Row):
    """Pieces of a member at a place."""

    member = fields.ChoiceField(_l("Whose"))
    sku = fields.ChoiceField(_l("Product"))
    quantity = fields.QuantityField(_l("How many"))
    place = fields.ChoiceField(_l("Where they lie"))


class PiecesForm(DeskForm):
    """The stock that stands on one page."""

    on = fields.DayField(_l("Day"))
    lines = Lines(PieceRow, _l("Pieces"))


class FundRow(Row):
    """The fund of a group."""

    group = fields.ChoiceField(_l("Group"))
    amount = fields.MoneyField(_l("In its fund"))


class PurseRow(Row):
    """Money at hand, where it lies."""

    method = fields.ChoiceField(_l("Where it lies"))
    amount = fields.MoneyField(_l("How much"))


class MoneyForm(DeskForm):
    """The money at hand and the funds on one page."""

    on = fields.DayField(_l("Day"))
    purses = Lines(PurseRow, _l("Money at hand"), rows=5, required=False)
    funds = Lines(FundRow, _l("Communal fund"), rows=4, required=False)


class DebtRow(Row):
    """An old debt of a buyer."""

    buyer = fields.ChoiceField(_l("Buyer"))
    amount = fields.MoneyField(_l("Owes"))
    note = fields.LineField(_l("What for"), required=False)


class DebtsForm(DeskForm):
    """What buyers owe, on one page."""

    on = fields.DayField(_l("Day"))
    lines = Lines(DebtRow, _l("Old debts of buyers"))


class AgreementForm(DeskForm):
    """The member says that her opening balance is right."""

    how = fields.RadioField(_l("How did she say it?"), default=SAID[0])
    witness = fields.LineField(_l("Witness"), required=False)
    on = fields.DayField(_l("Day"))


class UndoForm(DeskForm):
    """Something was taken over by mistake."""

    why = fields.LineField(_l("What was wrong?"))
    on = fields.DayField(_l("Day"))


class OldPaymentForm(DeskForm, AtTill):
    """A buyer pays an old debt."""

    amount = fields.MoneyField(_l("Amount"))
    method = fields.RadioField(_l("How was it paid?"), default="efectivo")
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    on = fields.DayField(_l("Day"))


def members_form(session: Session, today: date) -> MembersForm:
    """An empty slip for balances."""
    form = MembersForm(on=today)
    form.lines.offer(member=members_known(session), how=choices(*SAID))
    return form


def pieces_form(session: Session, today: date) -> PiecesForm:
    """An empty slip for stock."""
    form = PiecesForm(on=today)
    form.lines.offer(
        member=members_known(session),
        sku=catalog.product_offers(session, today, services=False),
        place=catalog.place_offers(session, today),
    )
    return form


def money_form(session: Session, today: date) -> MoneyForm:
    """An empty slip for money at hand and funds."""
    form = MoneyForm(on=today)
    form.purses.offer(method=choices(*acc.PURSES))
    form.funds.offer(group=[(g.code, f"{g.code} · {g.name}") for g in members.groups(session)])
    return form


def debts_form(session: Session, today: date) -> DebtsForm:
    """An empty slip for old debts."""
    form = DebtsForm(on=today)
    known = [(b.code, b.name) for b in sales.buyers(session) if b.code != sales.ANONYMOUS]
    form.lines.offer(buyer=known)
    return form


def members_known(session: Session) -> list[tuple[str, str]]:
    """Everybody in the register, who left too: her money may still be here."""
    return [(each.code, f"{each.name} ({each.code})") for each in members.by_name(session)]


class SheetField(FileField):
    """A file from a spreadsheet program; `data` is what is in it, as it came."""

    accept = ".xlsx,.csv"
    most = MOST_BYTES

    def too_large(self) -> Refused:
        return TooHeavy(most=MOST_BYTES // 1_000_000)


class SheetForm(DeskForm):
    """A file, and what is in it."""

    kind = fields.RadioField(_l("What is in it?"), default="members")
    file = SheetField(
        _l("File"), description=_l("XLSX or CSV, up to 5 MB. The first row names the columns.")
    )


class WriteForm(DeskForm):
    """The list was looked at."""
