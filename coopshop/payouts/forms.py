"""The slips around a member's money: paying all, paying one, what counts against her share."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from flask import request
from sqlalchemy.orm import Session
from wtforms import HiddenField

from .. import cash, members
from ..domain.errors import N_, Confirm, Refused
from ..ledger.pad_forms import OnPaper
from ..web import DeskForm, fields
from ..web.i18n import _l
from ..web.names import choices
from ..web.photos import PhotoField
from .handing import WAYS
from .proposals import Proposal
from .service import DEBITS, METHODS, NUMBERED


class Changed(Refused):
    """Somebody sold, collected or paid while this page was open."""

    message = N_("The balance of %(names)s has changed since you looked. Please look again.")


class NobodyTicked(Refused):
    """A payout of nobody."""

    message = N_("Tick who is paid in cash, or write the number of what you have sent.")


class PayThem(Confirm):
    """Asked once more before so much money leaves the box."""

    message = N_("Pay %(count)s members %(total)s in all?")


class PayDayForm(DeskForm, cash.AtTill):
    """Who is ticked gets her cash; who has a number of an operation was sent her money.

    `seen` says which sums were looked at. Each member's box is named after her code.
    """

    on = fields.DayField(_l("Day"))
    seen = HiddenField()

    @property
    def ticked(self) -> list[str]:
        """Who is handed cash."""
        return [name for name, box in self._of(TICK) if box.data]

    @property
    def operations(self) -> dict[str, str]:
        """Who was sent her money, with the number of the operation."""
        return {name: box.data for name, box in self._of(OPERATION) if box.data}

    def facts(self) -> dict[str, Any]:
        """Only who is paid counts: who was left out may be paid by somebody else meanwhile."""
        paid = {"paid": self.ticked, "operations": self.operations}
        return {"on": self.on.data, "till": self.till.data} | paid

    def changed(self, proposals: Iterable[Proposal]) -> list[str]:
        """The names of those who would not get what was looked at."""
        looked = dict(pair.split("=") for pair in (self.seen.data or "").split() if "=" in pair)
        return [p.name for p in proposals if looked.get(p.member) != str(p.amount)]

    def _of(self, kind: str) -> Iterator[tuple[str, Any]]:
        for name, box in self._fields.items():
            if name.startswith(kind):
                yield name.removeprefix(kind), box


#: What the boxes of the members are called, before their codes.
TICK, OPERATION = "pay-", "operation-"


def seen(proposals: Iterable[Proposal]) -> str:
    """What stands for a list of proposals: who gets how much."""
    return " ".join(f"{p.member}={p.amount}" for p in proposals)


def pay_day_form(session: Session, proposals: Iterable[Proposal], today: date) -> PayDayForm:
    """A slip with a box for each member; those that come back with it have one as well.

    So a slip that was recorded and comes again is still the same slip.
    """
    offered = [(OPERATION if p.method in NUMBERED else TICK) + p.member for p in proposals]
    sent = [name for name in request.form if name.startswith((TICK, OPERATION))]
    boxes = {
        name: fields.YesField(default=True) if name.startswith(TICK) else _operation_box()
        for name in dict.fromkeys([*offered, *sent])
    }
    form: PayDayForm = type("PayDayForm", (PayDayForm,), boxes)(data={"on": today})
    return cash.offer_tills(form, session)


def _operation_box() -> fields.LineField:
    return fields.LineField(_l("Operation number"), required=False, most=40)


class PayForm(OnPaper, DeskForm, cash.AtTill):
    """One member is paid."""

    pad = "payout"

    amount = fields.MoneyField(_l("Amount"), required=False)
    method = fields.RadioField(_l("How is she paid?"))
    operation = fields.LineField(_l("Operation number"), required=False, most=40)
    on = fields.DayField(_l("Day"))
    note = fields.LineField(_l("Note"), required=False)
    collector = fields.LineField(_l("Who collects for her"), required=False, most=120)

    def facts(self) -> dict[str, Any]:
        """What is paid; who collects it is written beside it."""
        return {name: value for name, value in super().facts().items() if name != "collector"}


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


def debit_form(
    session: Session, today: date, member: str | None, kind: str | None = None
) -> DebitForm:
    """An empty slip, for one member and of one kind if they are known already."""
    known = {"kind": kind} if kind in DEBITS else {}
    form = DebitForm(data={"on": today, "member": member} | known)
    cash.offer_tills(form, session)
    form.member.choices = [(m.code, f"{m.name} · {m.code}") for m in members.by_name(session)]
    form.kind.choices = choices(*DEBITS)
    form.method.choices = choices(*METHODS)
    return form


class ReverseForm(DeskForm):
    """Something was written down by mistake."""

    why = fields.LineField(_l("What was wrong?"))
    on = fields.DayField(_l("Day"))


class CollectorForm(DeskForm):
    """Somebody else came for a member's money."""

    name = fields.LineField(_l("Name"), most=120)
    relation = fields.LineField(_l("What she is to her"), required=False, most=60)
    dni = fields.LineField(_l("DNI"), required=False, most=15)


class SignForm(DeskForm):
    """Which receipts came back signed; each has its box, named after the payout."""

    @property
    def signed(self) -> dict[str, str]:
        """How each receipt was signed, those that still wait left out."""
        return {
            name.removeprefix(SIGN): box.data
            for name, box in self._fields.items()
            if name.startswith(SIGN) and box.data
        }

    def facts(self) -> dict[str, Any]:
        """What was signed."""
        return self.signed


SIGN = "signed-"


class NothingSigned(Refused):
    """No receipt was chosen."""

    message = N_("Choose how at least one receipt was signed.")


def sign_form(codes: Iterable[str]) -> SignForm:
    """A box for each receipt that waits; those that come back with the slip have one as well."""
    sent = [name.removeprefix(SIGN) for name in request.form if name.startswith(SIGN)]
    boxes = {SIGN + code: _way_box() for code in dict.fromkeys([*codes, *sent])}
    form: SignForm = type("SignForm", (SignForm,), boxes)()
    return form


def _way_box() -> fields.ChoiceField:
    how = {"choices": choices(*WAYS), "placeholder": _l("Not yet")}
    return fields.ChoiceField(_l("Signed with"), required=False, **how)


class DisputeForm(DeskForm):
    """A member does not agree with a line of her money, or with what became of her pieces."""

    about = fields.ChoiceField(_l("What is not right?"), required=False)
    code = fields.LineField(_l("Or the code on its paper"), required=False, most=30)
    words = fields.NoteField(_l("What does she say?"))
    photo = PhotoField(_l("Photo"), required=False)
    on = fields.DayField(_l("Day"))


class AnswerForm(DeskForm):
    """A dispute is closed with a reason."""

    reason = fields.NoteField(_l("What was found, and what was done?"))
    on = fields.DayField(_l("Day"))
