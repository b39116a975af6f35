"""Transfers on the page: what is on the way, sending, arriving, and the sheet beside the pieces."""

from datetime import datetime
from typing import Any

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..db import db, today
from ..domain import showing
from ..domain.errors import in_row
from ..ledger.reading import LEAF
from ..paper import transfer as paper_sheet
from ..web import Done, answer, asked_number, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import arriving, logbook
from . import transfers as moving
from .blueprint import bp
from .forms import ArrivalForm, TransferForm
from .stock import stock_at
from .waybill import waybill


@bp.get("/transfers/")
@allowed("read_stock")
def transfers() -> str:
    """What is on the way, then every transfer, newest first."""
    session, before = db.session(), asked_number("before")
    leaf = logbook.journeys(session, before=before)
    more = len(leaf) == LEAF
    return render_template(
        "inventory/transfers.html",
        waiting=logbook.journeys(session, under_way=True) if before is None else [],
        journeys=leaf,
        older=url_for("inventory.transfers", before=leaf[-1].entry) if more else "",
        newer=url_for("inventory.transfers") if before else "",
    )


@bp.route("/transfers/new", methods=["GET", "POST"])
@allowed("move_stock")
def send() -> ResponseReturnValue:
    """Pieces leave a place; `?origin=CHI` says what lies there beside each product."""
    session, origin = db.session(), asked_word("origin")
    form = TransferForm(on=today(), origin=origin)
    form.origin.choices = form.destination.choices = catalog.place_offers(session, today())
    form.lines.offer(sku=_products(session, origin))

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        facts["lines"] = [_asked(writing, row, line) for row, line in enumerate(facts["lines"])]
        code = moving.send(writing, **facts, at=at, by=g.user.id)
        said = _("Sent. Print the sheet and give it to whoever carries the pieces.")
        return Done(url_for("inventory.transfer", code=code), said)

    return answer(form, act, "inventory/send.html")


@bp.get("/transfers/<code>")
@allowed("read_stock")
def transfer(code: str) -> str:
    """One transfer: what left, what arrived, what was lost and who was credited for it."""
    session, lines = db.session(), _known(code)
    return render_template(
        "inventory/transfer.html",
        code=code,
        first=lines[0].sent,
        origin=catalog.place(session, lines[0].sent.origin),
        destination=catalog.place(session, lines[0].sent.destination),
        lines=lines,
        waiting=any(line.end is None for line in lines),
        owners=logbook.owners(session, lines),
        losses=logbook.losses(session, code),
    )


@bp.route("/transfers/<code>/arrive", methods=["GET", "POST"])
@allowed("move_stock")
def arrive(code: str) -> ResponseReturnValue:
    """What arrived and what did not, line by line; a line left empty is still on the way."""
    waiting = {str(line.sent.line): line for line in _known(code) if line.end is None}
    form = ArrivalForm(on=today(), lines=[_as_sent(line) for line in waiting.values()])

    def act(writing: Session, at: datetime) -> Done:
        landed = {}
        for row, said in enumerate(form.facts()["lines"]):
            line = waiting.get(said.pop("line"))
            if line is None:
                raise moving.UnknownTransfer(transfer=code)
            landed[line.sent.line] = _landed(writing, row, line, said)
        arriving.arrive(
            writing, transfer=code, landed=landed, on=form.facts()["on"], at=at, by=g.user.id
        )
        return Done(url_for("inventory.transfer", code=code), _("The arrival is written down."))

    rows = [(row, waiting[row.line.data]) for row in form.lines.rows if row.line.data in waiting]
    return answer(form, act, "inventory/arrive.html", code=code, rows=rows)


@bp.get("/transfers/<code>.pdf")
@allowed("read_stock")
def sheet(code: str) -> Response:
    """The sheet that travels with the pieces."""
    facts = waybill(db.session(), code, _known(code))
    return paper(paper_sheet.draw(facts), code)


def _known(code: str) -> list[logbook.Line]:
    return logbook.lines_of(db.session(), code) or abort(404)


def _products(session: Session, origin: str | None) -> dict[str, list[tuple[str, str]]]:
    """What can be sent; with a place, how many lie there stands beside each."""
    offers = catalog.product_offers(session, today(), services=False)
    if not origin:
        return offers
    lying = {stock.sku: stock.units for stock in stock_at(session, origin)}
    return {
        group: [
            (sku, _("%(product)s: %(left)s there", product=words, left=_said(session, sku, lying)))
            for sku, words in products
            if sku in lying
        ]
        for group, products in offers.items()
    }


def _said(session: Session, sku: str, lying: dict[str, int]) -> str:
    product = catalog.product(session, sku)
    return showing.quantity(lying[sku], product.parts, product.unit)


def _asked(session: Session, row: int, line: dict[str, Any]) -> tuple[str, int]:
    with in_row(row):
        return line["sku"], catalog.units(session, line["sku"], line["quantity"])


def _as_sent(line: logbook.Line) -> dict[str, Any]:
    milli = line.sent.units * 1000 // line.product.parts
    return {"line": str(line.sent.line), "received": milli, "lost": 0}


def _landed(
    session: Session, row: int, line: logbook.Line, said: dict[str, Any]
) -> arriving.Landed:
    with in_row(row):
        for box in ("received", "lost"):
            said[box] = catalog.units(session, line.product.sku, said[box] or 0, field=box)
    return arriving.Landed(**said)
