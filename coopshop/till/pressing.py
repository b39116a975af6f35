"""Buttons of the till that record nothing: they change the slip, and the page is shown again."""

from collections.abc import Mapping, Sequence

from wtforms import FormField

from ..domain.errors import Refused
from ..domain.reading import money
from .forms import TicketRow, TillForm
from .goods import Good, hits

#: One whole unit, in thousandths: what a tap adds.
ONE = 1_000


def press(form: TillForm, sent: Mapping[str, str], goods: Sequence[Good]) -> None:
    """Do what the pressed button says: its name is what, its value which."""
    known = {good.sku: good for good in goods}
    if sku := sent.get("add"):
        add(form, known.get(sku))
    elif name := sent.get("more"):
        _step(form, name, ONE)
    elif name := sent.get("less"):
        _step(form, name, -ONE)
    elif name := sent.get("drop"):
        _drop(form, name)
    elif tendered := sent.get("tender"):
        _tender(form, "tendered", tendered)
    elif notes := sent.get("notes"):
        _tender(form, "dollars", notes)
    elif "look" in sent and form.words.data:
        add(form, next((good for good in hits(goods, form.words.data) if not good.gone), None))
        _write(form.words, None)


def add(form: TillForm, good: Good | None) -> None:
    """One more of a product; a line with a price of its own stays as it was agreed."""
    if good is None or good.gone:
        return
    for entry in form.lines.entries:
        row: TicketRow = entry.form
        plain = not (row.discount.data or row.price.data or row.member.data)
        if row.sku.data == good.sku and plain and row.quantity.data:
            _write(row.quantity, row.quantity.data + ONE)
            return
    if len(form.lines.entries) < form.lines.most:
        form.lines.append(sku=good.sku, quantity=ONE, was=good.price)


def _step(form: TillForm, name: str, by: int) -> None:
    entry = _entry(form, name)
    if entry is None:
        return
    quantity = (entry.form.quantity.data or 0) + by
    if quantity > 0:
        _write(entry.form.quantity, quantity)
    else:
        form.lines.entries.remove(entry)


def _drop(form: TillForm, name: str) -> None:
    if entry := _entry(form, name):
        form.lines.entries.remove(entry)


def _tender(form: TillForm, name: str, typed: str) -> None:
    box = form.payments.rows[0]._fields[name]
    if typed == "exact":
        _write(box, None)
        return
    try:
        _write(box, money(typed))
    except Refused:
        return


def _entry(form: TillForm, name: str) -> FormField | None:
    return next((entry for entry in form.lines.entries if entry.name == name), None)


def _write(box, value) -> None:
    """Put a value of ours into a box, over whatever was typed there."""
    box.data, box.raw_data, box.process_errors = value, None, []
