"""Whose piece was sold: lots leave a place oldest first."""

from collections.abc import Sequence
from typing import NamedTuple


class Taken(NamedTuple):
    """`units` of one lot, with its maker."""

    lot: str
    member: str
    units: int


def take(queue: Sequence[Taken], units: int) -> list[Taken]:
    """The lots that serve `units`, in the order of `queue` (R2: delivery date, then lot).

    >>> queue = [Taken("D0032", "AW-05", 1), Taken("D0033", "AW-09", 4)]
    >>> take(queue, 3)
    [Taken(lot='D0032', member='AW-05', units=1), Taken(lot='D0033', member='AW-09', units=2)]

    Exactly one lot's worth touches no second lot:

    >>> take(queue, 1)
    [Taken(lot='D0032', member='AW-05', units=1)]

    The caller has looked whether there is enough; if not, that is a bug:

    >>> take(queue, 6)
    Traceback (most recent call last):
        ...
    ValueError: 1 of 6 units are in no lot
    """
    taken = []
    left = units
    for lot in queue:
        if left == 0:
            break
        part = min(lot.units, left)
        if part:
            taken.append(lot._replace(units=part))
            left -= part
    if left:
        raise ValueError(f"{left} of {units} units are in no lot")
    return taken


def split(taken: Sequence[Taken], first: int) -> tuple[list[Taken], list[Taken]]:
    """Cut a sequence of lots after its `first` units: what arrived, and what the river took (R3).

    The first units arrive, the last are lost.

    >>> split([Taken("D1", "A", 2), Taken("D2", "B", 3)], 3)[1]
    [Taken(lot='D2', member='B', units=2)]
    """
    arrived = take(taken, first)
    here = {lot.lot: lot.units for lot in arrived}
    lost = [lot._replace(units=lot.units - here.get(lot.lot, 0)) for lot in taken]
    return arrived, [lot for lot in lost if lot.units]


def take_back(sold: Sequence[tuple[int, int]], units: int) -> list[tuple[int, int]]:
    """Which allocations `units` come back from: the last one first (R7).

    `sold` holds (position, units still out) in order of position; the answer likewise
    (position, units coming back), last position first.

    >>> take_back([(1, 6), (2, 13), (3, 9)], 3)
    [(3, 3)]
    >>> take_back([(1, 2), (2, 1)], 2)
    [(2, 1), (1, 1)]
    """
    back = []
    left = units
    for position, out in reversed(sold):
        part = min(out, left)
        if part:
            back.append((position, part))
            left -= part
    if left:
        raise ValueError(f"{left} of {units} units were never sold")
    return back
