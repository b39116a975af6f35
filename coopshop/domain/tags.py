"""What the QR codes on cards, labels and slips of ours say, and how a scan of one is read."""

import re

#: What a tag may name.
MEMBER, LOT, VISIT, TRANSFER = "member", "lot", "visit", "transfer"

_TAG = re.compile(r"coopshop:([a-z]+):(\S+)", re.IGNORECASE)

#: The page of a lot for everybody, whatever our address is: the lot, and eight letters after it.
_PAGE = re.compile(r"https?://[^?#\s]*/p/([^/?#\s]+)-[0-9a-z]{8}/?(?:[?#].*)?", re.IGNORECASE)


def tag(kind: str, code: str) -> str:
    """The text of a QR code.

    >>> tag(MEMBER, "AW-03"), tag(LOT, "D0029")
    ('coopshop:member:AW-03', 'coopshop:lot:D0029')
    """
    return f"coopshop:{kind}:{code}"


def read(text: str) -> tuple[str, str] | None:
    """What a tag names, (kind, code); None for what is no tag of ours.

    >>> read(" COOPSHOP:lot:d0029 "), read("D0029")
    (('lot', 'D0029'), None)
    >>> read("https://tienda.example.org/p/D0029-E7A2N95P")
    ('lot', 'D0029')
    """
    if page := _PAGE.fullmatch(text.strip()):
        return LOT, page[1].upper()
    found = _TAG.fullmatch(text.strip())
    return (found[1].lower(), found[2].upper()) if found else None


def scanned(text: str, kind: str) -> str:
    """The code in what was scanned or typed: a tag, an address that ends in it, or the code alone.

    >>> scanned(" coopshop:member:AW-03 ", MEMBER), scanned("aw-03", MEMBER)
    ('AW-03', 'AW-03')
    >>> scanned("https://tienda.example.org/production/D0029?x=1", LOT)
    'D0029'

    A tag of something else names nothing here:

    >>> scanned("coopshop:lot:D0029", MEMBER)
    ''
    """
    typed = text.strip()
    if found := read(typed):
        return found[1] if found[0] == kind else ""
    if re.match(r"https?://", typed, re.IGNORECASE):
        typed = re.split(r"[?#]", typed)[0].rstrip("/").rpartition("/")[2]
    return typed.upper()
