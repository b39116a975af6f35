"""Her pages read aloud: a number and its addition, by the community's voice or the telephone's.

Recordings are used where none of the phrases of the text is missing in her language, else in
Spanish; where neither is complete the browser reads the Spanish sentence, if it has a voice for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from .. import members
from ..domain import speech
from ..domain.speech import Part
from ..payouts import Payout
from . import account as acc
from . import voices
from .account import Account
from .voices import SPANISH, Tongue

#: What is said after the sum of a term, by its kind.
REASONS = {
    acc.NOTEBOOK: "cuaderno",
    acc.SOLD: "ventas",
    acc.LOST: "perdidas",
    acc.SAMPLE: "muestras",
    acc.BACK: "devoluciones",
    acc.PUT_RIGHT: "correcciones",
    acc.MATERIAL: "material",
    acc.DUES: "aportes",
    acc.ADVANCE: "adelantos",
    acc.PAID: "pagos",
}


#: What the big number is: we owe her, she owes, nothing; now, and at the end of days that are over.
NOW = ("te-debemos", "debes", "nada")
OVER = ("te-debiamos", "debias", "nada-entonces")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a button reads: a sentence, or the recordings `clips` of a language.

    `others` are the languages that this text can be heard in besides.
    """

    sentence: str
    tongue: Tongue | None = None
    clips: tuple[str, ...] = ()
    others: tuple[Tongue, ...] = ()


def of_account(hers: Account) -> list[Part]:
    """What is owed to her, and how it adds up."""
    owed, owing, nothing = OVER if hers.over else NOW
    parts: list[Part] = ["al-final"] if hers.over else []
    if hers.total:
        parts += [owed if hers.total > 0 else owing, hers.total]
    else:
        parts.append(nothing)
    parts += _terms(hers)
    if hers.to_come:
        parts += ["faltaba" if hers.over else "falta", hers.to_come]
    if hers.held:
        parts += ["espera", hers.held]
    return parts


def of_payment(payout: Payout, hers: Account) -> list[Part]:
    """What she was paid, how it added up, and what stayed."""
    parts: list[Part] = ["te-pagamos", payout.amount, *_terms(hers)]
    return [*parts, "queda", payout.carried] if payout.carried else parts


def heard(session: Session, parts: list[Part], member: str, wanted: str | None) -> Heard:
    """How a text is read to a member: in the language she `wanted`, her own, or Spanish."""
    there = {tongue.code: tongue for tongue in _complete(session, parts)}
    hers = members.member(session, member).language
    code = next((code for code in (wanted, hers, SPANISH) if code in there), None)
    sentence = speech.sentence(parts)
    if code is None:
        return Heard(sentence)
    chosen = there.pop(code)
    clips = tuple(speech.spoken(parts, chosen.numbers))
    return Heard(sentence, chosen, clips, tuple(there.values()))


def _terms(hers: Account) -> Iterator[Part]:
    """The addition, with all that was sold as one sum."""
    if hers.opening > 0:
        yield "quedo" if hers.begins_with_payout else "tenias"
        yield hers.opening
    elif hers.opening:
        yield from ("menos", hers.opening, "de-antes")
    for kind in acc.ORDER[1:]:
        if cents := hers.sum_of(kind):
            yield "mas" if cents > 0 else "menos"
            yield cents
            yield REASONS[kind]


def _complete(known: Session, parts: list[Part]) -> Iterator[Tongue]:
    """The languages in which no phrase of a text is missing."""
    for tongue in voices.tongues(known):
        if tongue.numbers is not None and not tongue.own:
            continue
        if not voices.missing(known, tongue.code, speech.spoken(parts, tongue.numbers)):
            yield tongue
