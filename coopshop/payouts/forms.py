"""The slips around a member's money: paying all, paying one, what counts against her share."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session
from wtforms import HiddenField

from .. import cash, members
from ..domain.errors import N_, Confirm, Refused
from ..web import DeskForm, fields
from ..web.i18n import _l
from ..web.names import choices
from .service import DEBITS, METHODS, Proposal


class Changed(Refused):
    """Somebody sold, collected or paid while this page was open."""

    message = N_("The balances have changed since you looked. Please look again.")


class PayThem(Confirm):
    """Asked once more before so much money leaves the box."""

    message = N_("Pay %(count)s members %(total)s in all?")


class PayAllForm(DeskForm, cash.AtTill):
    """Every member gets what she can get; `seen` stands for the figures that were looked at."""

    on = fields.DayField(_l("Day"))
    seen = HiddenField()


def seen(proposals: Sequence[Proposal]) -> str:
    """What stands for a list of proposals: another one as soon as a figure changes."""
    figures = ";".join(f"{p.member}:{p.available}:{p.amount}:{p.method}" for p in proposals)
    return hashlib.sha256(figures.encode()).hexdigest()


class PayForm(DeskForm, cash.AtTill):
    """One member is paid."""

    amount = fields.MoneyField(_l("Amount"), required=False)
    method = fields.RadioField(_l("How is she paid?"))
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


def pay_form(session: Session, proposal: Proposal, today: date) -> PayForm:
    """A slip for one member, paid as she wants it."""
    form = PayForm(data={"method": proposal.method, "on": today})
    cash.offer_tills(form, session)
    form.method.choices = choices(*METHODS)
    return form


class DebitForm(DeskForm, cash.AtTill):
    """An advance, materials or dues."""

    member = fields.ChoiceField(_l("Member"))
    kind = fields.RadioField(_l("What is it?"), default="adelanto")
    amount = fields.MoneyField(_l("Amount"))
    method = fields.ChoiceField(_l("How is she given it?"), default="efectivo")
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)


def debit_form(session: Session, today: date, member: str | None) -> DebitForm:
    """An empty slip, for one member if she is known already."""
    form = DebitForm(data={"on": today, "member": member})
    cash.offer_tills(form, session)
    form.member.choices = [(m.code, f"{m.name} · {m.code}") for m in members.everyone(session)]
    form.kind.choices = choices(*DEBITS)
    form.method.choices = choices(*METHODS)
    return form


class ReverseForm(DeskForm):
    """Something was written down by mistake."""

    why = fields.LineField(_l("What was wrong?"))
    on = fields.DayField(_l("Day"))
