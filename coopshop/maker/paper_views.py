"""The papers behind the lines of her account that are no sale: each on a page of its own."""

from flask import abort, g, render_template

from .. import inventory, ledger, payouts
from ..access import allowed
from ..db import db, today
from ..payouts import Debit
from . import gone as lost
from . import her_sale, notebook, paper_words, ways
from .account import NOTEBOOK, TERMS, of_payout, owed
from .blueprint import bp
from .listening import REASONS
from .piece_views import picture_of

for name in ("line_way", "piece_way", "piece_line", "about_way"):
    bp.add_app_template_global(getattr(ways, name), name)
for name in ("kind_called", "debit_said", "taken_words", "lot_gone", "step_words", "step_drawing"):
    bp.add_app_template_global(getattr(paper_words, name), name)


@bp.get("/descuentos/<code>")
@allowed("read_own")
def debit(code: str) -> str:
    """An advance, material or dues: what was written down, and what it was taken off."""
    session = db.session()
    row = session.get(Debit, code)
    if row is None or row.member != g.user.member:
        abort(404)
    taken = payouts.taken_off(session, row.member, row.entry)
    account = (
        of_payout(session, taken.payout) if taken.payout else owed(session, row.member, today())
    )
    return render_template(
        "maker/debit.html",
        debit=row,
        term=TERMS[row.kind],
        spoken=["menos", row.amount, REASONS[TERMS[row.kind]]],
        undone=ledger.why_reversed(session, f"debit/{code}"),
        taken=taken,
        hers={line.entry: line for line in account.lines},
    )


@bp.get("/perdidas/<path:about>")
@allowed("read_own")
def gone(about: str) -> str:
    """Pieces of hers that were lost or given away by one paper."""
    session, member = db.session(), g.user.member
    paper = lost.paper(session, member, about) or abort(404)
    products = {lot.delivery.sku for lot in paper.lots}
    offs = inventory.off_of(session, [lot.delivery.lot for lot in paper.lots])
    why = {lot: off for lot, them in offs.items() for off in them if off.cause == about}
    return render_template(
        "maker/gone.html",
        paper=paper,
        spoken=["para-ti", paper.cents, REASONS[paper.term]],
        photo=picture_of(session, products.pop()) if len(products) == 1 else "",
        undone=ledger.why_reversed(session, about),
        why=why,
    )


@bp.get("/cuaderno/<code>")
@allowed("read_own")
def from_notebook(code: str) -> str:
    """What she began with, by the notebook."""
    session = db.session()
    noted = notebook.noted(session, g.user.member, code) or abort(404)
    return render_template(
        "maker/notebook.html",
        noted=noted,
        spoken=["mas" if noted.cents > 0 else "menos", noted.cents, REASONS[NOTEBOOK]],
        undone=ledger.why_reversed(session, f"beginning/{code}"),
    )


@bp.get("/ventas/<sale>")
@allowed("read_own")
def sale(sale: str) -> str:
    """One sale: her pieces in it, what came back, and what came of it to her account."""
    session = db.session()
    hers = her_sale.her_sale(session, g.user.member, sale) or abort(404)
    undone = ledger.why_reversed(session, f"sale/{sale}")
    return render_template("maker/sale.html", hers=hers, undone=undone)
