"""Names, addresses and notes: any word in Latin letters, nothing that hides, breaks or misleads.

What is let in here can be printed, searched and read aloud. Everything accepted has a glyph in the
font that our papers embed (a test compares them). Refused are controls, characters without width,
those that turn the direction of reading, emoji, private use, and letters of other scripts, which
could pass for Latin ones (a Cyrillic А in a name).
"""

import re
import unicodedata

from .errors import N_, Refused

#: Inclusive ranges of Unicode 13 that may stand in a text, by code point.
ACCEPTED = (
    (0x0020, 0x007E),  # ASCII
    (0x00A1, 0x00AC),  # signs of Latin-1, up to the soft hyphen, which nobody sees
    (0x00AE, 0x024F),  # Latin-1, Extended-A and B: á, ñ, Ø, ő
    (0x0250, 0x02FF),  # IPA and modifier letters: ʼ of many orthographies
    (0x0300, 0x034E),  # combining marks, up to the joiner without width
    (0x0350, 0x036F),
    (0x1D00, 0x1D25),  # phonetic letters, without the Greek and Cyrillic ones among them
    (0x1D2C, 0x1D5C),
    (0x1D62, 0x1D65),
    (0x1D6B, 0x1D77),
    (0x1D79, 0x1DBE),
    (0x1E00, 0x1EFF),  # Extended Additional: ẽ, ỹ, ằ
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x2022),  # quotation marks, daggers, bullet
    (0x2026, 0x2026),  # …
    (0x2030, 0x2033),  # per mille, primes
    (0x2039, 0x203A),  # ‹ ›
    (0x2044, 0x2044),  # fraction slash
    (0x2070, 0x2071),  # superscripts and subscripts
    (0x2074, 0x208E),
    (0x2090, 0x209C),
    (0x20A0, 0x20BF),  # currencies
    (0x2116, 0x2116),  # №
    (0x2122, 0x2122),  # ™
    (0x2150, 0x215F),  # fractions
    (0x2212, 0x2212),  # minus
    (0x2C60, 0x2C7F),  # Extended-C
    (0xA722, 0xA7BF),  # Extended-D
    (0xA7C2, 0xA7CA),
    (0xA7F5, 0xA7FF),
    (0xAB30, 0xAB64),  # Extended-E
    (0xAB66, 0xAB6A),
    (0xFB00, 0xFB06),  # ligatures
)

#: So many marks may stand over one letter; more would be drawn over the lines above.
MARKS = 3

_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in ACCEPTED)
_FORBIDDEN = re.compile(f"[^{_CLASS}]")
_MARK = "\u0300-\u036f"
_ASTRAY = re.compile(rf"(?:^|(?<= ))[{_MARK}]|(?<=[{_MARK}]{{{MARKS}}})[{_MARK}]")
_SPACES = re.compile("[ \t\r\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")

#: Characters in a name, an address, a description; and in a note.
LINE, NOTE = 200, 1000

#: A text longer than this many times its limit is not even looked through.
HOPELESS = 10


class TooLong(Refused):
    """More than the box, the paper or SUNAT's field holds."""

    message = N_("At most %(most)s characters fit here; these are %(length)s.")
    to_her = N_("That is very long. Write less.")


class ForbiddenCharacter(Refused):
    """A character that papers cannot carry."""

    message = N_("%(character)s cannot be used here: only Latin letters, digits and usual signs.")


def line(text: str, most: int = LINE) -> str:
    """One line of text: composed (NFC), trimmed, each stretch of white space one space.

    >>> line("  Canasta  de\\ttamshi "), line("Roci\u0301o"), line("<Río> & Hijos"), line(" ")
    ('Canasta de tamshi', 'Rocío', '<Río> & Hijos', '')

    A letter that Unicode has no single character for keeps its mark:

    >>> line("g\u0303e")
    'g̃e'
    >>> line("Canasta \U0001f9fa")
    Traceback (most recent call last):
        ...
    coopshop.domain.text.ForbiddenCharacter: \U0001f9fa (U+1F9FA) cannot be used here: only ...
    >>> line("Ana\\0")
    Traceback (most recent call last):
        ...
    coopshop.domain.text.ForbiddenCharacter: U+0000 cannot be used here: only Latin letters, ...
    >>> line("x" * 201)
    Traceback (most recent call last):
        ...
    coopshop.domain.text.TooLong: At most 200 characters fit here; these are 201.
    """
    if len(text) > most * HOPELESS:
        raise TooLong(most=most, length=len(text))
    tidy = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    if len(tidy) > most:
        raise TooLong(most=most, length=len(tidy))
    found = _FORBIDDEN.search(tidy) or _ASTRAY.search(tidy)
    if found:
        raise ForbiddenCharacter(character=_named(found[0]))
    return tidy


def note(text: str, most: int = NOTE) -> str:
    """Several lines, each cleaned; empty lines at the ends fall away, one between paragraphs stays.

    >>> note(" Llegó mojada.\\r\\n\\n\\n  Se  secó. \\n")
    'Llegó mojada.\\n\\nSe secó.'
    >>> note("x" * 1001)
    Traceback (most recent call last):
        ...
    coopshop.domain.text.TooLong: At most 1000 characters fit here; these are 1001.
    """
    if len(text) > most * HOPELESS:
        raise TooLong(most=most, length=len(text))
    lines = [line(part, most * HOPELESS) for part in _LINE_ENDS.split(text)]
    joined = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if len(joined) > most:
        raise TooLong(most=most, length=len(joined))
    return joined


def _named(character: str) -> str:
    """A character by its code point, after itself when it can be seen.

    >>> _named("я"), _named("\u200b"), _named("\u0301")
    ('я (U+044F)', 'U+200B', 'U+0301')
    """
    code = f"U+{ord(character):04X}"
    visible = unicodedata.category(character)[0] not in "CZM"
    return f"{character} ({code})" if visible else code


def uncapitalized(name: str) -> str:
    """A name inside a sentence; what is written in capitals stays so.

    >>> uncapitalized("Canasta grande"), uncapitalized("IGV"), uncapitalized("")
    ('canasta grande', 'IGV', '')
    """
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
