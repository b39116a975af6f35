"""Notes and coins of soles that are in use, the largest first, in céntimos."""

from collections.abc import Iterable, Mapping

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


def to_fetch(sums: Iterable[int]) -> dict[int, int]:
    """How many of each note and coin pay every sum by itself, with the fewest pieces.

    >>> to_fetch([26_70, 8_80])
    {2000: 1, 500: 2, 200: 1, 100: 2, 50: 2, 20: 2, 10: 1}
    >>> to_fetch([]), to_fetch([40_00, 40_00])
    ({}, {2000: 4})

    Raises ValueError for a sum that no coins can pay.
    """
    wanted = dict.fromkeys(VALUES, 0)
    for cents in sums:
        rest = cents
        for value in VALUES:
            count, rest = divmod(rest, value)
            wanted[value] += count
        if rest:
            raise ValueError(f"no coins pay {cents} céntimos")
    return {value: count for value, count in wanted.items() if count}
