"""QR codes in one way only: bytes at level Q with mask 3, as SUNAT asks and as fast as text.

A code differs from the next of its size in nothing but its words. So where each bit goes and which
bits the mask turns are worked out once for each size, and a code is then one long number, one XOR
and one picking of digits: some twenty times faster than a library that is made for every kind of
code, so that a comprobante is drawn in little more than the time its text takes. A test compares
every size with another encoder, bit for bit.

Source: ISO/IEC 18004:2015 (QR Code Model 2).
"""

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

#: For versions 1 to 40 at level Q: correction bytes of each block, and how many blocks there are.
CORRECTION = (
    *(13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30),
    *(28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30),
)
BLOCKS = (
    *(1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20),
    *(23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68),
)

#: Level Q and mask 3 with their check bits, as they stand in every code of ours.
FORMAT = 0b011101000000110

#: From this version on, the count of bytes takes two bytes, and the version is written in the code.
LONG_COUNT, NAMED = 10, 7

Cell = tuple[int, int]


class Size(NamedTuple):
    """What all codes of one version share."""

    side: int
    data_bytes: int
    data_bits: int
    mask: int
    pick: Callable[[str], tuple[str, ...]]


def rows(said: str) -> list[str]:
    """The modules of a code, a row at a time, dark ones as `1`; no quiet zone around them.

    >>> rows("20990000019")[0]
    '111111100001001111111'

    Raises ValueError for what no QR code can hold.
    """
    words = said.encode()
    version, size = _smallest(len(words))
    count = 2 if version >= LONG_COUNT else 1
    # Four bits say "bytes", four at the end close: together they make the rest whole bytes.
    head = 4 << 8 * count | len(words)
    data = ((head << 8 * len(words) | int.from_bytes(words)) << 4).to_bytes(len(words) + count + 1)
    data += (b"\xec\x11" * size.data_bytes)[: size.data_bytes - len(data)]
    stream = int.from_bytes(_interleaved(data, version))
    spare = size.data_bits % 8
    digits = f"{(stream << spare) ^ size.mask:0{size.data_bits}b}01"
    picked = "".join(size.pick(digits))
    return [picked[at : at + size.side] for at in range(0, len(picked), size.side)]


def _smallest(length: int) -> tuple[int, Size]:
    for version in range(1, 41):
        size = _size(version)
        if length + (3 if version >= LONG_COUNT else 2) <= size.data_bytes:
            return version, size
    raise ValueError(f"{length} bytes fit no QR code.")


def _interleaved(data: bytes, version: int) -> bytes:
    """Data and correction of all blocks, a byte of each in turn; the longer blocks stand last."""
    blocks, check = BLOCKS[version - 1], CORRECTION[version - 1]
    short, longer = divmod(len(data), blocks)
    parts, start = [], 0
    for block in range(blocks):
        end = start + short + (block >= blocks - longer)
        parts.append(data[start:end])
        start = end
    checks = [_correction(part, check) for part in parts]
    mixed = bytes(part[at] for at in range(short + 1) for part in parts if at < len(part))
    return mixed + bytes(part[at] for at in range(check) for part in checks)


def _correction(data: bytes, length: int) -> bytes:
    """Reed-Solomon: the remainder of the data by the generator, a whole row of bytes at a step."""
    table, top, rest = _multiples(length), 8 * (length - 1), 0
    kept = (1 << top) - 1
    for byte in data:
        rest = (rest & kept) << 8 ^ table[rest >> top ^ byte]
    return rest.to_bytes(length)


@cache
def _multiples(length: int) -> tuple[int, ...]:
    """Each byte times the generator of that many correction bytes, in the field of 256."""
    power, value = [], 1
    for _ in range(255):
        power.append(value)
        value = value << 1 ^ (0x11D if value & 0x80 else 0)
    log = {value: place for place, value in enumerate(power)}

    def times(one: int, other: int) -> int:
        return power[(log[one] + log[other]) % 255] if one and other else 0

    generator = [1]
    for root in range(length):
        shifted, scaled = [*generator, 0], [0, *(times(each, power[root]) for each in generator)]
        generator = [left ^ right for left, right in zip(shifted, scaled, strict=True)]
    return tuple(
        int.from_bytes(bytes(times(byte, each) for each in generator[1:])) for byte in range(256)
    )


@cache
def _size(version: int) -> Size:
    """Where each bit of a version goes, and which of them mask 3 turns."""
    side = 17 + 4 * version
    fixed = _fixed(version, side)
    path = [cell for cell in _path(side) if cell not in fixed]
    place = {cell: index for index, cell in enumerate(path)}
    mask = int("".join("1" if (down + across) % 3 == 0 else "0" for down, across in path), 2)
    cells = [(down, across) for down in range(side) for across in range(side)]
    order = [place[cell] if cell in place else len(path) + fixed[cell] for cell in cells]
    data = len(path) // 8 - BLOCKS[version - 1] * CORRECTION[version - 1]
    return Size(side, data, len(path), mask, itemgetter(*order))


def _path(side: int) -> list[Cell]:
    """The way of the bits: two columns at a time from the right, up and down, not on column 6."""
    found, upward = [], True
    for right in [*range(side - 1, 6, -2), 5, 3, 1]:
        for down in range(side - 1, -1, -1) if upward else range(side):
            found += [(down, right), (down, right - 1)]
        upward = not upward
    return found


def _fixed(version: int, side: int) -> dict[Cell, int]:
    """The modules that words do not change: eyes, lines, dots, format and version."""
    fixed: dict[Cell, int] = {}
    for at in range(side):
        fixed[6, at] = fixed[at, 6] = (at + 1) % 2
    dots = _dots(version, side)
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    for middle in [(down, across) for down in dots for across in dots]:
        if middle not in corners:
            _rings(fixed, side, middle, 2, light=(1,))
    for middle in [(3, 3), (3, side - 4), (side - 4, 3)]:
        _rings(fixed, side, middle, 4, light=(2, 4))
    near = [
        *((down, 8) for down in (0, 1, 2, 3, 4, 5, 7, 8)),
        *((8, at) for at in (7, 5, 4, 3, 2, 1, 0)),
    ]
    far = [*((8, side - 1 - at) for at in range(8)), *((side - 7 + at, 8) for at in range(7))]
    for bit, (one, other) in enumerate(zip(near, far, strict=True)):
        fixed[one] = fixed[other] = FORMAT >> bit & 1
    fixed[side - 8, 8] = 1
    for bit in range(18 if version >= NAMED else 0):
        across, down = side - 11 + bit % 3, bit // 3
        fixed[down, across] = fixed[across, down] = _named(version) >> bit & 1
    return fixed


def _rings(
    fixed: dict[Cell, int], side: int, middle: Cell, reach: int, *, light: tuple[int, ...]
) -> None:
    for down in range(middle[0] - reach, middle[0] + reach + 1):
        for across in range(middle[1] - reach, middle[1] + reach + 1):
            if 0 <= down < side and 0 <= across < side:
                ring = max(abs(down - middle[0]), abs(across - middle[1]))
                fixed[down, across] = int(ring not in light)


def _dots(version: int, side: int) -> list[int]:
    """The rows and columns of the small eyes."""
    if version == 1:
        return []
    many = version // 7 + 2
    step = (version * 8 + many * 3 + 5) // (many * 4 - 4) * 2
    return [6, *(side - 7 - step * left for left in range(many - 2, -1, -1))]


def _named(version: int) -> int:
    """The version with its check bits (Golay)."""
    rest = version
    for _ in range(12):
        rest = rest << 1 ^ (rest >> 11) * 0x1F25
    return version << 12 | rest
