"""The recordings at the desk, and what she allows on her own page."""

import io
import re
import wave
from datetime import date

import pytest

from coopshop import members
from coopshop.domain import speech
from coopshop.maker import voices
from coopshop.members import consents
from tests.cast import Cast
from tests.pages.slips import beside, send, text


def tone() -> bytes:
    """A quarter of a second of nothing, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(4000))
    return file.getvalue()


@pytest.fixture
def desk(client, write, sign_in):
    with write() as (session, at):
        _ = Cast(session, at).rosa
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


@pytest.fixture
def rosa(client, write, sign_in):
    with write() as (session, at):
        code = Cast(session, at).rosa
    sign_in("socia", code)
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return code


PHRASE = "/voices/es/phrases/mas"


def upload(client, sound=None, name="voz.wav", **more):
    typed = {"spoken_by": "Rosa", "agreed_on": "2026-01-05"} | more
    typed["sound"] = (io.BytesIO(tone() if sound is None else sound), name)
    return send(client, PHRASE, **typed)


def test_a_phrase_is_uploaded_heard_and_deleted(desk):
    assert upload(desk).location != "/voices/es"  # on to the next phrase
    page = desk.get("/voices/es")
    assert "Rosa" in text(page)
    version = page.text.split("/yo/voz/es/")[1].split("/")[0]
    heard = desk.get(f"/yo/voz/es/{version}/mas")
    assert (heard.mimetype, heard.data) == ("audio/wav", tone())
    assert heard.headers["X-Content-Type-Options"] == "nosniff"
    assert {"private", "max-age=86400"} == set(heard.headers["Cache-Control"].split(", "))
    assert "immutable" not in desk.get("/yo/voz/es/old/mas").headers.get("Cache-Control", "")
    part = desk.get(f"/yo/voz/es/{version}/mas", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"RIFF")
    assert send(desk, f"{PHRASE}/drop").status_code == 303
    assert desk.get(f"/yo/voz/es/{version}/mas").status_code == 404


def test_what_is_no_sound_is_refused_beside_its_box(desk):
    answer = upload(desk, b"<html>", "voz.mp3")
    assert (answer.status_code, "no sound" in beside(answer, "sound")) == (422, True)
    answer = upload(desk, tone() + bytes(300_000))
    assert "more than 200 KB" in beside(answer, "sound")
    assert "not come yet" in beside(upload(desk, agreed_on="2026-01-06"), "agreed_on")
    assert desk.get("/voices/es/phrases/otra").status_code == 404


def test_only_the_page_that_records_may_use_the_microphone(desk):
    assert "microphone=(self)" in desk.get(PHRASE).headers["Permissions-Policy"]
    assert "microphone=()" in desk.get("/voices/es").headers["Permissions-Policy"]


def test_a_language_is_added_with_its_numbers(desk, write):
    new = send(desk, "/voices/new", name="Lengua de prueba", code="X1")
    assert new.location == "/voices/x1/numbers"
    wrong = send(desk, new.location, own="0-4", steps="10", given_by="Ana")
    assert "cannot be said" in beside(wrong, "own")
    wrong = send(desk, new.location, own="uno", steps="1", given_by="Ana")
    assert "not a number" in beside(wrong, "own")
    assert "not a number" in beside(wrong, "steps")
    told = send(desk, new.location, own="0-10", steps="10 100 1000", silent="10", given_by="Ana")
    assert told.status_code == 303
    with write() as (session, _at):
        assert voices.tongue(session, "x1").numbers.steps == (1000, 100, 10)


def test_a_tap_takes_a_consent_back_and_another_undoes_it(rosa, client, write):
    def agreed(kind):
        with write() as (session, _at):
            return members.agreed(session, rosa, kind)

    def tap(kind, given):
        page = client.get("/yo/permisos").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        slip = {"csrf_token": token, "kind": kind, "given": given}
        return client.post("/yo/permisos", data=slip).status_code

    for kind in members.KINDS:
        assert tap(kind, "si") == 303
        assert agreed(kind)
    assert tap("photo", "si") == 303  # twice is once
    assert tap("data", "no") == 303
    assert [agreed(kind) for kind in members.KINDS] == [False, False, False]
    assert "It is not shown now" in text(client.get("/yo/permisos"))
    assert tap("data", "si") == 303
    assert [agreed(kind) for kind in members.KINDS] == [True, True, True]
    with write() as (session, _at):
        said = [(word.kind, word.given) for word in members.consents.consents(session, rosa)]
    assert said[-2:] == [("data", False), ("data", True)]
    assert tap("fingerprint", "si") == 400
    assert tap("photo", "perhaps") == 400


def spoken_by(session, at, member, *phrases):
    for phrase in phrases:
        spoken = voices.Spoken("Rosa", member, at.date())
        sound = {"sound": tone(), "mimetype": "audio/wav", "spoken": spoken}
        voices.record(session, "es", phrase, **sound, at=at, by=1)


def take_back(session, at, member):
    stamp = {"on": at.date(), "at": at, "by": 1}
    for given in (True, False):
        consents.say(session, member=member, kind=members.DATA, given=given, **stamp)


def test_what_was_taken_back_is_missing_at_the_desk_and_can_be_deleted(desk, write):
    with write() as (session, at):
        spoken_by(session, at, "AW-01", "te-debemos", "debes")
        take_back(session, at, "AW-01")
    assert f"0 of {len(speech.phrases())}" in text(desk.get("/voices"))
    page = desk.get("/voices/es")
    assert "Taken back: 2" in text(page)
    assert f"Still to be recorded: {len(speech.phrases()) - 2}" in text(page)
    assert "<audio" not in page.text
    assert re.search(r'class="button button-main" href="/voices/es/phrases/te-debemos"', page.text)
    assert "Voice taken back" in text(desk.get("/voices/es/phrases/debes"))
    assert send(desk, "/voices/es/phrases/debes/drop").status_code == 303
    assert "Taken back: 1" in text(desk.get("/voices/es"))


def test_the_desk_is_shown_phrases_and_not_the_keys_of_the_house(desk):
    page = text(desk.get("/voices/es"))
    assert "Te debemos" in page
    assert "te-debemos" not in page
    assert "in español, close" in text(desk.get(PHRASE))


def test_all_her_voice_goes_by_one_question(rosa, client, write):
    with write() as (session, at):
        spoken_by(session, at, rosa, *voices.tongue(session, "es").phrases)
    page = client.get("/yo/permisos").text
    assert f"Words that are heard as you said them: {len(speech.phrases())}." in page
    folded = page.split("<details", 1)[1].split("</details>")[0]
    assert page.count('value="te-debemos"') == folded.count('value="te-debemos"') == 1
    assert send(client, "/yo/permisos/voz/toda").location == "/yo/permisos"
    assert "My voice" not in client.get("/yo/permisos").text
    with write() as (session, _at):
        assert voices.of_member(session, rosa) == []


def test_her_page_says_the_truth_of_a_voice_that_is_not_heard(rosa, client, write):
    with write() as (session, at):
        spoken_by(session, at, rosa, "mas")
        take_back(session, at, rosa)
    page = text(client.get("/yo/permisos"))
    assert "It is not heard now" in page
    assert "Words that are heard" not in page


def test_no_day_of_a_consent_is_made_up(rosa, client, write):
    with write() as (session, at):
        members.change(session, rosa, consent_public_name=True, consent_data_on=date(2024, 12, 14))
        take = {"member": rosa, "kind": members.DATA, "on": at.date(), "at": at, "by": 1}
        consents.say(session, **take, given=False)
    page = text(client.get("/yo/permisos"))
    assert page.count("You said yes before this book, without a day.") == 1  # her name
    assert page.count("No · since Mon 5 Jan") == 1  # her data
    assert "2019" not in page
    desk = text(client.get(f"/members/{rosa}/consents"))
    assert "14 Dec 2024" in desk


def test_she_sees_her_own_voice_and_takes_it_back(rosa, client, write):
    with write() as (session, at):
        hers = {"given_names": "Nelly", "surname1": "Inventada"}
        nelly = members.enroll(session, group="AW", **hers).code
        for phrase, whose in (("mas", rosa), ("menos", rosa), ("queda", nelly)):
            spoken = voices.Spoken("x", whose, at.date())
            sound = {"sound": tone(), "mimetype": "audio/wav", "spoken": spoken}
            voices.record(session, "es", phrase, **sound, at=at, by=1)

    def drop(phrase):
        page = client.get("/yo/permisos").text
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        slip = {"csrf_token": token, "tongue": "es", "phrase": phrase}
        return client.post("/yo/permisos/voz", data=slip).status_code

    def kept():
        with write() as (session, _at):
            return set(voices.recordings(session, "es"))

    shown = client.get("/yo/permisos").text
    assert ('value="mas"' in shown, 'value="queda"' in shown) == (True, False)
    assert drop("queda") == 404
    assert [drop("mas"), drop("mas")] == [303, 303]
    assert kept() == {"menos", "queda"}
    with write() as (session, at):
        stamp = {"on": at.date(), "at": at, "by": 1}
        assert voices.recording(session, "es", "menos")
        before = voices.version(session, "es")
        consents.say(session, member=rosa, kind=members.DATA, given=True, **stamp)
        consents.say(session, member=rosa, kind=members.DATA, given=False, **stamp)
        assert voices.recording(session, "es", "menos") is None
        assert voices.missing(session, "es", ["menos", "queda"]) == {"menos"}
    assert client.get(f"/yo/voz/es/{before}/menos").status_code == 404
