"""Where each line of her account opens: at the thing that was sold, or at its own paper."""

from flask import url_for

from ..payouts import part, part_of
from .account import Line
from .life import Sold
from .sold import Piece

#: By the first word of a cause: the page of its paper, and what names the paper in the address.
PAPERS = {
    "payout": ("maker.payment", "code"),
    "debit": ("maker.debit", "code"),
    "beginning": ("maker.from_notebook", "code"),
    "sale": ("maker.sale", "sale"),
    "delivery": ("maker.lot", "lot"),
}

#: Those whose page is found by the whole cause: pieces that were lost or given away.
GONE = ("arrival", "adjustment")


def line_way(line: Line, piece: Piece | None = None) -> str:
    """Where a line opens, or one of the pieces that make it up. What was put right opens at what
    was wrong: there stands the reason.
    """
    if piece is None and line.sale:
        return url_for("maker.sale", sale=line.sale)
    return piece_way(piece) if piece else about_way(line.cause)


def piece_way(piece: Piece) -> str:
    """Where her pieces in a line of a sale open."""
    return url_for("maker.sold_line", sale=piece.sale, line=piece.line)


def piece_line(piece: Piece | Sold) -> str:
    """What she speaks of when she says that her pieces in a line of a sale are not right."""
    return part(piece.sale, piece.line)


def about_way(cause: str) -> str:
    """Where the paper of a cause opens; nothing where she has no page of it."""
    about = cause.removeprefix("reversal/")
    if product := part_of(about):
        return url_for("maker.sold_line", sale=product[0], line=product[1])
    kind, _slash, code = about.partition("/")
    if kind in GONE:
        return url_for("maker.gone", about=about)
    if kind not in PAPERS:
        return ""
    endpoint, name = PAPERS[kind]
    return url_for(endpoint, **{name: code})  # type: ignore[arg-type]  # names of our own addresses
