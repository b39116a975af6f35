"""What she is told by WhatsApp: what happened, then what is owed to her and the addition.

The sums come from the same account as her first screen. In Spanish, and to her: it is written by
the program and sent, or not, by a person.
"""

from collections.abc import Iterator

from ..domain import showing
from ..domain.showing import money
from ..domain.text import uncapitalized
from ..payouts import Payout
from ..web.i18n import _, in_spanish
from ..web.names import called
from . import words
from .account import Account
from .news import News, SoldNews
from .sold import Piece

#: So many sales are told one by one; of more, only the sum.
NAMED = 8


def message(hers: Account, news: News) -> str:
    """The whole message."""
    with in_spanish():
        happened = list(_happened(hers, news))
        name = hers.given_names.split(" ")[0]
        if happened:
            happened[0] = f"{name}, {uncapitalized(happened[0])}"
        else:
            happened = [f"{name}:"]
        return "\n".join([*happened, "", *account_lines(hers)])


def account_lines(hers: Account) -> Iterator[str]:
    """What is owed and the addition that makes it, a line for each step."""
    yield f"{words.headline(hers)}: {money(abs(hers.total))}"
    if len(hers.terms) > 1:
        for term in hers.terms:
            yield f"· {words.term_words(hers, term)}: {money(term.cents)}"
    if hers.held:
        yield words.held_words(hers)
    if hers.waiting:
        yield f"{words.to_come_words(hers)}: {money(hers.to_come)}"


def _happened(hers: Account, news: News) -> Iterator[str]:
    for one in news.sold[:NAMED]:
        yield _sold(one)
    if more := news.sold[NAMED:]:
        sum_ = money(sum(one.piece.hers for one in more))
        yield _("And %(count)s more. For you %(sum)s.", count=len(more), sum=sum_)
    for piece in news.collected[:NAMED]:
        yield _collected(piece)
    if rest := news.collected[NAMED:]:
        sum_ = money(sum(piece.hers for piece in rest))
        yield _("And %(count)s more. For you %(sum)s.", count=len(rest), sum=sum_)
    for piece in news.back:
        said, sum_ = words.piece_words(piece, piece.amount), money(-piece.hers)
        yield _("%(said)s: %(sum)s less for you.", said=said, sum=sum_)
    for piece in news.undone:
        what, sum_ = words.pieces_words(piece, piece.amount), money(piece.hers)
        yield _("The sale of %(what)s was undone: it does not count.", what=what, sum=sum_)
    for payout in news.paid:
        yield _("We paid you %(sum)s on %(day)s (%(how)s).", **_of(hers, payout))
    for payout in news.unpaid:
        yield _("The payment of %(sum)s of %(day)s was undone.", **_of(hers, payout))


def _sold(one: SoldNews) -> str:
    piece = one.piece
    facts = {"price": money(piece.price), "sum": money(piece.hers)}
    if piece.units == piece.parts == 1:
        name = uncapitalized(piece.name)
        said = _("Your %(what)s was sold for %(price)s. For you %(sum)s.", what=name, **facts)
    else:
        what = words.pieces_words(piece, piece.amount)
        said = _("Sold: %(what)s for %(price)s. For you %(sum)s.", what=what, **facts)
    waits = _("The buyer has not paid yet.")
    return said if one.collected else f"{said} {waits}"


def _collected(piece: Piece) -> str:
    """The buyer has paid what she had been told was sold."""
    if piece.units == piece.parts == 1:
        name, sum_ = uncapitalized(piece.name), money(piece.hers)
        return _("The buyer has paid for your %(what)s. For you %(sum)s.", what=name, sum=sum_)
    what, sum_ = words.pieces_words(piece, piece.amount), money(piece.hers)
    return _("The buyer has paid for %(what)s. For you %(sum)s.", what=what, sum=sum_)


def _of(hers: Account, payout: Payout) -> dict[str, str]:
    return {
        "sum": money(payout.amount),
        "day": showing.near_day(payout.on, hers.until),
        "how": called(payout.method).lower(),
    }
