"""The slips of price lists by link: what a buyer asks for, a new link, and a no with its reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from ..web import DeskForm, fields
from ..web.i18n import _l
from .link_asking import NotOnTheList, Offer, box, offered_lists

#: What the boxes for quantities begin with.
ASKED = "q-"


class AskForm(DeskForm):
    """What a buyer wants; a box for each product of the list comes with `ask_form`."""

    wished = fields.DayField(_l("For which day?"), required=False)
    note = fields.NoteField(_l("Anything else?"), required=False, most=500)

    def wanted(self) -> Mapping[str, int]:
        """Thousandths of a unit by SKU, where something was written; only what is offered."""
        for name in request.form:
            if name.startswith(ASKED) and name not in self._fields:
                raise NotOnTheList(sku=name.removeprefix(ASKED)[:30])
        typed = ((name.removeprefix(ASKED), self._fields[name].data) for name in self._boxes())
        return {sku: milli for sku, milli in typed if milli}

    def _boxes(self) -> Iterable[str]:
        return (name for name in self._fields if name.startswith(ASKED))


def ask_form(offers: Iterable[Offer]) -> AskForm:
    """An empty slip with a box for each product that is offered."""
    boxes: dict[str, Any] = {
        box(offer.product.sku): fields.QuantityField(
            offer.product.name_es, required=False, zero=True
        )
        for offer in offers
    }
    form: AskForm = type("AskForm", (AskForm,), boxes)()
    return form


class LinkForm(DeskForm):
    """A new link for a buyer."""

    price_list = fields.ChoiceField(_l("Price list"))


def link_form(session: Session) -> LinkForm:
    """An empty slip."""
    form = LinkForm()
    form.price_list.choices = [(known.code, known.code) for known in offered_lists(session)]
    return form


class DeclineForm(DeskForm):
    """It cannot be made; the buyer reads why."""

    reason = fields.NoteField(_l("Why not? The buyer reads this."), most=500)
