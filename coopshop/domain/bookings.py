"""The accountant's page: what each event of the trade moves in the book.

Source is credited, target debited. Each function takes decided figures and gives an `Entry`; it
looks nothing up and decides nothing. Sums are céntimos of soles unless a currency stands beside.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from . import accounts as acc
from .entry import Entry, Move
from .lots import Taken
from .money import Dollars

PEN, USD = "PEN", "USD"

#: (source, target, amount, unit), before what is nothing is left out.
Flow = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Shares:
    """How the net of a sale (or of what came back from it) is divided, with its IGV.

    `members` and `funds` map a member's or a group's code to céntimos of soles.
    """

    members: Mapping[str, int] = field(default_factory=dict)
    funds: Mapping[str, int] = field(default_factory=dict)
    association: int = 0
    igv: int = 0


def delivery(lot: str, on: date, member: str, place: str, units: int) -> Entry:
    """A member hands in pieces: they leave her hands and lie on a shelf."""
    moves = _moves((acc.maker(member), acc.shelf(place), units, lot))
    return Entry(f"delivery/{lot}", "delivery", on, moves)


def departure(
    cause: str, on: date, origin: str, transfer: str, lines: Mapping[int, Iterable[Taken]]
) -> Entry:
    """Pieces leave a place; until they arrive they are on the way, lot by lot."""
    moves = (
        (acc.shelf(origin), acc.transit(transfer, line), lot.units, lot.lot)
        for line, lots in lines.items()
        for lot in lots
    )
    return Entry(cause, "departure", on, _moves(*moves))


@dataclass(frozen=True, slots=True)
class Landing:
    """One line of a transfer at its end: lots that `arrived`, and lots that were `lost`."""

    line: int
    arrived: tuple[Taken, ...]
    lost: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Compensation:
    """`cents` credited to `member` for lost pieces, paid from the account `payer`."""

    member: str
    cents: int
    payer: str


def arrival(
    cause: str,
    on: date,
    destination: str,
    transfer: str,
    landings: Iterable[Landing],
    compensations: Iterable[Compensation],
) -> Entry:
    """What came off the canoe lies on the new shelf; what did not is lost and made good."""
    moves = []
    for landing in landings:
        way = acc.transit(transfer, landing.line)
        shelf = acc.shelf(destination)
        moves += [(way, shelf, lot.units, lot.lot) for lot in landing.arrived]
        moves += [(way, acc.LOST, lot.units, lot.lot) for lot in landing.lost]
    moves += [(acc.payable(c.member), c.payer, c.cents, PEN) for c in compensations]
    return Entry(cause, "arrival", on, _moves(*moves))


def shrinkage(cause: str, on: date, place: str, lots: Iterable[Taken]) -> Entry:
    """Mould and moth: the pieces are gone and nobody is paid (R13)."""
    moves = ((acc.shelf(place), acc.SHRUNK, lot.units, lot.lot) for lot in lots)
    return Entry(cause, "shrinkage", on, _moves(*moves))


def sample(
    cause: str, on: date, place: str, lots: Iterable[Taken], credits: Mapping[str, int]
) -> Entry:
    """A piece is given away: its maker is credited the member price by the association (R13)."""
    goods = [(acc.shelf(place), acc.SAMPLE, lot.units, lot.lot) for lot in lots]
    money = [(acc.payable(member), acc.SAMPLES, cents, PEN) for member, cents in credits.items()]
    return Entry(cause, "sample", on, _moves(*goods, *money))


def sale(
    sale: str,
    on: date,
    place: str,
    pieces: Iterable[Taken],
    services: Iterable[tuple[str, str, int]],
    shares: Shares,
    total: int,
    currency: str,
) -> Entry:
    """Pieces go to the buyer; what the buyer owes belongs to makers, fund, association and State.

    `pieces` come off the shelf of `place`; `services` are (member, product, units). `total` is
    what the buyer owes in `currency`; a sale in dollars passes through the exchange account, so
    that each currency balances by itself.
    """
    goods = [(acc.shelf(place), acc.SOLD, lot.units, lot.lot) for lot in pieces]
    goods += [(acc.service(member), acc.SOLD, units, sku) for member, sku, units in services]
    money = _divided(shares, acc.due(sale), total, currency, acc.earned)
    return Entry(f"sale/{sale}", "sale", on, _moves(*goods, *money))


def collection(
    cause: str,
    on: date,
    sale: str,
    purse: str,
    currency: str,
    amount: int,
    rounding: int,
    rate_difference: int,
    released: Mapping[str, int],
) -> Entry:
    """The buyer pays, or is paid back (`amount` below zero), into or out of the account `purse`.

    `rounding` is what no coin could pay, the association's cost (R9). `rate_difference` (soles, a
    loss below zero) is the association's too (R8). `released` are the makers' shares that this
    payment makes payable; a payment undone takes them back (below zero).
    """
    owed = acc.due(sale)
    moves = [
        (owed, purse, amount, currency),
        (owed, acc.ROUNDING, rounding, currency),
        (acc.RATE_DIFFERENCE, acc.EXCHANGE, rate_difference, PEN),
    ]
    kind = "collection" if amount > 0 else "refund"
    return Entry(cause, kind, on, _moves(*moves, *_released(released)))


def paid_in_dollars(
    cause: str,
    on: date,
    sale: str,
    purse: str,
    amount: int,
    rounding: int,
    dollars: Dollars,
    released: Mapping[str, int],
) -> Entry:
    """The buyer pays `amount` of what is due in soles with notes in dollars.

    The dollars lie in `purse`, the change leaves it in soles, and what is due is paid out of the
    exchange account, which gives soles for dollars at the day's rate. What the change is rounded
    up by, so that coins can pay it, is the association's cost, as all rounding is (R9).
    """
    owed = acc.due(sale)
    moves = [
        (owed, acc.EXCHANGE, amount, PEN),
        (owed, acc.ROUNDING, rounding, PEN),
        (acc.EXCHANGE, purse, dollars.cents, USD),
        (purse, acc.EXCHANGE, dollars.change, PEN),
        (acc.EXCHANGE, acc.ROUNDING, amount + dollars.change - dollars.worth, PEN),
    ]
    return Entry(cause, "collection", on, _moves(*moves, *_released(released)))


def giving_back(
    cause: str,
    on: date,
    sale: str,
    restocked: Iterable[tuple[str, str, int]],
    gone: Iterable[tuple[str, int]],
    shares: Shares,
    total: int,
    currency: str,
    was_collected: bool,
    released: Mapping[str, int],
) -> Entry:
    """Pieces come back from a buyer: each part of their sale is taken back from whoever had it.

    `restocked` are (place, lot, units) for the shelf, `gone` (lot, units) that are not fit for it.
    What was already payable is taken from there, even below zero (R10): the member has had it.
    """
    goods = [(acc.SOLD, acc.shelf(place), units, lot) for place, lot, units in restocked]
    goods += [(acc.SOLD, acc.SPOILT, units, lot) for lot, units in gone]
    held = acc.payable if was_collected else acc.earned
    money = [
        (target, source, amount, unit)
        for source, target, amount, unit in _divided(shares, acc.due(sale), total, currency, held)
    ]
    return Entry(cause, "return", on, _moves(*goods, *money, *_released(released)))


def debit(code: str, on: date, member: str, kind: str, cents: int, purse: str) -> Entry:
    """An advance in money, materials handed out, a member's dues: all count against her share.

    Only an advance comes out of the account `purse`.
    """
    payers = {
        "adelanto": purse,
        "material": acc.MATERIALS,
        "aporte": acc.DUES,
    }
    moves = _moves((payers[kind], acc.payable(member), cents, PEN))
    return Entry(f"debit/{code}", kind, on, moves)


def payout(code: str, on: date, member: str, purse: str, cents: int) -> Entry:
    """Money goes back to her hand, out of the account `purse`."""
    moves = _moves((purse, acc.payable(member), cents, PEN))
    return Entry(f"payout/{code}", "payout", on, moves)


def deposit(
    code: str, on: date, order: str, kind: str, other: str, amount: int, currency: str
) -> Entry:
    """A buyer pays ahead on an order: we owe it until the pieces are sold, or it goes back.

    `other` is where the money goes to: into a purse for a `deposit`; when it is given back it comes
    out of one again, and what is kept becomes other income.
    """
    held = acc.deposit(order)
    pair = (held, other) if kind == "deposit" else (other, held)
    return Entry(f"deposit/{code}", kind, on, _moves((*pair, amount, currency)))


def cash_move(
    code: str, on: date, kind: str, source: str, target: str, amount: int, currency: str
) -> Entry:
    """Money is carried from one place to another, or spent, without a buyer or a member."""
    return Entry(f"cash/{code}", kind, on, _moves((source, target, amount, currency)))


def elsewhere(undone: str, on: date, drawer: str, here: str, sums: Mapping[str, int]) -> Entry:
    """What undoing put into a drawer that was counted since lies `here` in truth (below zero: it
    is taken from there)."""
    moves = [(drawer, here, cents, currency) for currency, cents in sums.items()]
    return Entry(f"elsewhere/{undone}", "elsewhere", on, _moves(*moves))


def drawer_counted(
    cause: str, on: date, kind: str, till: str, differences: Mapping[str, int]
) -> Entry:
    """What a count of a drawer found too much (or, below zero, too little), by currency."""
    drawer = acc.drawer(till)
    moves = [
        (acc.CASH_DIFFERENCE, drawer, cents, currency) for currency, cents in differences.items()
    ]
    return Entry(cause, kind, on, _moves(*moves))


def opening(code: str, on: date, account: str, cents: int) -> Entry:
    """What an account began with, by the notebook; below zero the cooperative owes it."""
    return Entry(f"beginning/{code}", "opening", on, _moves((acc.OPENING, account, cents, PEN)))


def opening_stock(code: str, on: date, place: str, lot: str, units: int) -> Entry:
    """Pieces that lay on a shelf when the book began."""
    moves = _moves((acc.OPENING, acc.shelf(place), units, lot))
    return Entry(f"beginning/{code}", "opening", on, moves)


def old_collection(cause: str, on: date, opening: str, purse: str, cents: int) -> Entry:
    """A buyer pays what was owed since before the book began."""
    return Entry(cause, "collection", on, _moves((acc.old_debt(opening), purse, cents, PEN)))


def carrier_settled(code: str, on: date, target: str, cents: int) -> Entry:
    """What a carrier owed is settled: into a purse, or at the association's cost."""
    return Entry(f"carrier/{code}", "carrier", on, _moves((acc.CARRIER, target, cents, PEN)))


def notice(cause: str, kind: str, on: date) -> Entry:
    """Something was written down that moves nothing: a number, a count, a closed month."""
    return Entry(cause, kind, on, ())


def _divided(
    shares: Shares, owed: str, total: int, currency: str, held: Callable[[str], str]
) -> list[Flow]:
    """The moves of a sale's money, from whom it is owed to, into what the buyer owes."""
    into = owed if currency == PEN else acc.EXCHANGE
    moves = [(held(member), into, cents, PEN) for member, cents in shares.members.items()]
    moves += [(acc.fund(group), into, cents, PEN) for group, cents in shares.funds.items()]
    moves += [
        (acc.ASSOCIATION, into, shares.association, PEN),
        (acc.IGV, into, shares.igv, PEN),
    ]
    if currency != PEN:
        moves.append((acc.EXCHANGE, owed, total, currency))
    return moves


def _released(released: Mapping[str, int]) -> list[Flow]:
    return [(acc.payable(m), acc.earned(m), cents, PEN) for m, cents in released.items()]


def _moves(*moves: Flow) -> tuple[Move, ...]:
    """Leave out what is nothing, and turn round what is below nothing."""
    return tuple(
        Move(source, target, amount, unit) if amount > 0 else Move(target, source, -amount, unit)
        for source, target, amount, unit in moves
        if amount
    )
