"""Split a sum without losing a céntimo, and take back what was split."""

from collections.abc import Sequence
from dataclasses import dataclass

from .money import half_up
from .tax import WHOLE


@dataclass(frozen=True, slots=True)
class Parts:
    """The three parts of a line's net, in céntimos: members' `pool`, `fund`, `association`."""

    pool: int
    fund: int
    association: int


def parts_of(net: int, share_bp: int, fund_bp: int) -> Parts:
    """Divide the net of a line between its makers, the communal fund and the association (R5).

    `net` in céntimos of soles; `share_bp` is what the group keeps back in all, `fund_bp` the part
    of it that goes to the fund. The association takes the rest, so that nothing is lost.

    >>> parts_of(3348, 2000, 500)
    Parts(pool=2678, fund=167, association=503)
    """
    pool = half_up(net * (WHOLE - share_bp), WHOLE)
    fund = half_up(net * fund_bp, WHOLE)
    return Parts(pool, fund, net - pool - fund)


def absorbed(full: Parts, now: Parts) -> Parts:
    """Who gives up how much when a line is sold for less than its full price.

    >>> absorbed(parts_of(2500, 2000, 500), parts_of(2000, 2000, 500))
    Parts(pool=400, fund=25, association=75)
    """
    return Parts(full.pool - now.pool, full.fund - now.fund, full.association - now.association)


def share(cents: int, units: Sequence[int]) -> list[int]:
    """Split `cents` over lots in proportion to their units, losing no céntimo.

    `cents` is whole céntimos, not below zero; `units` is one count per lot, oldest lot first. Each
    lot gets its whole céntimos; those left over go one each to the largest fractions, ties to the
    older lot.

    Three purses of three women sold for a pool of S/ 26.78:

    >>> share(2678, [1, 1, 1])
    [893, 893, 892]

    The larger fraction comes before the older lot:

    >>> share(100, [1, 2])
    [33, 67]

    Raises ValueError for a pool below zero or without units: those are bugs, not refusals.

    >>> share(-1, [1])
    Traceback (most recent call last):
        ...
    ValueError: a pool of -1 over [1]

    Source: statute of the cooperative, rule of shares (R5).
    """
    whole = sum(units)
    if cents < 0 or whole <= 0 or min(units) < 0:
        raise ValueError(f"a pool of {cents} over {list(units)}")
    shares = [cents * part // whole for part in units]
    left_over = cents - sum(shares)
    by_fraction = sorted(range(len(units)), key=lambda i: (-(cents * units[i] % whole), i))
    for i in by_fraction[:left_over]:
        shares[i] += 1
    return shares


def given_back(amount: int, returned: int, units: int, before: int) -> int:
    """What of `amount` goes back now, when `returned` of `units` have come back in all (R7).

    `returned` counts today's pieces too; `before` is what was given back up to yesterday. Rounding
    the running total, not each step, makes the last piece close the sum exactly.

    >>> given_back(7497, 3, 9, 0)
    2499
    >>> given_back(100, 2, 3, given_back(100, 1, 3, 0))
    34
    >>> given_back(100, 3, 3, 67)
    33
    """
    return half_up(amount * returned, units) - before
