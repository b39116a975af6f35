"""The desk: how a page with a form is shown, and how what is handed in becomes a record, once.

    return answer(form, act, "sales/new.html", sale=sale)

* shown, or asked for more rows: 200
* something in it cannot be read: 422, nothing lost, a sentence beside each box
* a rule of trade said no, or asks "are you sure?": 409, nothing recorded, nothing lost
* recorded: 303 to the page that `act` named; the same form again leads there again
"""

from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from ..domain.errors import Refused
from .forms import DeskForm
from .once import Act, RecordedBefore, fingerprint, once


def answer(form: DeskForm, act: Act, template: str, **context: Any) -> ResponseReturnValue:
    """Show `form` in `template`, or read it and let `act(session, at)` record it.

    `act` runs inside the transaction and gives the address to go to, or `Done(address, sentence)`
    with a sentence to say there; whatever it raises undoes everything.
    """

    def page(status: int = 200) -> ResponseReturnValue:
        return render_template(template, form=form, **context), status

    if not form.is_submitted() or form.more():
        return page()
    if not form.validate():
        return page(422)
    try:
        done = once(form.key.data, fingerprint(request.path, form.facts()), act)
    except Refused as refused:
        form.refuse(refused)
        if isinstance(refused, RecordedBefore):
            form.recorded = refused.location
        return page(409)
    if done.said:
        flash(done.said)
    return redirect(done.location, 303)
