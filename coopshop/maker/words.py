"""What the steps of her account are called: in few words, to her, by the paper she knows."""

from ..domain import accounts as book
from ..domain import showing
from ..domain.errors import N_
from ..inventory import Off
from ..web.i18n import _, language
from ..web.names import called, so_many
from . import account as acc
from . import life
from .account import Account, Line, Term, Waiting
from .behind import Gone
from .sold import Piece
from .soon import Soon

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

#: The pictures of a piece's life, and their drawings.
STAGES = {
    life.MADE: N_("made"),
    life.CANOE: N_("canoe"),
    life.SHOP: N_("shop"),
    life.SOLD: N_("sold"),
    life.PAID: N_("paid"),
}
STAGE_DRAWINGS = {
    life.MADE: "hand-basket",
    life.CANOE: "canoe",
    life.SHOP: "shop",
    life.SOLD: "tag",
    life.PAID: "hand-coins",
}

#: What left the way.
ENDS = {
    book.LOST: N_("lost"),
    book.SHRUNK: N_("spoilt in the shop"),
    book.SAMPLE: N_("given as a sample"),
    book.SPOILT: N_("came back spoilt"),
}
#: What a count says of what was missing, where it did not go off.
COUNTED = {"robo": N_("stolen from the shop"), "no_se": N_("missing at the count")}
END_DRAWINGS = {book.LOST: "lost", book.SHRUNK: "broken", book.SAMPLE: "gift", book.SPOILT: "back"}


def headline(hers: Account) -> str:
    """What the big number is: of days that are over, what it was at their end."""
    if hers.over:
        return _was(hers, showing.near_day(hers.until, hers.today, language()))
    if hers.total > 0:
        return _("We owe you")
    return _("You owe") if hers.total < 0 else _("We owe you nothing")


def closing_words(hers: Account) -> str:
    """What the last line of the addition is called: a sum below zero says by its sign who owes."""
    return _("Together") if hers.total < 0 else headline(hers)


def _was(hers: Account, day: str) -> str:
    if hers.total > 0:
        return _("On %(day)s we owed you", day=day)
    if hers.total < 0:
        return _("On %(day)s you owed", day=day)
    return _("On %(day)s we owed you nothing", day=day)


def to_come_words(hers: Account) -> str:
    """What is sold and not collected is called."""
    if hers.over:
        return _("Sold. The buyer had not paid yet")
    return _("Sold. The buyer has not paid yet")


def term_words(hers: Account, term: Term) -> str:
    """What a step of the addition is called."""
    if term.kind == acc.BEFORE:
        return before_words(hers)
    if term.named is not None:
        return piece_words(term.named, term.amount)
    return _(TERMS[term.kind])


def before_words(hers: Account) -> str:
    """What the sum is called that the addition begins with; below zero its sign says who owed."""
    if hers.opening < 0:
        return _("From before")
    return _("Left from your last payment") if hers.begins_with_payout else _("You had")


def line_words(line: Line, piece: Piece | None) -> str:
    """What one line is called."""
    if piece is not None:
        return piece_words(piece, piece.amount)
    if line.kind == "reversal":
        undone = line.cause.removeprefix("reversal/").partition("/")[0]
        return _(UNDONE.get(undone, TERMS[acc.PUT_RIGHT]))
    if line.kind == "refund":
        return _("Money went back to the buyer")
    return _(TERMS[line.term])


def piece_words(piece: Piece, amount: str) -> str:
    """So many of a thing that was sold, or what the buyer gave back of it."""
    what = pieces_words(piece, amount)
    return _("The buyer gave back %(what)s", what=what) if piece.units < 0 else what


def price_words(piece: Piece) -> str:
    """What the buyer paid for her pieces, or gets again for those that came back."""
    price = showing.money(abs(piece.price))
    if piece.units < 0:
        return _("%(price)s goes back to the buyer", price=price)
    return _("the buyer paid %(price)s", price=price)


def pieces_words(piece: Piece, amount: str) -> str:
    """So many of a thing: `3 × canasta grande`, `2.5 kg de fibra`."""
    name = (piece.name_en if language() == "en" else None) or piece.name
    return so_many(amount, name, piece.parts)


def gone_words(gone: Gone) -> str:
    """So many pieces of a lot that were lost or given away."""
    return so_many(gone.amount, gone.product.name_in(language()), gone.product.parts)


def lot_words(lot: life.Life) -> str:
    """The same of a lot: all that was accepted."""
    return so_many(
        lot.shown(lot.delivery.accepted), lot.product.name_in(language()), lot.product.parts
    )


def held_words(hers: Account) -> str:
    """What is kept back of what is owed, until she has an answer."""
    return _("Of this, %(sum)s waits for an answer.", sum=showing.money(hers.held))


def waiting_words(one: Waiting) -> str:
    """What a sale was of that the buyer has not paid, where no piece alone comes to the sum."""
    if not one.sold:
        return _("Sale %(code)s", code=one.sale)
    return ", ".join(pieces_words(piece, piece.amount) for piece in one.sold)


def sale_words(one: life.Sold, soon: Soon) -> str:
    """How far the money of her pieces in a sale has come."""
    if one.paid_on:
        return _(
            "Paid to you on %(day)s", day=showing.near_day(one.paid_on, soon.today, language())
        )
    if not one.units:
        return _("The buyer gave all of it back")
    if not one.collected:
        return _("The buyer has not paid yet")
    if soon.holds(one.sale, one.line):
        return _("Waits for an answer")
    return _("It went off what you owe") if soon.owes else _("In your next payment")


def sale_drawing(one: life.Sold, soon: Soon) -> str:
    """The drawing of it."""
    if not (one.units or one.paid_on):
        return "back"
    if one.paid_on or not one.collected:
        return "check" if one.paid_on else "clock"
    return "dispute" if soon.holds(one.sale, one.line) else "purse"


def stage_words(stage: life.Stage) -> str:
    """What a picture is called; the canoe may have been a combi."""
    if stage.via and stage.via != "canoa":
        return called(stage.via).lower()
    return _(STAGES[stage.name])


def off_words(off: Off) -> str:
    """What became of pieces that left the way, by the reason that was written down."""
    if off.end == book.SHRUNK:
        return _(COUNTED.get(off.reason, ENDS[off.end]))
    return called(off.reason) if off.reason else _(ENDS[off.end])


def off_drawing(off: Off) -> str:
    """The drawing of it: what was not spoilt is not shown broken."""
    return END_DRAWINGS[book.LOST] if off.reason in COUNTED else END_DRAWINGS[off.end]
