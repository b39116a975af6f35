"""What the pages of her papers say: in few words, to her."""

from ..domain import showing
from ..domain.errors import N_
from ..payouts import Debit, Taken
from ..web.i18n import _, language
from ..web.names import so_many
from .account import ADVANCE, DUES, MATERIAL, TERMS, Line
from .gone import GoneLot
from .words import DRAWINGS, line_words, pieces_words
from .words import TERMS as CALLED

#: What an advance, material or dues did, by the kind of its term.
DID = {
    ADVANCE: N_("We gave you before it was sold"),
    MATERIAL: N_("We gave you material for"),
    DUES: N_("You give to the community"),
}


def kind_called(term: str) -> str:
    """What a kind of term is called."""
    return _(CALLED[term])


def debit_said(debit: Debit) -> str:
    """What it did, in a sentence before its sum."""
    return _(DID[TERMS[debit.kind]])


def whole_line(line: Line) -> str:
    """What a line is called with all her pieces in it."""
    if line.pieces:
        return ", ".join(pieces_words(piece, piece.amount) for piece in line.pieces)
    return line_words(line, None)


def taken_words(part: Taken, line: Line | None) -> str:
    """Of what something was taken off; where it took a part only, of how much."""
    said = whole_line(line) if line else _("Left from your last payment")
    if part.cents == part.whole:
        return said
    sums = {"part": showing.money(part.cents), "whole": showing.money(part.whole)}
    return _("%(what)s: %(part)s of %(whole)s", what=said, **sums)


def lot_gone(lot: GoneLot) -> str:
    """So many pieces of a lot that were lost or given away."""
    return so_many(lot.amount, lot.product.name_in(language()), lot.product.parts)


def step_words(line: Line) -> str:
    """What came of a sale to her account."""
    if line.kind == "collection":
        return _("The buyer paid") if line.cents > 0 else _("A sale was put right")
    if line.kind == "return" and line.cents > 0:
        return _("The buyer owes nothing more")
    return line_words(line, None)


def step_drawing(line: Line) -> str:
    """The drawing of it."""
    return "people" if line.kind == "collection" and line.cents > 0 else DRAWINGS[line.term]
