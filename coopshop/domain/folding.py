"""Letters without accents and capitals, so that whoever looks for "jose" finds José."""

import string
import unicodedata


def _plain(letter: str) -> str:
    """The small letter of the alphabet below the marks of a letter; nothing if there is none."""
    below = unicodedata.normalize("NFD", letter)[0].lower()
    return below if below in string.ascii_lowercase else ""


#: Every letter that is written as another one when it is looked for, and that other one, in the
#: same order: the alphabet's capitals, and all Latin letters with marks.
LETTERS = "".join(
    letter
    for letter in (
        *string.ascii_uppercase,
        *map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))),
    )
    if _plain(letter)
)
PLAIN = "".join(map(_plain, LETTERS))

_TABLE = str.maketrans(LETTERS, PLAIN)


def folded(text: str) -> str:
    """A text as it is compared with what somebody looks for; both databases do the same.

    >>> folded("José Ñahui, SANGAMÁ"), folded("Canasta N° 5"), folded("ẽ ỹ Ø")
    ('jose nahui, sangama', 'canasta n° 5', 'e y Ø')
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)
