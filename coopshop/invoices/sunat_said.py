"""What SUNAT said of a document, word by word, each with how we know of it; nothing is taken back.

Own sending will write the same words: `sent` with its ticket, then the answer that comes.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from .. import ledger
from ..db import Bytes, Code, Day, Model, Text, Whole
from ..domain import at_sunat as rules
from ..domain import bookings, cdr
from ..domain.at_sunat import AtSunat, Said
from ..domain.errors import N_, Refused
from ..domain.numbering import PORTAL_SERIES
from ..domain.portal_file import KINDS
from ..ledger.models import PersonalFact
from .models import Document, Numbered, of_a_document
from .printing import facts_of

#: The name of a document.
Key = tuple[str, str, int]


class NoTaxValue(Refused):
    """A paper of ours."""

    message = N_("SUNAT knows nothing of a paper without tax value.")


class IssuedThere(Refused):
    """To issue in the portal is to send."""

    message = N_("It was issued in SUNAT's own portal; SUNAT has it since then. Nothing is sent.")


class BeforeTheDocument(Refused):
    """Nothing is said of a document that is not there yet."""

    message = N_("The document is of %(on)s; nothing was said of it on an earlier day.")
    field = "on"


class AnotherInItsPlace(Refused):
    """A sale has one document with tax value that is good."""

    message = N_(
        "%(document)s stands in its place. If this one is good after all, annul that one at SUNAT "
        "first, and note it there."
    )
    field = "what"


class SunatSaid(Numbered, PersonalFact, Model):
    """One word. SUNAT's own words and its answer may name the buyer, so they stand apart."""

    __tablename__ = "sunat_said"
    personal = ("words", "cdr")
    __table_args__ = (
        of_a_document(),
        sa.Index("ix_sunat_said_what", "what"),
        {"sqlite_strict": True},
    )

    #: 1 for the first word on a document, and so on.
    turn: Mapped[int] = mapped_column(Whole, primary_key=True, autoincrement=False)
    #: sent, accepted, observed, rejected, annulled or not_found.
    what: Mapped[str] = mapped_column(Code)
    #: cdr (SUNAT's answer is kept), looked (on its public page), noted.
    how: Mapped[str] = mapped_column(Code)
    #: The day on which it was sent, answered or looked up; when it was written down the entry says.
    on: Mapped[date] = mapped_column("on", Day)
    #: The number that SUNAT gave to what was sent, where it gave one.
    ticket: Mapped[str | None] = mapped_column(Code)
    #: SUNAT's code of return.
    code: Mapped[str | None] = mapped_column(Code)
    #: SHA-256 of the answer.
    sha256: Mapped[str | None] = mapped_column(Code)
    #: What SUNAT's answer says in words, a line for each observation, or a note of who looked.
    words: Mapped[str | None] = mapped_column(Text)
    #: The answer itself, as it came; only who asks for it reads it.
    cdr: Mapped[bytes | None] = mapped_column(Bytes, deferred=True)

    @property
    def said(self) -> Said:
        """The same as the rules know it."""
        return Said(self.what, self.how, self.on)


def keep_cdr(
    session: Session, document: Document, raw: bytes, *, on: date, at: datetime, by: int
) -> str:
    """Keep SUNAT's answer (an XML, or the ZIP around it) and what it says; gives that word.

    The word is of the day of the answer, or of today (`on`) where that says none.
    """
    _refuse_ours(document)
    answer = cdr.read(raw)
    if not answer.kind:
        raise cdr.KindUnknown
    cdr.refuse_other(
        answer,
        ruc=facts_of(document).issuer.ruc,
        kind=KINDS[document.kind],
        series=document.series,
        number=document.number,
    )
    word = Said(answer.what, rules.CDR, answer.on or on)
    digest = sha256(answer.xml).hexdigest()
    words = "\n".join(part for part in (answer.words, *answer.notes) if part)
    more = {"code": answer.code, "sha256": digest, "words": words or None, "cdr": answer.xml}
    _keep(session, document, word, more, on=on, at=at, by=by)
    return word.what


def keep_look(
    session: Session, document: Document, what: str, looked_on: date, note: str | None = None,
    *, on: date, at: datetime, by: int,
) -> None:  # fmt: skip
    """Keep what SUNAT's public page said (accepted, annulled, not_found) when somebody looked."""
    _refuse_ours(document)
    word = Said(what, rules.LOOKED, looked_on)
    _keep(session, document, word, {"words": note}, on=on, at=at, by=by)


def keep_sent(
    session: Session, document: Document, sent_on: date, ticket: str | None = None,
    *, on: date, at: datetime, by: int,
) -> None:  # fmt: skip
    """Keep that it was sent, with the ticket of its summary if there is one."""
    _refuse_ours(document)
    if in_portal(document):
        raise IssuedThere
    word = Said(rules.SENT, rules.NOTED, sent_on)
    _keep(session, document, word, {"ticket": ticket}, on=on, at=at, by=by)


def words_of(session: Session, document: Document) -> list[SunatSaid]:
    """Every word on a document, in the order in which they were written down."""
    return words_on(session, [key_of(document)]).get(key_of(document), [])


def words_on(session: Session, keys: Iterable[Key]) -> dict[Key, list[SunatSaid]]:
    """Every word on some documents, by their names."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for kind, series, number in keys:
        numbers.setdefault((kind, series), []).append(number)
    found: dict[Key, list[SunatSaid]] = {}
    # Series by series: SQLite uses its index for that, and none for a list of whole keys.
    for (kind, series), some in numbers.items():
        query = sa.select(SunatSaid).where(
            SunatSaid.kind == kind, SunatSaid.series == series, SunatSaid.number.in_(some)
        )
        for word in session.scalars(query.order_by(SunatSaid.number, SunatSaid.turn)):
            found.setdefault((kind, series, word.number), []).append(word)
    return found


def told_of(session: Session, sales: sa.SelectBase) -> dict[Key, AtSunat]:
    """How those documents of some sales stand with SUNAT of which anything was said."""
    name = (SunatSaid.kind, SunatSaid.series, SunatSaid.number)
    same = sa.and_(*(getattr(Document, column.key) == column for column in name))
    query = sa.select(*name, SunatSaid.what, SunatSaid.how, SunatSaid.on).join(Document, same)
    query = query.where(Document.sale.in_(sales)).order_by(*name, SunatSaid.turn)
    found: dict[Key, list[Said]] = {}
    for kind, series, number, what, how, on in session.execute(query):
        found.setdefault((kind, series, number), []).append(Said(what, how, on))
    return {key: rules.at_sunat(words) for key, words in found.items()}


def at_sunat(words: Sequence[SunatSaid]) -> AtSunat:
    """What words say together."""
    return rules.at_sunat([word.said for word in words])


def kept_cdr(session: Session, document: Document) -> bytes | None:
    """SUNAT's answer as it came, if it is kept."""
    return session.scalar(_answers(document).with_only_columns(SunatSaid.cdr).limit(1))


def answered_in(session: Session, document: Document) -> set[int]:
    """With which words SUNAT's answer is kept, by their turns; its bytes stay where they are."""
    return set(session.scalars(_answers(document)))


def cdr_name(document: Document) -> str:
    """How SUNAT calls the file of its answer: `R-20990000019-03-B001-1.xml`."""
    ruc = facts_of(document).issuer.ruc
    return f"R-{ruc}-{KINDS[document.kind]}-{document.series}-{document.number}.xml"


def known_to_sunat(document: Document) -> bool:
    """Whether it is a paper that SUNAT could say something of."""
    return document.fiscal and document.kind in KINDS


def in_portal(document: Document) -> bool:
    """Whether SUNAT's own portal issued it."""
    return is_portal(document.kind, document.series)


def is_portal(kind: str, series: str) -> bool:
    """Whether a series of a kind is one of SUNAT's own portal."""
    return series in PORTAL_SERIES.get(kind, ())


def key_of(document: Document) -> Key:
    """The name of a document."""
    return document.kind, document.series, document.number


def _answers(document: Document) -> sa.Select[int]:
    kind, series, number = key_of(document)
    named = (SunatSaid.kind == kind, SunatSaid.series == series, SunatSaid.number == number)
    query = sa.select(SunatSaid.turn).where(*named, SunatSaid.cdr.is_not(None))
    return query.order_by(SunatSaid.turn)


def _refuse_ours(document: Document) -> None:
    if not known_to_sunat(document):
        raise NoTaxValue


def _keep(
    session: Session, document: Document, word: Said, more: dict[str, Any],
    *, on: date, at: datetime, by: int,
) -> None:  # fmt: skip
    if word.on < document.on:
        raise BeforeTheDocument(field=_box(word), on=document.on)
    if word.on > on:
        raise ledger.FutureDay(field=_box(word), on=word.on)
    before = words_of(session, document)
    rules.refuse_after([each.said for each in before], word)
    _refuse_two(session, document, before, word)
    kind, series, number = key_of(document)
    turn = len(before) + 1
    row = {"kind": kind, "series": series, "number": number, "turn": turn, **more}
    row |= {"what": word.what, "how": word.how, "on": word.on}
    entry = bookings.notice(f"sunat/{document.id}/{turn}", "sunat", on)
    ledger.post(session, entry, (SunatSaid, [row]), at=at, by=by)


def _refuse_two(
    session: Session, document: Document, before: Sequence[SunatSaid], word: Said
) -> None:
    """Refuse to make a paper good again while another one stands in its place."""
    if not at_sunat(before).worthless or word.what in rules.WORTHLESS:
        return
    query = sa.select(Document).where(
        Document.sale == document.sale,
        Document.fiscal.is_(sa.true()),
        Document.entry > document.entry,
        Document.returns.is_not_distinct_from(document.returns),
        (Document.kind == "nota_credito") == (document.kind == "nota_credito"),
    )
    for other in session.scalars(query.order_by(Document.entry)):
        if not at_sunat(words_of(session, other)).worthless:
            raise AnotherInItsPlace(document=f"{other.series}-{other.number}")


def _box(word: Said) -> str:
    """The box to blame for its day."""
    return "cdr" if word.how == rules.CDR else "on"
