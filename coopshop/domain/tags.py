"""What the QR codes on cards, labels and slips of ours say, and how a scan of one is read."""

import re

#: What a tag may name.
MEMBER, LOT, VISIT = "member", "lot", "visit"

_TAG = re.compile(r"coopshop:([a-z]+):(\S+)", re.IGNORECASE)


def tag(kind: str, code: str) -> str:
    """The text of a QR code.

    >>> tag(MEMBER, "AW-03"), tag(LOT, "D0029")
    ('coopshop:member:AW-03', 'coopshop:lot:D0029')
    """
    return f"coopshop:{kind}:{code}"


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
    if found := _TAG.fullmatch(typed):
        return found[2].upper() if found[1].lower() == kind else ""
    if re.match(r"https?://", typed, re.IGNORECASE):
        typed = re.split(r"[?#]", typed)[0].rstrip("/").rpartition("/")[2]
    return typed.upper()
