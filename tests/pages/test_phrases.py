"""The phrases of a voice are one list: what her pages ask for, the recording page, the guide."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from coopshop.domain import speech
from coopshop.maker import account, listening, voices
from coopshop.payouts import Payout
from tests.cast import Cast
from tests.pages.slips import send, text

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "translations" / "README.md"
PAPERS = ROOT / "coopshop" / "maker" / "paper_views.py"

#: A kind of entry for each term of the addition; each may come to her or go off.
KINDS = (*account.TERMS, "reversal", "refund")

#: One sum for each form that Spanish has for numbers.
SUMS = (1, 100, 101, 21_00, 31_21, 100_00, 142_50, 1_000_00, 21_031_01, speech.MOST)

PAID = Payout(code="L001", member="AW-01", on=date(2026, 1, 1), amount=5_000, available=5_050)


def shapes():
    """Her account in every form that her first screen, her months and her payments may give it."""
    ends = ((None, None), (None, date(2026, 1, 5)), (date(2026, 1, 1), date(2026, 2, 5)))
    more = product(ends, (None, PAID), (-500, 0, 500), (-900, 900), (0, 700), (0, 300))
    for (since, today), payout, opening, cents, to_come, held in more:
        lines = [account.Line(1, date(2026, 1, 2), kind, f"{kind}/1", cents) for kind in KINDS]
        waiting = (account.Waiting("V0001", date(2026, 1, 2), to_come, ()),) if to_come else ()
        for some in ((), lines, *([one] for one in lines)):
            yield account.Account(
                member="AW-01", name="Rosa", given_names="Rosa", since=since,
                until=date(2026, 1, 5), opening=opening, lines=tuple(some), waiting=waiting,
                payout=payout, held=held, today=today,
            )  # fmt: skip


def asked():
    """Every part that the player may be given: by accounts, by payments, by the other pages."""
    for hers in shapes():
        yield from listening.of_account(hers)
        yield from listening.of_payment(PAID, hers)
    yield from SUMS
    yield from listening.REASONS.values()
    for page in (PAPERS, *(ROOT / "templates" / "maker").glob("*.html")):
        for parts in re.findall(r"(?:listen_button\(|spoken=)\[(.*)\]", page.read_text("utf-8")):
            yield from re.findall(r'"([a-z-]+)"', parts)


@pytest.fixture
def desk(client, sign_in):
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


def places(page, tongue):
    """The phrases that can be recorded from the page of a language."""
    return set(re.findall(rf'href="/voices/{tongue}/phrases/([^"/]+)"', page.text))


def test_whatever_her_pages_ask_for_can_be_recorded_and_nothing_is_recorded_for_nothing(desk):
    wanted = [*dict.fromkeys(asked())]
    there = places(desk.get("/voices/es"), "es")
    assert set(speech.spoken(wanted)) <= there
    assert there == speech.phrases().keys()
    assert {part for part in wanted if isinstance(part, str)} == speech.PHRASES.keys()
    for phrase in sorted(there):
        assert desk.get(f"/voices/es/phrases/{phrase}").status_code == 200, phrase


def test_the_same_of_another_language_by_its_own_numbers(desk, write):
    numbers = speech.Numbers(frozenset(range(10)), (1000, 100, 10), frozenset({10}), joined=True)
    with write() as (session, _at):
        voices.add_tongue(session, "x1", "Lengua de prueba")
        voices.tell_numbers(session, "x1", numbers, "Ana")
    there = places(desk.get("/voices/x1"), "x1")
    assert set(speech.spoken([*dict.fromkeys(asked())], numbers)) <= there
    assert there == speech.phrases(numbers).keys()


def test_the_guide_has_the_same_phrases():
    section = GUIDE.read_text("utf-8").partition("when it is said")[2].partition("###")[0]
    table, _blank, rest = section.partition("\n\n")
    said = re.findall(r"\*([^*]+)\*", table)
    assert len(said) == len(set(said))
    assert set(said) == {*speech.PHRASES.values(), *speech.SUMS.values()}
    assert f"in Spanish {len(speech.spanish_words())} " in rest


def test_a_sum_beyond_all_recordings_is_left_to_the_voice_of_the_telephone(write):
    with write() as (session, at):
        spoken = voices.Spoken("Ana Prueba", None, at.date())
        for phrase in speech.phrases():
            sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
            voices.record(session, "es", phrase, **sound, at=at, by=1)
        member = Cast(session, at).rosa
        most = listening.heard(session, ["te-debemos", speech.MOST], member, None)
        more = listening.heard(session, ["te-debemos", speech.MOST + 1], member, None)
    assert most.clips
    assert not more.clips
    assert more.sentence == "Te debemos un millón de soles"


def test_what_no_sum_needs_any_more_is_still_there_to_be_deleted(desk, write):
    ten = speech.Numbers(frozenset(range(11)), (1000, 100, 10))
    with write() as (session, at):
        voices.add_tongue(session, "x1", "Lengua de prueba")
        voices.tell_numbers(session, "x1", ten, "Ana")
        spoken = voices.Spoken("Ana Prueba", None, at.date())
        for phrase in ("10", "x100", "mas"):
            sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
            voices.record(session, "x1", phrase, **sound, at=at, by=1)
    assert "Recorded: 3" in text(desk.get("/voices/x1"))
    with write() as (session, _at):
        fewer = speech.Numbers(frozenset(range(10)), (1000, 10))
        voices.tell_numbers(session, "x1", fewer, "Ana")
    page = desk.get("/voices/x1")
    assert "Recorded: 1" in text(page)
    assert "Not said any more: 2" in text(page)
    assert "… 100" in text(page)
    assert "x100" not in text(page)
    ways = re.findall(r'href="(/voices/x1/phrases/(?:10|x100)/drop)"', page.text)
    assert len(ways) == 2
    for way in ways:
        assert ("«… 100»" if "x100" in way else "«10»") in text(desk.get(way))
        assert send(desk, way).status_code == 303
    assert "Not said any more" not in text(desk.get("/voices/x1"))
