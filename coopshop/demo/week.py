"""The demo's last week: one member brings baskets and they sell, so that every page has a story.

The invented year has ended; who opens the demo later would find her telephone with nothing new.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from .. import inventory, invoices, production, sales
from ..maker import enrolling
from ..members import consents
from ..production import reading

#: What she brings: nothing of it is left on any shelf at the end of the year, so hers is sold.
BASKET, BROUGHT = "AW-CAN-BOM-S", 4

#: Where it is sold, and at which list's prices.
SHOP, PRICES = "TPP", "MINORISTA"

#: Who takes one on credit, so that something waits for a buyer.
HOTEL = "B-102"


#: Who was not in the assembly where all were asked again whether their names may be shown: their
#: yes bears no day, so buyers do not see them yet.
ABSENT = {"AW-06", "AW-15", "EC-07", "EC-12", "EC-14"}


class Shown(NamedTuple):
    """Ends of addresses that are told once: her card, a buyer's paper, a label."""

    card: str
    paper: str
    lot: str


def live(session: Session, member: str, *, on: date, at: datetime) -> Shown:
    """Six days in the life of four baskets of `member`, until the day `on`; before, an assembly."""
    stamp: dict[str, Any] = {"at": at, "by": 1}
    _asked(session, on - timedelta(days=7), stamp)
    lot = _brought(session, member, on - timedelta(days=6), stamp)
    _travelled(session, on - timedelta(days=5), stamp)
    yesterday, today = on - timedelta(days=1), on
    _sold(session, yesterday, stamp, tenders=[invoices.Tender("yape", operation="77310024")])
    credit: dict[str, Any] = {"terms": "credito", "due_on": on + timedelta(days=15)}
    _sold(session, today, stamp, buyer=HOTEL, **credit)
    paper = _sold(session, today, stamp, tenders=[invoices.Tender("efectivo", tendered=5_000)])
    document = invoices.document(session, paper)
    return Shown(
        card=f"e/{enrolling.issue(session, member=member, **stamp).token}",
        paper=f"d/{invoices.make_link(session, document, **stamp)}",
        lot=f"p/{lot}",
    )


def _asked(session: Session, on: date, stamp: dict[str, Any]) -> None:
    """Who said yes before this book says it again, with a day, whoever came."""
    for member, kinds in consents.to_ask(session, on):
        for kind in kinds if member.code not in ABSENT else ():
            consents.say(session, member=member.code, kind=kind, given=True, on=on, **stamp)


def _brought(session: Session, member: str, on: date, stamp: dict[str, Any]) -> str:
    lines = [production.Brought(BASKET, BROUGHT)]
    visit = production.hand_in(session, member=member, place="CHI", lines=lines, on=on, **stamp)
    delivery = reading.hand_in(session, visit)[0].delivery
    return reading.page_of(session, delivery)


def _travelled(session: Session, on: date, stamp: dict[str, Any]) -> None:
    """By canoe, two days on the water."""
    way: dict[str, Any] = {"origin": "CHI", "destination": SHOP, "via": "canoa"}
    sent = inventory.send(session, lines=[(BASKET, BROUGHT)], **way, on=on, **stamp)
    landed = {1: inventory.Landed(BROUGHT)}
    inventory.arrive(session, transfer=sent, landed=landed, on=on + timedelta(days=2), **stamp)


def _sold(
    session: Session, on: date, stamp: dict[str, Any], *, buyer: str | None = None, **paid: Any
) -> str:
    """One basket; gives the id of its paper."""
    asked: dict[str, Any] = {
        "place": SHOP,
        "channel": "tienda",
        "price_list": PRICES,
        "used": "here",
    }
    if buyer:
        asked["buyer"] = buyer
    line = [sales.Asked(BASKET, 1, 0)]
    basket = sales.ring_up(session, lines=line, on=on, at=stamp["at"], **asked)
    return invoices.issue(session, basket, paper="boleta", **paid, **stamp).document
