"""Stickers for lots: choose, look how many, print."""

from dataclasses import dataclass

from flask import Response, current_app, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import allowed
from ..db import db, look_again, today
from ..domain.errors import Refused
from ..paper import labels as sheets
from ..web import asked_word, outside
from ..web.papers import paper
from . import labels, reading, undoing
from .blueprint import bp
from .label_forms import LabelsAsk, LotRow

#: What a browser remembers of its printer.
REMEMBERED = ("kind", "right", "down")


@bp.get("/labels")
@allowed("read_production")
def stickers() -> ResponseReturnValue:
    """`?lots=D0029 D0030` or `?visit=E0012`; with `pdf` pressed, the sheets themselves."""
    known, ask = db.session(), LabelsAsk.asked(**session.get("stickers", {}))
    job, status = _Job(known, ask), 0
    try:
        job.look_up()
        if "pdf" in request.args and ask.validate():
            session["stickers"] = {name: ask[name].data for name in REMEMBERED}
            return job.printed()
    except Refused as refused:
        ask.refuse(refused)
        status = 409
    unreadable = 422 if ask.errors else 200
    about = {
        "public": bool(current_app.config["COOPSHOP"].public_url),
        "named": members.all_agreed(known, members.NAME),
    }
    page = render_template("production/labels.html", form=ask, job=job, **about)
    return page, status or unreadable


@dataclass
class _Job:
    """What is to be printed."""

    session: Session
    ask: LabelsAsk
    lots: list[reading.Listed] | None = None

    def look_up(self) -> None:
        """Find the lots that the address names."""
        visit = asked_word("visit") if "kind" not in request.args else None
        codes = self.ask.codes()
        if visit:
            codes += [each.lot for each in undoing.standing_lots(self.session, visit)]
        self.lots, missing = labels.wanted(self.session, codes)
        self.ask.take(self.lots)
        for row, lot in self.rows:
            row.times.label.text = f"{lot.delivery.lot} · {lot.product.name_es}"
        if missing:
            raise labels.UnknownLots(codes=", ".join(missing))

    @property
    def rows(self) -> list[tuple[LotRow, reading.Listed]]:
        """Each row with its delivery."""
        by_lot = {each.delivery.lot: each for each in self.lots or ()}
        return [(row, by_lot[row.lot.data]) for row in self.ask.rows if row.lot.data in by_lot]

    @property
    def stickers(self) -> int:
        """How many there will be."""
        return sum(self.ask.numbers())

    def printed(self) -> Response:
        """The sheets."""
        ask, here, made = self.ask, today(), self._made()
        pdf = sheets.draw(
            list(zip(made, ask.numbers(), strict=True)),
            ask.kind.data or "",
            author=members.issuer(self.session, here).name,
            start=ask.start.data or 1,
            shift=((ask.right.data or 0) / 10, (ask.down.data or 0) / 10),
            outlines=ask.outlines.data,
        )
        look_again(self.session)  # somebody may have said no while they were drawn
        if [each.maker for each in self._made()] != [each.maker for each in made]:
            raise labels.NameTakenBack
        return paper(pdf, f"etiquetas-{ask.kind.data}")

    def _made(self) -> list[sheets.Label]:
        """What stands on each, with the names of those who agree at this moment."""
        lots = [each for _row, each in self.rows]
        public = current_app.config["COOPSHOP"].public_url
        address = outside(url_for("proof.lot", token="")) if public else ""
        priced = self.ask.priced.data
        return labels.labels(self.session, lots, today(), address=address, priced=priced)
