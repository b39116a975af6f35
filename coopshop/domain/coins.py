"""Notes and coins of soles that are in use, the largest first, in céntimos."""

from collections.abc import Mapping

#: S/ 200 … S/ 10.
NOTES = (20_000, 10_000, 5_000, 2_000, 1_000)

#: S/ 5 … S/ 0.10; the 5-céntimo coin left circulation on 1 January 2019.
COINS = (500, 200, 100, 50, 20, 10)

VALUES = (*NOTES, *COINS)


def total(pieces: Mapping[int, int]) -> int:
    """Céntimos that so many notes and coins make, by their value.

    >>> total({5_000: 2, 20: 3})
    10060
    """
    return sum(value * count for value, count in pieces.items())
