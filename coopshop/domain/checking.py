"""Short codes by which a paper is told from a false one: made from digests, hard to misread."""

import hashlib
import hmac
import re
from functools import reduce

#: Figures and capitals without I, L, O and U: five bits each, and none is taken for another.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: How many letters: 60 bits for a paper, 40 for a lot, whose page says nothing secret.
OF_PAPER, OF_LOT = 12, 8

#: As they are read aloud.
GROUP = 4

_MEANT = str.maketrans("OIL", "011")
_SIGNS = re.compile("[^0-9A-Z]")


def code(length: int, *facts: str) -> str:
    """So many letters from the SHA-256 of some digests.

    >>> code(8, "6e1c"), code(12, "6e1c", "9b7d")
    ('E7A2N95P', 'EQ91DMRYP3X6')
    """
    digest = hashlib.sha256("\n".join(facts).encode()).digest()
    number = reduce(lambda sum_, byte: sum_ << 8 | byte, digest, 0) >> (256 - 5 * length)
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))


def grouped(code: str) -> str:
    """A code as it stands on paper.

    >>> grouped("EQ91DMRYP3X6")
    'EQ91-DMRY-P3X6'
    """
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def heard(typed: str) -> str:
    """What was typed, as it was meant: capitals, no blanks or hyphens, no letter for a figure.

    >>> heard("eq91 dmry-p3x6 "), heard("eBO1 - oo12")
    ('EQ91DMRYP3X6', 'EB010012')
    """
    return _SIGNS.sub("", typed.upper()).translate(_MEANT)


def same(typed: str, code: str) -> bool:
    """Whether a code was typed, in whatever spelling; it takes as long to say no as to say yes.

    >>> same("EQ91-DMRY-P3X6", "EQ91DMRYP3X6"), same("", "EQ91DMRYP3X6")
    (True, False)
    """
    return hmac.compare_digest(heard(typed), code)
