"""What waits today: each room says so itself, and the first page shows it before everything else.

A room adds a function, in a file that its views import:

    @access.waits("read_stock")
    def on_the_water(session: Session, today: date) -> Iterator[access.Notice]:
        if canoes := waiting(session):
            words = _("Still on the water")
            yield access.Notice(words, len(canoes), "inventory.transfers", "canoe")

It is asked on every visit of the first page, by those who have the right: it must be quick. Nothing
that waits, nothing yielded; of very many no more than some are counted, `up_to(count, 500)`. The
words are translated already; `count` is a number or a sum as it is shown. `kind` is "no" for what
is late or wrong. A notice whose page is closed to the reader is left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from .doors import leads
from .service import Person


@dataclass(frozen=True)
class Notice:
    """One thing that waits: what, how much of it, the page where something is done about it."""

    words: str
    count: int | str
    endpoint: str
    icon: str = "clock"
    kind: str = ""
    values: dict[str, str] = field(default_factory=dict)


Waiting = Callable[[Session, date], Iterable[Notice]]

#: The right to know of it, and who tells, in the order of the journey.
WAITING: list[tuple[str, Waiting]] = []


def waits(right: str) -> Callable[[Waiting], Waiting]:
    """Let a function tell what waits, to those who have a right."""

    def added(tell: Waiting) -> Waiting:
        WAITING.append((right, tell))
        return tell

    return added


def up_to(count: int, most: int) -> int | str:
    """A count as it is shown where nobody counts further than `most`.

    >>> up_to(3, 500), up_to(501, 500)
    (3, '500+')
    """
    return f"{most}+" if count > most else count


def waiting(session: Session, today: date, person: Person) -> list[Notice]:
    """All that waits for the person at the desk."""
    return [
        notice
        for right, tell in WAITING
        if person.may(right)
        for notice in tell(session, today)
        if leads(notice.endpoint)
    ]
