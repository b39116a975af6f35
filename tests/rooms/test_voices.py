"""Recordings: phrase by phrase, by who agreed, heard when none is missing, gone when taken back."""

import pytest

from coopshop import members
from coopshop.domain import speech
from coopshop.maker import audio, voices
from coopshop.maker.voices import Spoken, TongueTaken, UnknownPhrase, UnknownTongue


@pytest.fixture
def spoken(cast, today):
    return Spoken("Rosa", cast.rosa, today["on"])


@pytest.fixture
def record(session, spoken, today):
    def record(tongue, phrase, sound=b"OggS"):
        facts = {"sound": sound, "mimetype": "audio/ogg", "spoken": spoken}
        voices.record(session, tongue, phrase, **facts, at=today["at"], by=1)

    return record


def test_a_phrase_is_kept_replaced_and_deleted(session, record):
    first = voices.version(session, "es")
    record("es", "mas")
    second = voices.version(session, "es")
    record("es", "mas", b"OggS2")
    assert voices.recording(session, "es", "mas").sound == b"OggS2"
    assert len({first, second, voices.version(session, "es")}) == 3
    assert voices.missing(session, "es", ["mas", "menos"]) == {"menos"}
    voices.drop(session, "es", "mas")
    assert voices.recordings(session, "es") == {}


def test_what_no_page_says_is_not_recorded(record):
    with pytest.raises(UnknownPhrase):
        record("es", "otra-cosa")
    with pytest.raises(UnknownTongue):
        record("zz", "mas")


def test_a_language_may_exist_as_recordings_only(session, record):
    voices.add_tongue(session, "x1", "Lengua de prueba")
    with pytest.raises(TongueTaken):
        voices.add_tongue(session, "x1", "Otra")
    numbers = speech.Numbers(frozenset(range(11)), (1000, 100, 10), frozenset({10}))
    voices.tell_numbers(session, "x1", numbers, "Ana, Chipaota, 2026")
    told = voices.tongue(session, "x1")
    assert told.numbers == numbers
    for phrase in told.phrases:
        record("x1", phrase)
    assert voices.missing(session, "x1", told.phrases) == set()


def test_numbers_with_which_a_sum_cannot_be_said_are_refused(session):
    voices.add_tongue(session, "x1", "Lengua de prueba")
    with pytest.raises(speech.OddNumbers):
        voices.tell_numbers(session, "x1", speech.Numbers(frozenset({1, 2}), (10,)), None)


def test_what_was_taken_back_is_told_apart_from_what_is_heard(session, cast, record, today):
    record("es", "mas")
    for given in (True, False):
        word = {"member": cast.rosa, "kind": members.DATA, "given": given}
        members.consents.say(session, **word, **today)
    assert voices.recordings(session, "es") == {}
    assert voices.silenced(session, "es").keys() == {"mas"}
    assert voices.kept(session, "es", "mas").member == cast.rosa


def test_who_takes_her_voice_back_is_heard_no_more(session, cast, record):
    record("es", "mas")
    voices.drop_of(session, cast.delia)
    assert voices.recording(session, "es", "mas")
    voices.drop_of(session, cast.rosa)
    session.expire_all()
    assert voices.recording(session, "es", "mas") is None


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (b"OggS\x00\x02" + bytes(22) + b"OpusHead", "audio/ogg"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "audio/webm"),
        (b"ID3\x04" + bytes(40), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(40), "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(40), "audio/mp4"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
    ],
)
def test_a_sound_is_known_by_its_bytes(sound, kind):
    assert audio.kind_of(sound) == kind


@pytest.mark.parametrize(
    "sent", [b"", b"<svg/>", b"OggS" + bytes(80), b"RIFF....AVI LIST", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_sound_is_refused(sent):
    with pytest.raises(audio.NotASound):
        audio.kind_of(sent)


def test_a_sound_that_is_too_large_is_refused():
    with pytest.raises(audio.SoundTooLong):
        audio.kind_of(b"RIFF\x24\x00\x00\x00WAVE" + bytes(audio.MOST_BYTES))
