"""The complaints book: numbered sheets, links that open one, answers, days that are counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coopshop import complaints, ledger
from coopshop.complaints import filing, first_page, forgetting, limiting, reading
from coopshop.complaints.answering import (
    AnsweredBefore,
    BeforeTheSheet,
    NotAnsweredYet,
    WrittenToday,
)
from coopshop.domain.identifiers import WrongDniCheck, WrongDniLength, WrongForeignDocument
from coopshop.web.tokens import hashed

SHEET = complaints.Filed(
    kind="reclamo",
    good="producto",
    name="Carla Prueba",
    domicile="Jr. Inventado 123, Tarapoto",
    document_type="1",
    document_number="9990 0101",
    about="una canasta",
    detail="Se soltó el asa.",
    request="Otra igual.",
    amount=5_000,
)


@pytest.fixture
def handed_in(session, today):
    """`handed_in(link, **changes)`: the code of a sheet."""

    def handed_in(link="one", on=None, **changes):
        stamp = {"on": on or today["on"], "at": today["at"]}
        filed = replace(SHEET, **changes)
        return complaints.file(session, filed, way="pagina", token=link, **stamp)

    return handed_in


def laws(session):
    return [wrong for law in complaints.CHECKS for wrong in law(session).wrong]


def test_sheets_are_numbered_by_year_without_a_gap(handed_in, session):
    assert handed_in(on=date(2025, 12, 31)) == "000001-2025"
    assert [handed_in(f"link {n}") for n in range(3)] == [
        *("000001-2026", "000002-2026", "000003-2026")
    ]
    with pytest.raises(filing.NotHappenedYet):
        handed_in("no", happened_on=date(2026, 1, 6))
    assert handed_in("yes", happened_on=date(2026, 1, 5)) == "000004-2026"
    assert laws(session) == []


def test_a_missing_number_is_found(handed_in, session):
    handed_in()
    ledger.draw(session, filing.COUNTER, "2026")
    assert laws(session) == ["2026"]


def test_a_link_opens_one_sheet_and_a_new_one_closes_it(handed_in, session, today):
    first, second = handed_in("first"), handed_in("second")
    assert complaints.by_link(session, "first", today["on"]).row.code == first
    complaints.renew_link(session, first, "newer", at=today["at"])
    assert complaints.by_link(session, "newer", today["on"]).row.code == first
    for closed in ("first", "guessed", hashed("second")):
        with pytest.raises(reading.UnknownLink):
            complaints.by_link(session, closed, today["on"])
    assert complaints.by_link(session, "second", today["on"]).row.code == second


def test_fifteen_working_days_pass_over_holidays(handed_in, session):
    code = handed_in(on=date(2025, 7, 18))
    due = complaints.told(session, code, date(2025, 7, 18))
    # 23, 28 and 29 July and 6 August are holidays.
    assert (due.due, due.left, due.late) == (date(2025, 8, 14), 15, False)
    over = complaints.told(session, code, date(2025, 8, 15))
    assert (over.left, over.late, over.state) == (0, True, "late")


def test_a_sheet_is_answered_once_and_then_only_added_to(handed_in, session, today):
    code = handed_in()
    with pytest.raises(NotAnsweredYet):
        complaints.add(session, code, note="antes", **today)
    earlier = today | {"on": today["on"] - timedelta(days=1)}
    with pytest.raises(BeforeTheSheet):
        complaints.answer(session, code, note="ayer", done=None, **earlier)
    complaints.answer(session, code, note="le damos otra", done=None, **today)
    with pytest.raises(AnsweredBefore):
        complaints.answer(session, code, note="o no", done=None, **today)
    complaints.add(session, code, note="ya está lista", **today)
    complaints.add(session, code, note="en la tienda", **today)
    told = complaints.told(session, code, today["on"])
    assert (told.state, [added.note for added in told.additions]) == (
        "answered",
        ["ya está lista", "en la tienda"],
    )
    assert laws(session) == []


def test_an_answer_is_of_the_day_it_is_written_but_for_a_copy_of_paper(handed_in, session, today):
    code = handed_in(on=date(2025, 12, 1))
    before = today | {"on": date(2025, 12, 5)}
    with pytest.raises(WrittenToday):
        complaints.answer(session, code, note="a tiempo", done=None, **before)
    complaints.answer(session, code, note="en papel", done=None, on_paper=True, **before)
    told = complaints.told(session, code, today["on"])
    assert (told.state, told.copied_on) == ("answered", today["on"])


def test_an_answer_after_the_last_day_is_a_late_one(handed_in, session, today):
    code = handed_in(on=date(2025, 12, 1))
    complaints.answer(session, code, note="tarde", done=None, **today)
    told = complaints.told(session, code, today["on"])
    assert (told.due < told.answer.on, told.state, told.copied_on) == (True, "answered_late", None)
    assert [row.state for row in reading.listed(session, today["on"])] == ["answered_late"]


@pytest.mark.parametrize(
    ("paper", "number", "refusal"),
    [
        ("1", "99900101-3", WrongDniCheck),
        ("1", "9990010", WrongDniLength),
        ("7", "X1", WrongForeignDocument),
    ],
)
def test_a_document_that_is_nobodys_is_refused(handed_in, paper, number, refusal):
    with pytest.raises(refusal):
        handed_in(document_type=paper, document_number=number)


def test_a_dni_may_come_with_the_character_beside_it(handed_in, session, today):
    code = handed_in(document_number="99900101-2")
    assert complaints.told(session, code, today["on"]).row.document_number == "99900101"


def test_a_minor_has_somebody_who_answers(handed_in, session, today):
    with pytest.raises(filing.WhoAnswersForHim):
        handed_in(minor=True)
    grown = handed_in(guardian="nadie")
    assert complaints.told(session, grown, today["on"]).row.guardian is None


def test_a_sheet_from_paper_says_which(session, today):
    with pytest.raises(filing.OnPaperFirst):
        complaints.file(session, SHEET, way="papel", token="x", **today)


def test_what_waits_is_counted_with_its_days(handed_in, session, today):
    handed_in("old", on=date(2025, 12, 1))
    answered, _open = handed_in("answered"), handed_in("open")
    complaints.answer(session, answered, note="sí", done=None, **today)
    assert reading.waiting(session, today["on"]) == [(0, True), (15, False)]


def test_nobody_floods_the_book(session, now):
    for _ in range(limiting.MOST_IN_AN_HOUR):
        limiting.note_sheet(session, "here", at=now.at)
    with pytest.raises(limiting.TooManySheets):
        limiting.note_sheet(session, "here", at=now.at)
    limiting.note_sheet(session, "there", at=now.at)
    limiting.note_sheet(session, "here", at=now.at + timedelta(minutes=61))


def test_one_connection_hands_in_ten_sheets_a_day_and_no_more(session, now):
    for hours in range(limiting.MOST_OF_ONE_IN_A_DAY):
        limiting.note_sheet(session, "here", at=now.at + timedelta(hours=hours))
    with pytest.raises(limiting.EnoughToday):
        limiting.note_sheet(session, "here", at=now.at + timedelta(hours=12))
    limiting.note_sheet(session, "there", at=now.at + timedelta(hours=12))
    limiting.note_sheet(session, "here", at=now.at + timedelta(hours=25))


def test_a_flood_closes_the_book_only_to_those_who_handed_in_before(session, now):
    for number in range(limiting.MOST_IN_A_DAY + 5):
        limiting.note_sheet(session, f"place {number}", at=now.at)
    with pytest.raises(limiting.BookIsFlooded):
        limiting.note_sheet(session, "place 1", at=now.at)
    limiting.note_sheet(session, "a consumer", at=now.at)
    limiting.note_sheet(session, "place 1", at=now.at + timedelta(days=1, minutes=1))


def test_the_desk_is_told_of_a_flood_on_its_first_page(handed_in, app, session, today, monkeypatch):
    monkeypatch.setattr(first_page, "MOST_IN_A_DAY", 3)
    handed_in("the day before", on=today["on"] - timedelta(days=2))
    for number in range(2):
        handed_in(f"{number}")
    with app.test_request_context():
        assert (2, "warning") not in _told(session, today)
        handed_in("yesterday", on=today["on"] - timedelta(days=1))
        assert (3, "warning") in _told(session, today)


def _told(session, today):
    return [(each.count, each.icon) for each in first_page.to_answer(session, today["on"])]


def test_a_sheet_of_paper_of_a_closed_month_is_still_copied(handed_in, session, today):
    ledger.close_month(session, month="2025-12", at=today["at"], by=1)
    code = handed_in(on=date(2025, 12, 30))
    assert (code, complaints.told(session, code, today["on"]).row.on) == (
        "000001-2025",
        date(2025, 12, 30),
    )
    with pytest.raises(ledger.FutureDay):
        handed_in("tomorrow", on=today["on"] + timedelta(days=1))


def test_words_are_forgotten_after_two_years_and_the_number_stays(handed_in, session, today):
    code = handed_in(on=date(2024, 1, 5))
    with pytest.raises(forgetting.NotAnswered):
        complaints.forget(session, code, confirmed=True, **today)
    complaints.answer(session, code, note="Carla, le damos otra", done=None, **today)
    complaints.add(session, code, note="Carla ya la tiene", **today)
    with pytest.raises(forgetting.ForgetIt):
        complaints.forget(session, code, confirmed=False, **today)
    complaints.forget(session, code, confirmed=True, **today)
    told = complaints.told(session, code, today["on"])
    assert (told.row.code, told.row.name, told.row.detail) == (code, None, None)
    assert (told.answer.note, told.additions[0].note) == (None, None)
    assert not forgetting.may_forget(told, today["on"])
    with pytest.raises(forgetting.ForgottenBefore):
        complaints.forget(session, code, confirmed=True, **today)
    assert laws(session) == []
    assert ledger.CHECKS[0](session).wrong == []


def test_a_young_sheet_is_kept_by_law(handed_in, session, today):
    code = handed_in(on=date(2024, 1, 6))
    complaints.answer(session, code, note="sí", done=None, **today)
    with pytest.raises(forgetting.KeptByLaw):
        complaints.forget(session, code, confirmed=True, **today)
