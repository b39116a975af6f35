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

#: The same for putting names in order: Ñ is a letter there, and what stands for it comes after N.
IN_ORDER = LETTERS.replace("ñ", "")
PLAIN_IN_ORDER = "".join("ñ" if letter == "Ñ" else _plain(letter) for letter in IN_ORDER)
ENYE = "n~"

_ORDER = str.maketrans(IN_ORDER, PLAIN_IN_ORDER)


def folded(text: str) -> str:
    """A text as it is compared with what somebody looks for; both databases do the same.

    >>> folded("José Ñahui, SANGAMÁ"), folded("Canasta N° 5"), folded("ẽ ỹ Ø")
    ('jose nahui, sangama', 'canasta n° 5', 'e y Ø')
    """
    return text.lower() if text.isascii() else text.translate(_TABLE)


def alphabetical(name: str) -> str:
    """What names are put in order by: accents and capitals count nothing, Ñ comes after N.

    >>> sorted(["Núñez", "Ñahui", "Nuñez B", "Ávila", "Zoto", "nava"], key=alphabetical)
    ['Ávila', 'nava', 'Núñez', 'Nuñez B', 'Ñahui', 'Zoto']
    """
    return name.lower() if name.isascii() else name.translate(_ORDER).replace("ñ", ENYE)
