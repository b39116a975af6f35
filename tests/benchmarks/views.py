"""The unusual views of long lists: all days, each order there is, the last page, words looked for.

The ways to them are those that the pages show, so nothing is measured that nobody could open.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from .book import TODAY

#: What is looked for: codes, a part of names, the beginning of many codes, a number, nothing.
WORDS = ("V0001", "prueba", "v00", "d0001", "31", "zzzz")

#: A day in the middle of a book of 200,000 sales.
MIDDLE = TODAY.replace(year=TODAY.year - 2, month=8)

_HEAD = re.compile(r'<th role="columnheader"[^>]*><a href="[^"]*[?;&]sort=-?(\w+)[^"]*">([^<]+)')
_NEXT = re.compile(r'rel="next" href="[^"]*[?;]after=([^"&]+)')
_DAYS = re.compile(r'class="chips" aria-label="[^"]*">\s*<a class="chip" href="[^"]*period=')

#: Opens an address, and gives its page.
Open = Callable[[str], str]


def of(open_: Open, address: str) -> Iterator[tuple[str, str]]:
    """(what it is, address) of the views of a list beside its usual one; none if it is short."""
    days = bool(_DAYS.search(open_(address)))
    everything = _with(address, period="all") if days else address
    first = open_(everything)
    if not _NEXT.search(first):
        return
    if days:
        yield "all days", everything
        yield from _middle(open_, address, everything)
    for key, words in _HEAD.findall(first):
        for sign, order in (("-", "last"), ("", "first")):
            sorted_ = _with(everything, sort=f"{sign}{key}")
            yield f"all days, {words.strip()}: the {order} one first", sorted_
        back = _NEXT.search(open_(_with(everything, sort=f"-{key}")))
        if back:
            yield f"all days, {words.strip()}: last page", f"{sorted_}&after={back[1]}"
    for word in WORDS:
        yield f"“{word}” looked for", _with(address, q=word)
    if days:
        month = _with(address, period="month", day=MIDDLE.isoformat())
        for key, words in _HEAD.findall(open_(month)):
            yield f"a month of long ago, by {words.strip()}", _with(month, sort=f"-{key}")


def _middle(open_: Open, address: str, everything: str) -> Iterator[tuple[str, str]]:
    before = _with(address, period="span", to=MIDDLE.isoformat())
    here = _NEXT.search(open_(before))
    if here:
        yield "all days, a page in the middle", f"{everything}&after={here[1]}"


def _with(address: str, **asked: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked, quote_via=quote)}"
