"""The slips of the cash: which drawer, a till, a count, money in and out."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import flask
from sqlalchemy.orm import Session
from wtforms import HiddenField, IntegerField
from wtforms.widgets import HiddenInput

from .. import catalog
from ..domain import coins, showing
from ..domain.money import CURRENCIES
from ..web import DeskForm, fields
from ..web.i18n import _, _l
from ..web.names import choices
from .counting import Counted
from .drawers import AT_HAND, Standing, opened_by, standings, tills_open
from .models import Till
from .moving import REASONS
from .reading import Told
from .taking_back import counted_since

Slip = TypeVar("Slip", bound=Any)

#: How the association's box is called in an address: no till has such a code.
BOX = "-"


class TillField(fields.ChoiceField):
    """One of the open drawers; of one that was closed meanwhile `purse` says what is wrong."""

    def pre_validate(self, form: Any) -> None:
        """Whatever was chosen is looked at by the verb."""


class AtTill:
    """Part of a slip on which cash is paid: whose drawer holds it; nothing chosen is the box."""

    till = TillField(_l("Which cash?"), required=False, placeholder=_l("The association's box"))


def offer_tills(form: Slip, session: Session) -> Slip:
    """Offer the open drawers on a slip that is `AtTill`; one's own is chosen to begin with."""
    _offer(form, tills_open(session), mine(session))
    return form


def mine(session: Session) -> str | None:
    """The drawer at which the visitor works: the one she chose, or opened from another device.

    Empty when she chose the association's box.
    """
    chosen: str | None = flask.session.get("till")
    return opened_by(session, flask.g.user.id) if chosen is None else chosen


def _offer(form: Any, drawers: Sequence[Standing], mine: str | None) -> None:
    form.till.choices = [(drawer.till, drawer.name) for drawer in drawers]
    if not form.is_submitted() and mine in [drawer.till for drawer in drawers]:
        form.till.data = mine


class TillForm(DeskForm):
    """What is said of a till."""

    name = fields.LineField(_l("Name"), description=_l("For instance: cash of the shop."))
    place = fields.ChoiceField(_l("At which place?"))


class NewTillForm(TillForm):
    """A new till."""

    code = fields.CodeField(_l("Code"), description=_l("Short, for instance: TIENDA."))


def till_form(session: Session, today: date, known: Till | None = None) -> TillForm:
    """An empty slip, or what is known of a till."""
    form = TillForm(obj=known) if known else NewTillForm()
    form.place.choices = [(place.code, place.name) for place in catalog.places(session, on=today)]
    return form


class CloseTillForm(DeskForm):
    """Nobody works there any more."""

    on = fields.DayField(_l("From this day on it is closed"))


class CountForm(DeskForm):
    """Notes and coins by their value (one box each, `pieces_20000` …), and dollars as one sum."""

    dollars = fields.MoneyField(_l("Dollars in all"), currency="USD", zero=True, required=False)

    @property
    def notes(self) -> list[Any]:
        """The boxes of notes, the largest first."""
        return [self[f"pieces_{value}"] for value in coins.NOTES]

    @property
    def coins(self) -> list[Any]:
        """The boxes of coins, the largest first."""
        return [self[f"pieces_{value}"] for value in coins.COINS]

    def counted(self) -> Counted:
        """What was written; an empty box is no piece."""
        written = {value: self[f"pieces_{value}"].data for value in coins.VALUES}
        pieces = {value: many for value, many in written.items() if many is not None}
        return Counted(pieces, self.dollars.data)


for _value in coins.VALUES:
    _label = showing.money(_value).removesuffix(".00")
    setattr(CountForm, f"pieces_{_value}", fields.WholeField(_label, zero=True, required=False))


def count_form(like: Told | None = None) -> CountForm:
    """An empty slip, or one with the figures of an earlier count."""
    if like is None:
        return CountForm()
    dollars = [row.counted for row in like.sums if row.currency == "USD"]
    written = {f"pieces_{value}": many for value, many in like.pieces.items()}
    return CountForm(data=written | {"dollars": dollars[0] if dollars else None})


class AcceptForm(DeskForm):
    """Why a count differs from the book."""

    note = fields.LineField(_l("Why does it differ?"), required=False)


class CarriedForm(DeskForm):
    """One press: what a count found too much or too little was carried, it says in which money."""

    number = IntegerField(widget=HiddenInput())
    currency = HiddenField()


class MoveForm(DeskForm, AtTill):
    """Money in or out with a reason."""

    reason = fields.RadioField(_l("Why does the money move?"))
    amount = fields.MoneyField(_l("Amount"))
    currency = fields.RadioField(_l("In which money?"), default="PEN")
    payee = fields.LineField(_l("Who gets it or brings it?"), required=False)
    voucher = fields.LineField(_l("Number of the receipt or ticket"), required=False, most=40)
    note = fields.LineField(_l("Note"), required=False)
    on = fields.DayField(_l("Day"))


def move_form(
    session: Session, today: date, till: str | None, reason: str | None, amount: int | None
) -> MoveForm:
    """An empty slip; where, why and how much may be known already."""
    form = MoveForm(data={"on": today, "reason": reason, "amount": amount})
    drawers = [d for d in standings(session, today) if d.state in AT_HAND]
    _offer(form, drawers, mine(session))
    if not form.is_submitted() and till in [BOX, *(drawer.till for drawer in drawers)]:
        form.till.data = None if till == BOX else till
    out = [code for code, way in REASONS.items() if not way.in_]
    form.reason.choices = {
        _("Money goes out"): choices(*out),
        _("Money comes in"): choices(*(code for code in REASONS if code not in out)),
    }
    form.currency.choices = choices(*CURRENCIES)
    return form


class ReverseForm(DeskForm, AtTill):
    """Something was written down by mistake; where its cash lies now, if its drawer was counted."""

    why = fields.LineField(_l("What was wrong?"))
    on = fields.DayField(_l("Day"))

    #: The name of the drawer that was counted since.
    counted = ""


def reverse_form(
    session: Session, cause: str, today: date, kind: type[ReverseForm] = ReverseForm
) -> ReverseForm:
    """A slip to undo what moved money; it asks where cash lies only where nobody can know."""
    form = kind(data={"on": today})
    if drawer := counted_since(session, cause):
        form.counted = drawer.name
        offer_tills(form, session)
    else:
        form.till.choices = []
    return form
