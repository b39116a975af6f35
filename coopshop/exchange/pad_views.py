"""Pads for days without power: printed in blocks of numbers, and what became of each sheet."""

from datetime import datetime

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import allowed
from ..db import db, today
from ..domain.errors import N_
from ..domain.pads import WrongSheet, kind_of, sheet_code, sheet_number
from ..ledger import pads
from ..ledger.pads import PadBlock
from ..paper import pads as sheets
from ..web import DeskForm, Done, answer
from ..web.fields import LineField, RadioField, WholeField
from ..web.i18n import _, _l
from ..web.papers import paper
from .blueprint import bp

#: What each pad is for, on the page.
SAID = {
    "sale": N_("Sales"),
    "delivery": N_("Deliveries"),
    "payout": N_("Payouts"),
    "count": N_("Counts"),
}


class PrintForm(DeskForm):
    """Which pad, and how thick."""

    kind = RadioField(_l("What for?"))
    sheets = WholeField(_l("How many sheets"), default=20)


class SpoilForm(DeskForm):
    """A sheet that was torn up or lost."""

    sheet = LineField(_l("Number of the sheet"), most=20)
    note = LineField(_l("What happened to it"))


@bp.route("/pads", methods=["GET", "POST"])
@allowed("print_pads")
def print_pad() -> ResponseReturnValue:
    """A new pad: its numbers are taken, then it can be printed."""
    form = PrintForm()
    form.kind.choices = [(kind, _(words)) for kind, words in SAID.items()]

    def act(writing: Session, at: datetime) -> Done:
        block = pads.print_block(writing, **form.facts(), on=today(), at=at, by=g.user.id)
        said = _("The numbers are taken. Print the pad now.")
        return Done(url_for(".pad", sheet=sheet_code(block.kind, block.first)), said)

    return answer(form, act, "exchange/print_pad.html")


@bp.get("/pads/all")
@allowed("read_pads")
def all_pads() -> str:
    """Every pad, and how many of its sheets were not typed in yet."""
    found = pads.blocks(db.session())
    return render_template("exchange/pads.html", pads=found, said=SAID, sheet_code=sheet_code)


@bp.get("/pads/<sheet>")
@allowed("read_pads")
def pad(sheet: str) -> str:
    """The pad of a sheet: what is still out, and what the others became."""
    session, block = db.session(), _block(sheet)
    typed = pads.slips_of(session, block)
    numbers = range(block.first, block.last + 1)
    return render_template(
        "exchange/pad.html",
        block=block,
        said=SAID[block.kind],
        first=sheet_code(block.kind, block.first),
        last=sheet_code(block.kind, block.last),
        out=[sheet_code(block.kind, number) for number in numbers if number not in typed],
        typed=[(sheet_code(block.kind, number), slip) for number, slip in sorted(typed.items())],
    )


@bp.get("/pads/<sheet>.pdf")
@allowed("read_pads")
def pad_pdf(sheet: str) -> Response:
    """The pad, to be printed and stapled."""
    block = _block(sheet)
    issuer = members.issuer(db.session(), today())
    numbers = range(block.first, block.last + 1)
    pdf = sheets.draw(block.kind, numbers, issuer.name)
    return paper(pdf, f"{sheet_code(block.kind, block.first)}-{block.last}")


@bp.route("/pads/<sheet>/spoilt", methods=["GET", "POST"])
@allowed("print_pads")
def spoil(sheet: str) -> ResponseReturnValue:
    """A sheet of this pad will never be typed in."""
    block = _block(sheet)
    form = SpoilForm()

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        number = sheet_number(block.kind, facts["sheet"])
        how = {"made": None, "note": facts["note"], "on": today(), "at": at, "by": g.user.id}
        pads.type_in(writing, kind=block.kind, number=number, **how)
        return Done(url_for(".pad", sheet=sheet), _("The sheet is put down as spoilt."))

    return answer(form, act, "exchange/spoil.html", sheet=sheet)


def _block(sheet: str) -> PadBlock:
    kind = kind_of(sheet) or abort(404)
    try:
        number = sheet_number(kind, sheet)
    except WrongSheet:
        abort(404)
    return pads.block_of(db.session(), kind, number) or abort(404)
