"""The way of a document with tax value in plain steps: issued, sent, accepted, and what came after.

Each step says what the book knows, with its day, and what it does not know; never more.
"""

from dataclasses import dataclass
from datetime import date

from ..domain.at_sunat import ANNULLED, NOT_FOUND, REJECTED, AtSunat
from ..invoices import Document

#: It happened; it went wrong; nobody here knows; look twice.
DONE, NO, OPEN, THINK = "done", "no", "open", "think"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `name` says which, `mark` how it stands, `how` by what we know of it.

    Names: issued, sent, accepted, observed, rejected, not_found, annulled, credited, replaced.
    `document` is the credit note, or what took its place.
    """

    name: str
    mark: str
    on: date | None = None
    how: str = ""
    document: Document | None = None


def steps_of(
    document: Document,
    origin: str,
    sunat: AtSunat,
    notes: tuple[Document, ...],
    instead: Document | None,
) -> tuple[Step, ...]:
    """The steps in their order; `origin` as in `Standing`, `instead` what took its place."""
    steps = [Step("issued", DONE, document.on, origin), _sent(document, origin, sunat)]
    if sunat.accepted or sunat.state != ANNULLED:
        steps.append(_answered(sunat))
    if sunat.state == ANNULLED and sunat.now:
        steps.append(Step("annulled", NO, sunat.now.on))
    if instead:
        steps.append(Step("replaced", THINK, instead.on, document=instead))
    steps += [Step("credited", THINK, note.on, document=note) for note in notes]
    return tuple(steps)


def _sent(document: Document, origin: str, sunat: AtSunat) -> Step:
    """Issued in the portal is sent; what SUNAT spoke of has arrived, whenever it was sent."""
    if origin == "portal":
        return Step("sent", DONE, document.on, "portal")
    answered = sunat.accepted or (sunat.now if sunat.worthless else None)
    if sunat.sent and (answered is None or sunat.sent.on <= answered.on):
        return Step("sent", DONE, sunat.sent.on)
    return Step("sent", DONE, how="answered") if answered else Step("sent", OPEN)


def _answered(sunat: AtSunat) -> Step:
    if sunat.now and sunat.state == REJECTED:
        return Step("rejected", NO, sunat.now.on)
    if sunat.now and sunat.state == NOT_FOUND:
        return Step("not_found", THINK, sunat.now.on)
    if sunat.accepted:
        name = "observed" if sunat.observed else "accepted"
        return Step(name, DONE, sunat.accepted.on, sunat.accepted.how)
    return Step("accepted", OPEN)
