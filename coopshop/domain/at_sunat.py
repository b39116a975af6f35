"""How a document stands with SUNAT: what may be said of it after what, and what comes of it.

Words are never taken back; a later one weighs more. But that it was sent says nothing against an
answer, and an answer (CDR) that is put to the papers late says nothing against a look at SUNAT's
page that found the document annulled: it was accepted before that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .errors import N_, Refused

SENT, ACCEPTED, OBSERVED, REJECTED = "sent", "accepted", "observed", "rejected"
ANNULLED, NOT_FOUND = "annulled", "not_found"

#: It holds, with observations or without.
GOOD = (ACCEPTED, OBSERVED)

#: Who has the paper has nothing.
WORTHLESS = (REJECTED, ANNULLED)

#: How we know: SUNAT's answer lies here; somebody looked at SUNAT's public page; it was noted.
CDR, LOOKED, NOTED = "cdr", "looked", "noted"

#: What SUNAT's public page can say.
SEEN = (ACCEPTED, ANNULLED, NOT_FOUND)


class SentAlready(Refused):
    """Once for each day on which it was sent."""

    message = N_("It is noted already that it was sent on %(on)s. Sent again, it has a later day.")
    field = "on"


class AnsweredBefore(Refused):
    """Nobody answers what was not sent yet."""

    message = N_("SUNAT's word on it is of %(on)s; it was sent on that day or earlier.")
    field = "on"


class AnswerKept(Refused):
    """SUNAT answers a document once."""

    message = N_("SUNAT's answer of %(on)s is kept already; there is only one to each document.")
    field = "cdr"


class AnswersContradict(Refused):
    """Two answers that cannot both be."""

    message = N_(
        "The answer of %(on)s that is kept says the contrary of this one. SUNAT answers a number "
        "once: look it up at SUNAT, note what its page says, and ask the accountant."
    )
    field = "cdr"


class SeenOtherwise(Refused):
    """A rejection of what SUNAT's page was seen to hold."""

    message = N_(
        "This answer rejects what SUNAT's page was seen to hold on %(on)s. Look it up again, note "
        "what the page says now, and then keep this answer."
    )
    field = "cdr"


class NewerLook(Refused):
    """What holds is what was seen last."""

    message = N_("What SUNAT's page said on %(on)s is noted already; an older look adds nothing.")
    field = "on"


class SeenAlready(Refused):
    """The same look twice."""

    message = N_("This was noted on %(on)s already. A look of another day can be noted too.")
    field = "what"


class RejectedStays(Refused):
    """A rejected number is spent."""

    message = N_(
        "SUNAT rejected this number on %(on)s, for good: its page does not find it afterwards. If "
        "the page says otherwise, look whether RUC, kind, series and number were typed right."
    )
    field = "what"


class AnsweredIsFound(Refused):
    """SUNAT does not lose what it accepted."""

    message = N_(
        "SUNAT's answer (CDR) of %(on)s says that it holds this document. Look whether RUC, kind, "
        "series, number, day and total were typed right."
    )
    field = "what"


class WrongTicket(Refused):
    """Not a number that SUNAT gives."""

    message = N_("A ticket of SUNAT has only digits, at most 20.")
    field = "ticket"


@dataclass(frozen=True, slots=True)
class Said:
    """One word on a document: what, how we know, and of which day it is."""

    what: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class AtSunat:
    """What all words together say. Each is None as long as nothing was said of it.

    `now` is the word that holds; `accepted` the one that first said so, SUNAT's own answer before a
    look at its page; `observed`, whether it was accepted with observations.
    """

    now: Said | None = None
    sent: Said | None = None
    accepted: Said | None = None
    observed: bool = False

    @property
    def state(self) -> str:
        """What holds, in one word; nothing as long as nobody knows."""
        return self.now.what if self.now else ""

    @property
    def good(self) -> bool:
        """Whether SUNAT holds it, and it holds."""
        return self.state in GOOD

    @property
    def answered(self) -> bool:
        """Whether SUNAT's own answer (CDR) stands behind what is said of it."""
        return any(word.how == CDR for word in (self.now, self.accepted) if word)

    @property
    def worthless(self) -> bool:
        """Whether the paper is worth nothing in SUNAT's eyes."""
        return self.state in WORTHLESS


def at_sunat(words: Sequence[Said]) -> AtSunat:
    """What words say together, in the order in which they were written down.

    >>> def said(*words):
    ...     return at_sunat([Said(what, how, date(2026, 3, day)) for what, how, day in words])
    >>> said().state, said(("sent", "noted", 2)).state
    ('', 'sent')
    >>> said(("sent", "noted", 2), ("rejected", "cdr", 2), ("sent", "noted", 2)).state
    'rejected'
    >>> late = said(("annulled", "looked", 9), ("accepted", "cdr", 2))
    >>> late.state, late.accepted.on.day
    ('annulled', 2)
    >>> said(("not_found", "looked", 2), ("accepted", "cdr", 2)).state
    'accepted'
    """
    now = sent = accepted = None
    observed = False
    for word in words:
        if word.what == SENT:
            sent = word
            if now is not None and now.what not in (SENT, NOT_FOUND):
                continue
        elif word.what in GOOD:
            accepted = word if accepted is None or word.how == CDR else accepted
            observed = observed or word.what == OBSERVED
            if now is not None and now.what == ANNULLED and word.how == CDR:
                continue
        elif word.what != ANNULLED:
            accepted, observed = None, False
        now = word
    return AtSunat(now, sent, accepted, observed)


def refuse_after(before: Sequence[Said], new: Said) -> None:
    """Refuse a word that cannot follow what was said before.

    >>> cdr = Said("rejected", "cdr", date(2026, 3, 2))
    >>> refuse_after([], cdr)
    >>> refuse_after([cdr], Said("accepted", "looked", date(2026, 3, 5)))
    Traceback (most recent call last):
        ...
    coopshop.domain.at_sunat.RejectedStays: SUNAT rejected this number on 2026-03-02, for good: ...
    """
    if new.what == SENT:
        _refuse_sent(before, new)
    elif new.how == CDR:
        _refuse_answer(before, new)
    else:
        _refuse_look(before, new)


def _refuse_sent(before: Sequence[Said], new: Said) -> None:
    for word in before:
        if word.what == SENT and word.on >= new.on:
            raise SentAlready(on=word.on)
        if word.what in (*GOOD, *WORTHLESS) and word.on < new.on:
            raise AnsweredBefore(on=word.on)


def _refuse_answer(before: Sequence[Said], new: Said) -> None:
    for word in before:
        if word.how == CDR:
            same = (word.what in GOOD) == (new.what in GOOD)
            raise AnswerKept(on=word.on) if same else AnswersContradict(on=word.on)
    now = at_sunat(before).now
    if new.what == REJECTED and now and now.what in (ACCEPTED, ANNULLED):
        raise SeenOtherwise(on=now.on)


def _refuse_look(before: Sequence[Said], new: Said) -> None:
    for word in before:
        if word.what == REJECTED:
            raise RejectedStays(on=word.on)
        if word.how == CDR and new.what == NOT_FOUND:
            raise AnsweredIsFound(on=word.on)
    looks = [word for word in before if word.how == LOOKED]
    if looks and new.on < looks[-1].on:
        raise NewerLook(on=looks[-1].on)
    if looks and (new.on, new.what) == (looks[-1].on, looks[-1].what):
        raise SeenAlready(on=new.on)


def ticket(text: str) -> str | None:
    """The ticket that SUNAT gives to a summary; None where nothing was typed.

    >>> ticket(" 1703418232567 "), ticket("")
    ('1703418232567', None)
    >>> ticket("17034x")
    Traceback (most recent call last):
        ...
    coopshop.domain.at_sunat.WrongTicket: A ticket of SUNAT has only digits, at most 20.
    """
    typed = text.strip()
    if typed and not re.fullmatch("[0-9]{1,20}", typed):
        raise WrongTicket
    return typed or None
