"""Transfers on the page: what is on the way, sending, arriving, and the sheet beside the pieces."""

import re
from datetime import datetime

from flask import Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog
from ..access import allowed
from ..catalog import Place
from ..db import db, today
from ..domain import tags
from ..paper import transfer as paper_sheet
from ..web import Done, answer, asked_word
from ..web.i18n import _
from ..web.papers import paper
from . import arriving, lists, logbook, reading
from . import transfers as moving
from .arriving import NothingSaid
from .blueprint import bp
from .losses import losses_of
from .models import TransferCarrier
from .transfer_forms import ArrivalForm, TransferForm
from .waybill import guide_words, waybill


@bp.get("/transfers/")
@allowed("read_stock")
def transfers() -> ResponseReturnValue:
    """What is on the way, then every transfer, newest first."""
    return lists.TRANSFERS.answer(
        "inventory/transfers.html",
        logbook.sent(),
        today=today(),
        waiting=logbook.journeys(db.session(), under_way=True),
        now_on=today(),
    )


@bp.route("/transfers/new", methods=["GET", "POST"])
@allowed("move_stock")
def send() -> ResponseReturnValue:
    """Pieces leave a place. `?origin=HOT&destination=TPP&take=AW-CAN:3` fills the slip in."""
    session = db.session()
    origin = asked_word("origin") or request.form.get("origin")
    if not origin:
        return render_template(
            "inventory/send_from.html",
            places=reading.table(session).at_places,
            other=len(catalog.places(session, on=today())) > 1,
            destination=asked_word("destination"),
        )
    place = db.get_or_404(Place, origin)
    form, lying = _slip(session, place)

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts() | {"lines": form.asked(writing)}
        code = moving.send(writing, **facts, at=at, by=g.user.id)
        said = _("Sent. Print the sheet and give it to whoever carries the pieces.")
        return Done(url_for("inventory.transfer", code=code), said)

    return answer(
        form,
        act,
        "inventory/send.html",
        place=place,
        rows=[(row, lying.get(row.sku.data)) for row in form.lines.rows],
        photos=catalog.photos_taken(session),
    )


def _slip(session: Session, place: Place) -> tuple[TransferForm, dict[str, reading.Row]]:
    """A slip with a row for each product that lies at a place."""
    lying = {row.product.sku: row for row in reading.shelf(session, place.code)}
    taken = dict(pair.split(":", 1) for pair in request.args.getlist("take") if ":" in pair)
    form = TransferForm(
        on=today(),
        origin=place.code,
        destination=asked_word("destination"),
        lines=[{"sku": sku, "quantity": _milli(taken.get(sku, ""))} for sku in lying],
    )
    form.origin.choices = form.destination.choices = catalog.place_offers(session, today())
    for row in form.lines.rows:
        if found := lying.get(row.sku.data):
            row.quantity.label.text = found.product.name_es
            row.quantity.after = found.product.unit if found.product.parts > 1 else ""
    return form, lying


def _milli(typed: str) -> int | None:
    """Thousandths in an address, or nothing where it says no quantity."""
    return int(typed) if re.fullmatch("[0-9]{1,12}", typed) else None


@bp.get("/transfers/<code>")
@allowed("read_stock")
def transfer(code: str) -> str:
    """One transfer: what left, what arrived, what was lost and who was credited for it."""
    session, lines = db.session(), _known(code)
    first = lines[0].sent
    return render_template(
        "inventory/transfer.html",
        code=code,
        first=first,
        carrier=session.get(TransferCarrier, code),
        days=(today() - first.on).days,
        motive=guide_words(session, first),
        lost=losses_of(session, code),
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
    session = db.session()
    lines = _known(code)
    waiting = {str(line.sent.line): line for line in lines if line.end is None}
    form = ArrivalForm(on=today(), lines=[{"line": line} for line in waiting])

    def act(writing: Session, at: datetime) -> Done:
        landed = form.landed(writing, waiting)
        if not landed:
            raise NothingSaid
        on = form.facts()["on"]
        arriving.arrive(writing, transfer=code, landed=landed, on=on, at=at, by=g.user.id)
        said = _("The arrival is written down.")
        return Done(url_for("inventory.transfer", code=code), said)

    rows = [(row, waiting[row.line.data]) for row in form.lines.rows if row.line.data in waiting]
    for row, line in rows:
        if line.product.parts > 1:
            row.received.after = row.lost.after = line.product.unit
    return answer(
        form,
        act,
        "inventory/arrive.html",
        code=code,
        first=lines[0].sent,
        rows=rows,
        lots=logbook.lots_on_the_way(session, code),
        photos=catalog.photos_taken(session),
    )


@bp.get("/transfers/<code>.pdf")
@allowed("read_stock")
def sheet(code: str) -> Response:
    """The sheet that travels with the pieces."""
    facts = waybill(db.session(), code, _known(code), scanned=_scanned(code))
    return paper(paper_sheet.draw(facts), code)


def _scanned(code: str) -> str:
    """What the QR says: the way to the arrival, for any phone where our address is known."""
    public = current_app.config["COOPSHOP"].public_url
    if not public:
        return tags.tag(tags.TRANSFER, code)
    return public + url_for("inventory.find", code=code).removeprefix(request.script_root)


def _known(code: str) -> list[logbook.Line]:
    return logbook.lines_of(db.session(), code) or abort(404)
