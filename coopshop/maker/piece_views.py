"""Where her pieces are: all of them, one of them, and one line of a sale."""

import sqlalchemy as sa
from flask import abort, g, render_template
from sqlalchemy.orm import Session

from .. import ledger
from ..access import allowed
from ..catalog import Photo, Product
from ..db import db, today
from ..domain import accounts as acc
from ..ledger.balances import below
from ..ledger.models import Balance, Entry, Reversal
from ..production import Delivery
from ..sales import Allocation, SaleLine
from ..web import asked_number, asked_word
from ..web.i18n import language
from ..web.photos import inside
from . import life
from .blueprint import bp
from .sold import told
from .soon import soon

#: So many lots stand on one leaf: those that wait, and those that are gone.
LEAF = {"waiting": 30, "gone": 15}

#: So many that were undone are told on the page.
UNDONE = 5

#: The side and the most bytes of the picture on the page of one thing.
SIDE, MOST = 240, 10 * 1024


def deliveries(
    session: Session, member: str, see: str, before: int | None = None
) -> tuple[list[Delivery], int | None]:
    """A leaf of a member's lots, the newest first, and where the next one begins, if there is one.

    `waiting`: something of it lies or travels; `gone`: the others.
    """
    live = sa.select(Balance.unit).where(
        sa.or_(below(Balance.account, acc.SHELVES), below(Balance.account, acc.ON_THE_WAY)),
        sa.text("balance.amount > 0"),
    )
    among = Delivery.lot.in_(live) if see == "waiting" else Delivery.lot.not_in(live)
    query = sa.select(Delivery).where(
        Delivery.member == member, among, ledger.standing(Delivery.entry)
    )
    if before is not None:
        query = query.where(Delivery.entry < before)
    size = LEAF[see]
    found = list(session.scalars(query.order_by(Delivery.entry.desc()).limit(size + 1)))
    return found[:size], found[size - 1].entry if len(found) > size else None


@bp.get("/piezas")
@allowed("read_own")
def pieces() -> str:
    """Where her pieces are: what can still be sold, then what is gone."""
    session, member = db.session(), g.user.member
    see, before = asked_word("see"), asked_number("before")
    waiting, more = deliveries(session, member, "waiting", before if see == "waiting" else None)
    gone, older = deliveries(session, member, "gone", before if see == "gone" else None)
    entries = [one.entry for one in (*waiting, *gone)]
    causes = sa.select(Entry.id, Entry.cause).where(Entry.id.in_(entries))
    return render_template(
        "maker/pieces.html",
        causes=dict(session.execute(causes).all()),
        waiting=[] if see == "gone" else life.lives(session, member, waiting),
        gone=[] if see == "waiting" else life.lives(session, member, gone),
        services=[] if see else services(session, member),
        undone=[] if see else undone(session, member),
        soon=soon(session, member, today()),
        see=see,
        more=more,
        older=older,
    )


def undone(session: Session, member: str) -> list[tuple[Delivery, Product, str]]:
    """What we wrote under her name by mistake and undid, the last ones first, with our words."""
    query = (
        sa.select(Delivery, Product, Reversal.note)
        .join(Entry, Entry.reverses == Delivery.entry)
        .join(Reversal, Reversal.cause == Entry.cause)
        .join(Product, Product.sku == Delivery.sku)
        .where(Delivery.member == member)
        .order_by(Entry.id.desc())
        .limit(UNDONE)
    )
    rows = session.execute(query)
    return [(delivery, product, note or "") for delivery, product, note in rows]


def services(session: Session, member: str) -> list[tuple[life.Sold, str]]:
    """Her last services, the newest first: they lie nowhere, so they are sold and paid only."""
    query = sa.select(Allocation.sale, Allocation.line).where(
        Allocation.member == member, Allocation.lot.is_(None)
    )
    last = session.execute(query.order_by(Allocation.entry.desc()).limit(LEAF["gone"])).all()
    which = sa.and_(
        Allocation.lot.is_(None), sa.tuple_(Allocation.sale, Allocation.line).in_([*last])
    )
    found = life.by_lot(session, member, which, [])[""] if last else []
    sales = told(session, member, {one.sale for one in found})
    named = [(one, _called(*sales[one.sale].lines[one.line])) for one in found]
    return named[::-1]


def _called(line: SaleLine, product: Product) -> str:
    """A service as it was sold; on an English page as the product is called there."""
    return (product.name_en if language() == "en" else None) or line.description


@bp.get("/piezas/<lot>")
@allowed("read_own")
def lot(lot: str) -> str:
    """One lot: its picture, its life, where its pieces lie, who bought them, for how much."""
    session, member = db.session(), g.user.member
    delivery = session.get(Delivery, lot)
    if delivery is None or delivery.member != member:
        abort(404)
    (hers,) = life.lives(session, member, [delivery])
    cause = session.get_one(Entry, delivery.entry).cause
    return render_template(
        "maker/lot.html",
        life=hers,
        soon=soon(session, member, today()),
        cause=cause,
        undone=ledger.why_reversed(session, cause),
        photo=picture_of(session, delivery.sku),
    )


@bp.get("/ventas/<sale>/<int:line>")
@allowed("read_own")
def sold_line(sale: str, line: int) -> str:
    """One line of a sale with her pieces: what was paid, what was kept back, what is hers."""
    session, member = db.session(), g.user.member
    found = told(session, member, [sale]).get(sale) or abort(404)
    piece = found.of(line) or abort(404)
    back = found.returned(line)
    gone = -sum(one.hers for _on, one in back)
    left = piece.hers - gone
    went = ["menos", gone, "devoluciones", "total", left]
    which = sa.and_(Allocation.sale == sale, Allocation.line == line)
    sold = [one for them in life.by_lot(session, member, which, []).values() for one in them]
    return render_template(
        "maker/sold_line.html",
        told=found,
        piece=piece,
        back=back,
        left=left,
        spoken=["para-ti", piece.hers, *(went if gone else ())],
        undone=ledger.why_reversed(session, f"sale/{sale}"),
        photo=picture_of(session, piece.sku),
        paid=sold[0] if sold else None,
        soon=soon(session, member, today()),
        price=found.lines[line][0],
    )


def picture_of(session: Session, sku: str) -> str:
    """The product's picture as it stands in the page, or nothing."""
    photo = session.get(Photo, sku)
    return inside(photo.jpeg, SIDE, MOST) if photo else ""
