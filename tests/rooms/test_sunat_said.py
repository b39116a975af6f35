"""What SUNAT said of a document: kept with how we know, refused where it cannot be."""

import hashlib
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, sales
from coopshop.domain import at_sunat, bookings, cdr
from coopshop.domain.cdr import (
    AboutAnother,
    CdrDefines,
    CdrTooLarge,
    KnownBefore,
    NothingRegistered,
    NotTheCdr,
    OfASummary,
    TheDocumentItself,
)
from coopshop.invoices.crediting import WorthlessOriginal
from coopshop.invoices.issuing import Given
from coopshop.invoices.portal import AlreadyRegistered
from coopshop.invoices.sunat_said import (
    BeforeTheDocument,
    IssuedThere,
    NoTaxValue,
    SunatSaid,
)
from tests.papers import cdrs, ubl


@pytest.fixture
def elsewhere(session, cast):
    """A boleta that another system issued: B001-1, of one basket."""
    cast.delivers(cast.rosa, 5)
    return given(session, cast, 1)


@pytest.fixture
def portal(session, cast, today):
    """A boleta that SUNAT's portal issued: EB01-7."""
    cast.delivers(cast.rosa, 5)
    number = {"kind": "boleta", "series": "EB01", "number": 7}
    named = invoices.register(session, sale=cast.buys(1), **number, **today)
    return invoices.document(session, named)


def given(session, cast, number, kind="boleta", series="B001"):
    at = cast.today["at"]
    one = Given(f"X{number}", series, number, True, at)
    basket = cast.rings_up(sales.Asked(cast.basket, 1, 0))
    issued = invoices.issue(session, basket, paper=kind, given=one, at=at, by=1)
    return invoices.document(session, issued.document)


def state(session, document):
    return invoices.at_sunat(invoices.words_of(session, document)).state


def laws(session):
    found = [(law.__name__, law(session).wrong) for law in (*invoices.CHECKS, *ledger.CHECKS)]
    return [each for each in found if each[1]]


def later(today, days):
    """The stamp of a later day."""
    more = timedelta(days=days)
    return {**today, "on": today["on"] + more, "at": today["at"] + more}


def test_an_answer_says_that_it_was_accepted_and_is_kept_as_it_came(session, elsewhere, today):
    raw = cdrs.of(elsewhere)
    assert invoices.keep_cdr(session, elsewhere, cdrs.packed(raw), **today) == "accepted"
    (word,) = invoices.words_of(session, elsewhere)
    assert (word.what, word.how, word.on, word.code) == ("accepted", "cdr", elsewhere.on, "0")
    assert word.words == "La Boleta numero B001-1, ha sido aceptada"
    assert invoices.kept_cdr(session, elsewhere) == raw
    assert word.sha256 == hashlib.sha256(raw).hexdigest()
    assert invoices.cdr_name(elsewhere) == "R-20990000019-03-B001-1.xml"
    assert laws(session) == []


@pytest.mark.parametrize(
    ("notes", "otherwise", "what"),
    [
        ((), {}, "accepted"),
        (("Nota sin código",), {}, "accepted"),
        (("4093 - El ubigeo no existe", "4287 - El total"), {}, "observed"),
        ((), {"code": "4287"}, "observed"),
        ((), {"code": "2335", "words": "La Boleta numero B001-1 fue alterada"}, "rejected"),
        ((), {"code": "3999"}, "rejected"),
        ((), {"reference": "B001-00000001"}, "accepted"),
        ((), {"ruc": "6-20990000019"}, "accepted"),
        ((), {"form": cdrs.OF_AN_OSE}, "observed"),
    ],
)
def test_what_an_answer_says_is_told_by_its_code(session, elsewhere, today, notes, otherwise, what):
    raw = cdrs.of(elsewhere, *notes, **otherwise)
    assert invoices.keep_cdr(session, elsewhere, raw, **today) == what
    assert state(session, elsewhere) == what
    (word,) = invoices.words_of(session, elsewhere)
    assert all(note in word.words for note in notes)
    assert laws(session) == []


@pytest.mark.parametrize(
    ("otherwise", "refusal"),
    [
        ({"reference": "B001-2"}, AboutAnother),
        ({"reference": "F001-1"}, AboutAnother),
        ({"ruc": "20990001015"}, AboutAnother),
        ({"ruc": ""}, AboutAnother),
        ({"kind": "07"}, AboutAnother),
        ({"kind": "01", "form": cdrs.OF_AN_OSE}, AboutAnother),
        ({"code": "0109"}, NothingRegistered),
        ({"code": "1999"}, NothingRegistered),
        ({"code": "1033"}, KnownBefore),
        ({"code": ""}, NotTheCdr),
        ({"code": "cero"}, NotTheCdr),
        ({"code": "12345"}, NotTheCdr),
        ({"reference": ""}, NotTheCdr),
        ({"reference": "RC-20260105-1"}, OfASummary),
        ({"reference": "RA-20260105-12"}, OfASummary),
        ({"answered": "2026-01-04"}, BeforeTheDocument),
        ({"answered": "2026-01-06"}, ledger.FutureDay),
    ],
)
def test_an_answer_to_something_else_is_refused(session, elsewhere, today, otherwise, refusal):
    with pytest.raises(refusal) as refused:
        invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere, **otherwise), **today)
    assert refused.value.field == "cdr"
    assert invoices.words_of(session, elsewhere) == []


def test_the_name_in_its_zip_tells_the_kind_where_it_does_not(session, elsewhere, today):
    raw = cdrs.of(elsewhere, words="Aceptado")
    packed = cdrs.packed(raw, "R-20990000019-07-B001-1.xml")
    with pytest.raises(AboutAnother):
        invoices.keep_cdr(session, elsewhere, packed, **today)
    invoices.keep_cdr(session, elsewhere, cdrs.packed(raw), **today)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", NotTheCdr),
        (b"%PDF-1.4", NotTheCdr),
        (b"PK\x03\x04 broken", NotTheCdr),
        (b"<a/>", NotTheCdr),
        (b"<a>" * 1_000, NotTheCdr),
        (b" " * 10_000_000, CdrTooLarge),
        (cdrs.packed(b" " * 50_000_000), CdrTooLarge),
        (cdrs.packed(b"<a/>", "leeme.txt"), NotTheCdr),
    ],
    ids=range(8),
)
def test_a_file_of_anything_else_is_refused(session, elsewhere, today, raw, refusal):
    with pytest.raises(refusal):
        invoices.keep_cdr(session, elsewhere, raw, **today)


def test_a_zip_that_breaks_off_is_refused(session, elsewhere, today):
    packed = cdrs.packed(cdrs.of(elsewhere))
    for end in (10, len(packed) // 2, len(packed) - 4):
        with pytest.raises(NotTheCdr):
            invoices.keep_cdr(session, elsewhere, packed[:end], **today)


def test_the_document_itself_is_not_taken_for_its_answer(session, portal, today):
    with pytest.raises(TheDocumentItself):
        invoices.keep_cdr(session, portal, ubl.of(portal), **today)


@pytest.mark.parametrize(
    "before", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>']
)
def test_an_answer_that_defines_something_is_not_read(session, elsewhere, today, before):
    raw = cdrs.of(elsewhere).replace(b"?>", b"?>" + before.encode(), 1)
    with pytest.raises(CdrDefines):
        invoices.keep_cdr(session, elsewhere, raw, **today)


def test_two_answers_in_one_file_are_refused(elsewhere):
    raw = cdrs.of(elsewhere)
    start, end = raw.index(b"<cac:DocumentResponse>"), raw.index(b"</ar:")
    twice = raw[:end] + raw[start:end] + raw[end:]
    with pytest.raises(NotTheCdr):
        cdr.read(twice)


def test_an_answer_without_a_day_is_of_the_day_it_was_kept(session, elsewhere, today):
    raw = cdrs.of(elsewhere, answered="", issued="")
    invoices.keep_cdr(session, elsewhere, raw, **later(today, 3))
    (word,) = invoices.words_of(session, elsewhere)
    assert word.on == today["on"] + timedelta(days=3)


def test_an_answer_is_kept_once_and_its_contrary_is_explained(session, elsewhere, today):
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    with pytest.raises(at_sunat.AnswerKept):
        invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    with pytest.raises(at_sunat.AnswersContradict):
        invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere, code="2335"), **today)


def test_nothing_is_said_of_a_paper_without_tax_value(session, cast, today):
    cast.delivers(cast.rosa, 1)
    ours = invoices.main_document(session, cast.buys(1))
    for say in (
        lambda: invoices.keep_cdr(session, ours, b"", **today),
        lambda: invoices.keep_look(session, ours, "accepted", today["on"], **today),
        lambda: invoices.keep_sent(session, ours, today["on"], **today),
    ):
        with pytest.raises(NoTaxValue):
            say()


def test_what_the_portal_issued_is_not_sent(session, portal, today):
    with pytest.raises(IssuedThere):
        invoices.keep_sent(session, portal, today["on"], **today)


def test_sent_looked_up_and_accepted_in_their_order(session, elsewhere, today):
    first = later(today, 1)
    invoices.keep_look(session, elsewhere, "not_found", today["on"], **today)
    invoices.keep_sent(session, elsewhere, today["on"], "1703418232567", **first)
    assert state(session, elsewhere) == "sent"
    raw = cdrs.of(elsewhere, answered=first["on"].isoformat())
    invoices.keep_cdr(session, elsewhere, raw, **first)
    invoices.keep_look(session, elsewhere, "accepted", first["on"], **first)
    standing = invoices.at_sunat(invoices.words_of(session, elsewhere))
    assert (standing.state, standing.accepted.how) == ("accepted", "cdr")
    assert standing.sent.on == today["on"]
    assert [word.turn for word in invoices.words_of(session, elsewhere)] == [1, 2, 3, 4]
    assert laws(session) == []


def test_a_look_is_noted_again_on_a_later_day_only(session, portal, today):
    look = lambda what, days: invoices.keep_look(  # noqa: E731
        session, portal, what, today["on"] + timedelta(days=days), **later(today, 9)
    )
    look("accepted", 2)
    with pytest.raises(at_sunat.SeenAlready):
        look("accepted", 2)
    with pytest.raises(at_sunat.NewerLook):
        look("annulled", 1)
    look("accepted", 3)
    look("annulled", 3)
    assert state(session, portal) == "annulled"
    assert laws(session) == []


def test_an_answer_that_comes_late_does_not_undo_an_annulment(session, elsewhere, today):
    invoices.keep_look(session, elsewhere, "annulled", today["on"], **today)
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    assert state(session, elsewhere) == "annulled"
    assert laws(session) == []


def test_what_was_rejected_is_never_seen_afterwards(session, elsewhere, today):
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere, code="2335"), **today)
    for what in at_sunat.SEEN:
        with pytest.raises(at_sunat.RejectedStays):
            invoices.keep_look(session, elsewhere, what, today["on"], **today)


def test_what_sunat_answered_is_found_there_and_what_was_seen_is_not_rejected(
    session, elsewhere, portal, today
):
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    with pytest.raises(at_sunat.AnsweredIsFound):
        invoices.keep_look(session, elsewhere, "not_found", today["on"], **today)
    invoices.keep_look(session, portal, "accepted", today["on"], **today)
    with pytest.raises(at_sunat.SeenOtherwise):
        invoices.keep_cdr(session, portal, cdrs.of(portal, code="2335"), **today)


def test_sent_is_noted_once_for_a_day_and_not_after_the_answer(session, elsewhere, today):
    invoices.keep_sent(session, elsewhere, today["on"], **today)
    with pytest.raises(at_sunat.SentAlready):
        invoices.keep_sent(session, elsewhere, today["on"], **today)
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    after = later(today, 1)
    with pytest.raises(at_sunat.AnsweredBefore):
        invoices.keep_sent(session, elsewhere, after["on"], **after)


@pytest.mark.parametrize(("days", "refusal"), [(-1, BeforeTheDocument), (1, ledger.FutureDay)])
def test_no_word_is_of_a_day_that_cannot_be(session, elsewhere, today, days, refusal):
    on = today["on"] + timedelta(days=days)
    for say in (
        lambda: invoices.keep_look(session, elsewhere, "accepted", on, **today),
        lambda: invoices.keep_sent(session, elsewhere, on, **today),
    ):
        with pytest.raises(refusal) as refused:
            say()
        assert refused.value.field == "on"


def test_a_word_of_a_closed_month_is_written_down_today(session, elsewhere, today):
    after = {**today, "at": today["at"] + timedelta(days=40)}
    after["on"] = date(2026, 2, 14)
    ledger.close_month(session, month="2026-01", at=after["at"], by=1)
    invoices.keep_look(session, elsewhere, "accepted", date(2026, 1, 20), **after)
    assert laws(session) == []


def test_of_a_rejected_document_the_desk_is_warned_until_another_takes_its_place(
    session, elsewhere, today
):
    assert invoices.to_put_right(session) == []
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere, code="2335"), **today)
    ((document, sunat),) = invoices.to_put_right(session)
    assert (document, sunat.state) == (elsewhere, "rejected")
    number = {"kind": "boleta", "series": "EB01", "number": 1}
    new = invoices.register(session, sale=elsewhere.sale, **number, **today)
    assert invoices.to_put_right(session) == []
    assert invoices.main_document(session, elsewhere.sale).id == new
    number["number"] = 2
    with pytest.raises(AlreadyRegistered):
        invoices.register(session, sale=elsewhere.sale, **number, **today)
    assert laws(session) == []


def test_the_one_in_its_place_is_warned_of_in_its_turn(session, portal, today):
    invoices.keep_look(session, portal, "annulled", today["on"], **today)
    number = {"kind": "boleta", "series": "EB01", "number": 8}
    new = invoices.document(
        session, invoices.register(session, sale=portal.sale, **number, **today)
    )
    invoices.keep_look(session, new, "annulled", today["on"], **today)
    assert [document for document, _ in invoices.to_put_right(session)] == [new]


def test_once_everything_came_back_an_annulled_document_is_in_order(session, portal, today):
    invoices.keep_look(session, portal, "annulled", today["on"], **today)
    back = [sales.Back(line=1, units=1, restock="CHI")]
    note = invoices.credit(session, sale=portal.sale, lines=back, reason_code="01", **today)
    assert invoices.to_put_right(session) == []
    number = {"series": "EB01", "number": 3}
    with pytest.raises(WorthlessOriginal):
        invoices.credit_note_in_portal(session, note=note, **number, **today)


def test_a_credit_note_that_was_annulled_needs_another_for_the_same_return(session, portal, today):
    back = [sales.Back(line=1, units=1, restock="CHI")]
    ours = invoices.credit(session, sale=portal.sale, lines=back, reason_code="07", **today)
    number = {"series": "EB01", "number": 3}
    note = invoices.credit_note_in_portal(session, note=ours, **number, **today)
    document = invoices.document(session, note)
    invoices.keep_look(session, document, "annulled", today["on"], **today)
    assert [found for found, _ in invoices.to_put_right(session)] == [document]
    number["number"] = 4
    invoices.credit_note_in_portal(session, note=ours, **number, **today)
    assert invoices.to_put_right(session) == []


def test_a_look_that_says_it_holds_again_ends_the_warning(session, portal, today):
    invoices.keep_look(session, portal, "annulled", today["on"], **today)
    invoices.keep_look(session, portal, "accepted", today["on"], **today)
    assert invoices.to_put_right(session) == []


def test_the_law_finds_an_answer_that_says_otherwise(session, elsewhere, today):
    raw = cdrs.of(elsewhere)
    words = {"kind": "boleta", "series": "B001", "number": 1, "turn": 1, "how": "cdr"}
    words |= {"on": today["on"], "code": "2335", "sha256": hashlib.sha256(raw).hexdigest()}
    entry = bookings.notice("sunat/boleta-B001-1/1", "sunat", today["on"])
    row = words | {"what": "rejected", "cdr": raw}
    ledger.post(session, entry, (SunatSaid, [row]), at=today["at"], by=1)
    wrong = [law(session).wrong for law in invoices.CHECKS if law.__name__ == "said_by_sunat"]
    assert wrong == [["word 1 on boleta-B001-1"]]


def test_the_hash_of_the_book_holds_no_word_about_the_buyer(session, elsewhere, today):
    """The answer names the buyer's document; it can be forgotten like the XML of the portal."""
    assert b"99900401" in cdrs.of(elsewhere)
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    row = session.execute(sa.select(SunatSaid.__table__)).mappings().one()
    assert set(SunatSaid.personal) == {"words", "cdr"}
    assert row["seal"]
    assert row["salt"]


def test_whether_files_are_kept_is_known_without_them(session, elsewhere, portal, today):
    assert invoices.answered_in(session, elsewhere) == set()
    assert invoices.kept_cdr(session, elsewhere) is None
    invoices.keep_sent(session, elsewhere, today["on"], **today)
    invoices.keep_cdr(session, elsewhere, cdrs.of(elsewhere), **today)
    assert invoices.answered_in(session, elsewhere) == {2}
    assert invoices.at_sunat(invoices.words_of(session, elsewhere)).answered
    assert invoices.answered_in(session, portal) == set()
    assert not invoices.xml_is_kept(session, portal)
    invoices.keep_xml(session, portal, ubl.of(portal), **today)
    assert invoices.xml_is_kept(session, portal)
    assert not invoices.xml_is_kept(session, elsewhere)
