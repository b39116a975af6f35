"""What a later room wants to be seen beside a thing of an earlier one, wherever that is shown.

A delivery is shown by the room of deliveries, which knows nothing of disputes; that a member says
it is not right must stand there all the same. A room that `raises` flags is asked by the cause of
what is shown (`delivery/D0029`), on pages (`heading(…, about=…)`) and in lists (`Column(about=)`).
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from flask import Flask


class Flag(NamedTuple):
    """What it says, and the page behind it."""

    words: str
    address: str


Raiser = Callable[[str], Iterable[Flag]]

_raisers: list[Raiser] = []


def raises(raiser: Raiser) -> Raiser:
    """Mark a function that says what waits about a cause."""
    _raisers.append(raiser)
    return raiser


def flags(*about: str) -> list[Flag]:
    """What stands beside some causes, each flag once."""
    found = (flag for raiser in _raisers for cause in about if cause for flag in raiser(cause))
    return list(dict.fromkeys(found))


def init_app(app: Flask) -> None:
    """Give the pages `flags`."""
    app.add_template_global(flags, "flags")
