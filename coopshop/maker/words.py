"""What the steps of her account are called: in few words, to her, by the paper she knows."""

from ..domain.errors import N_
from ..domain.text import uncapitalized
from ..web.i18n import _
from . import account as acc
from .account import Account, Line, Term
from .sold import Piece

#: By the kind of a term.
TERMS = {
    acc.NOTEBOOK: N_("From the notebook"),
    acc.SOLD: N_("Sales"),
    acc.LOST: N_("For lost pieces"),
    acc.SAMPLE: N_("For samples"),
    acc.BACK: N_("The buyer gave back"),
    acc.PUT_RIGHT: N_("Put right"),
    acc.MATERIAL: N_("Material"),
    acc.DUES: N_("Dues for the community"),
    acc.ADVANCE: N_("Advance"),
    acc.PAID: N_("We paid you"),
}

#: The drawing of each.
DRAWINGS = {
    acc.BEFORE: "purse",
    acc.NOTEBOOK: "book",
    acc.SOLD: "basket",
    acc.LOST: "lost",
    acc.SAMPLE: "gift",
    acc.BACK: "back",
    acc.PUT_RIGHT: "pencil",
    acc.MATERIAL: "fibre",
    acc.DUES: "pot",
    acc.ADVANCE: "hand-coins",
    acc.PAID: "note",
}

#: What was undone, by the first word of its cause.
UNDONE = {
    "payment": N_("A sale was put right"),
    "sale": N_("A sale was undone"),
    "payout": N_("A payment was undone"),
    "debit": N_("An advance or deduction was undone"),
    "adjustment": N_("A sample was undone"),
    "arrival": N_("A loss was undone"),
    "beginning": N_("The notebook was put right"),
}


def headline(hers: Account) -> str:
    """What the big number is."""
    if hers.total > 0:
        return _("We owe you")
    return _("You owe") if hers.total < 0 else _("We owe you nothing")


def term_words(hers: Account, term: Term) -> str:
    """What a step of the addition is called."""
    if term.kind == acc.BEFORE:
        return before_words(hers)
    if term.piece is not None:
        return pieces_words(term.piece, term.amount)
    return _(TERMS[term.kind])


def before_words(hers: Account) -> str:
    """What the sum is called that the addition begins with."""
    if hers.opening < 0:
        return _("You owed")
    return _("Left from your last payment") if hers.begins_with_payout else _("You had")


def line_words(line: Line, piece: Piece | None) -> str:
    """What one line is called."""
    if piece is not None:
        return pieces_words(piece, piece.amount)
    if line.kind == "reversal":
        undone = line.cause.removeprefix("reversal/").partition("/")[0]
        return _(UNDONE.get(undone, TERMS[acc.PUT_RIGHT]))
    if line.kind == "refund":
        return _("Money went back to the buyer")
    return _(TERMS[line.term])


def pieces_words(piece: Piece, amount: str) -> str:
    """So many of a thing: `3 × canasta grande`, `2.5 kg de fibra`."""
    name = uncapitalized(piece.name)
    if piece.parts > 1:
        return _("%(amount)s of %(what)s", amount=amount, what=name)
    return f"{amount} × {name}"
