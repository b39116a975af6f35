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

#: `heard`: which recordings are played, in the order of their time.
PLAYED = """
window.heard = [];
const names = new WeakMap(), get = window.fetch, { prototype } = AudioContext;
window.fetch = async (address) => {
  const answer = await get(address), bytes = await answer.arrayBuffer();
  names.set(bytes, address.split("/").pop());
  return { ok: answer.ok, arrayBuffer: async () => bytes };
};
const decode = prototype.decodeAudioData, start = AudioBufferSourceNode.prototype.start;
prototype.decodeAudioData = async function (bytes) {
  const name = names.get(bytes), sound = await decode.call(this, bytes);
  names.set(sound, name);
  return sound;
};
AudioBufferSourceNode.prototype.start = function (at) {
  heard.push(names.get(this.buffer));
  return start.call(this, at);
};
"""

#: `read`: what a Spanish voice is given to read.
SPANISH_VOICE = """
window.read = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-US" }, { lang: "es-ES" }, { lang: "es-PE" }],
  speak: (words) => read.push([words.text, words.lang]),
  cancel: () => {},
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


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
    page.add_init_script(PLAYED)
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    clips = button.get_attribute("data-clips").split()
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    expect(button).to_have_attribute("aria-pressed", "false", timeout=60_000)
    assert page.evaluate("heard") == clips
    assert faults == []


@pytest.mark.usefixtures("recorded")
def test_where_one_recording_does_not_come_no_part_of_the_sum_is_played(her_page):
    address, open_page = her_page
    page = open_page()
    page.add_init_script(PLAYED)
    page.route("**/voz/es/*/soles", lambda route: route.abort())
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    button.click()
    expect(page.locator(".actions [role=status]")).to_have_text("Ahora no se puede escuchar.")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate("heard") == []


@pytest.mark.usefixtures("recorded")
def test_where_one_recording_does_not_come_the_telephone_reads_all_of_it(her_page):
    address, open_page = her_page
    page = open_page()
    page.add_init_script(PLAYED + SPANISH_VOICE)
    page.route("**/voz/es/*/soles", lambda route: route.fulfill(status=404))
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    button.click()
    page.wait_for_function("read.length")
    assert page.evaluate("read") == [[button.get_attribute("data-say"), "es-PE"]]
    assert page.evaluate("heard") == []


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
    page.add_init_script(SPANISH_VOICE)
    page.goto(f"{address}/yo/")
    button = page.locator("[data-listen]")
    said = button.get_attribute("data-say")
    button.click()
    assert page.evaluate("read") == [[said, "es-PE"]]
