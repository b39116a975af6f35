"""Listening in a real browser: recordings one after the other; without a voice no button."""

import io
import wave

import pytest
from playwright.sync_api import expect

from coopshop.db import transaction
from coopshop.domain.days import day_of
from coopshop.maker import voices
from tests.browser.conftest import served
from tests.pages.entering import begin


def tone() -> bytes:
    """A twentieth of a second, as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return file.getvalue()


@pytest.fixture
def her_page(lived, opened):
    """`her_page(javascript=True)`: her first screen on a phone."""

    def her_page(address, **how):
        page = opened(360, **how)
        token = begin(lived, "socia", "AW-01")[1]
        signer = lived.session_interface.get_signing_serializer(lived)
        cookie = signer.dumps({"_user_id": token, "_fresh": True})
        page.context.add_cookies([{"name": "session", "value": cookie, "url": address}])
        return page

    with served(lived) as address:
        yield address, lambda **how: her_page(address, **how)


@pytest.fixture
def recorded(lived):
    with lived.app_context(), transaction() as (session, at):
        spoken = voices.Spoken("Ana Prueba", None, day_of(at))
        for phrase in voices.tongue(session, "es").phrases:
            facts = {"sound": tone(), "mimetype": "audio/wav", "spoken": spoken}
            voices.record(session, "es", phrase, **facts, at=at, by=1)


def test_without_a_voice_and_without_recordings_there_is_no_button(her_page):
    address, open_page = her_page
    page = open_page()
    page.goto(f"{address}/yo/")
    assert page.locator("[data-listen]").is_hidden()


@pytest.mark.usefixtures("recorded")
def test_without_a_script_there_is_no_button(her_page):
    address, open_page = her_page
    page = open_page(javascript=False)
    page.goto(f"{address}/yo/")
    assert page.locator("[data-listen]").is_hidden()


@pytest.mark.usefixtures("recorded")
def test_recordings_are_played_in_their_order(her_page):
    address, open_page = her_page
    page, faults = open_page(), []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.add_init_script(
        "window.heard = []; const play = HTMLMediaElement.prototype.play;"
        "HTMLMediaElement.prototype.play = function () {"
        "  heard.push(this.src.split('/').pop()); return play.call(this); };"
    )
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    clips = button.get_attribute("data-clips").split()
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    expect(button).to_have_attribute("aria-pressed", "false", timeout=60_000)
    assert page.evaluate("heard") == clips
    assert faults == []


@pytest.mark.usefixtures("recorded")
def test_another_press_stops_it(her_page):
    address, open_page = her_page
    page = open_page()
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    button.click()
    button.click()
    assert button.get_attribute("aria-pressed") == "false"


def test_a_spanish_voice_reads_the_sentence(her_page):
    """Chromium has no voices here: one is put in its place to see what it is given."""
    address, open_page = her_page
    page = open_page()
    page.add_init_script(
        "window.read = []; Object.defineProperty(window, 'speechSynthesis', {value: {"
        "  getVoices: () => [{lang: 'en-US'}, {lang: 'es-ES'}, {lang: 'es-PE'}],"
        "  speak: (words) => read.push([words.text, words.lang]), cancel: () => {}}});"
        "window.SpeechSynthesisUtterance = function (text) { this.text = text; };"
    )
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    said = button.get_attribute("data-say")
    button.click()
    assert page.evaluate("read") == [[said, "es-PE"]]
