"""Errors, headers, languages: what every answer of the kit keeps to, even when things go wrong."""

import re
import time
from pathlib import Path

import pytest

from coopshop.web import i18n
from coopshop.web.headers import HEADERS
from tests.pages.kit import hidden, make_app

ADDRESSES = [
    "/",
    "/basket/new",
    "/nothing",
    "/refused",
    "/broken",
    "/abort/403",
    "/static/js/once.js",
]


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_headers(client, address):
    answer = client.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in answer.headers


def test_pages_are_kept_by_nobody_and_styles_for_long(client):
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    style, script = (
        re.search(pattern, page.text)[1]
        for pattern in (r'rel="stylesheet" href="([^"]+)"', r'<script src="([^"]+)"')
    )
    for address in (style, script):
        assert "immutable" in client.get(address).headers["Cache-Control"]


def test_over_https_browsers_are_told_to_stay_there(client):
    answer = client.get("/", base_url="https://localhost")
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_nothing_in_a_page_needs_inline_script_or_style(client):
    for address in ADDRESSES[:-1]:
        page = client.get(address).text
        assert not re.search(r'<script(?![^>]*src=)|<style| style="| on[a-z]+="|javascript:', page)


def test_the_styles_are_one_answer_with_every_part_in_it(app, client):
    style = client.get(re.search(r'href="(/style/[^"]+)"', client.get("/").text)[1])
    assert style.mimetype == "text/css"
    assert "@import" not in style.text
    folder = Path(app.static_folder) / "css"
    listed = re.findall(r'([a-z]+\.css)"\)', (folder / "coopshop.css").read_text())
    desk = {path.name for path in folder.rglob("*.css") if path.parent.name != "light"}
    assert desk == {*listed, "coopshop.css"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/nothing", 404), ("/refused", 409)),
        *((f"/abort/{status}", status) for status in (400, 403, 405, 413, 418, 429)),
    ],
)
def test_errors_have_a_page_of_ours_with_a_way_home(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert '<html lang="es">' in answer.text
    assert '<a class="button button-main" href="/">' in answer.text


def test_a_refusal_outside_a_form_says_its_sentence(client):
    assert "At most 1." in client.get("/refused").text


def test_our_own_fault_shows_a_number_and_no_secrets(client, caplog):
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "Traceback" not in answer.text
    number = re.search(r"<code>([0-9a-f]{8})</code>", answer.text)[1]
    assert number in caplog.text


def test_when_even_the_layout_fails_the_words_still_come(app, client):
    def broken():
        raise RuntimeError("the menu is broken")

    app.jinja_env.globals["style_url"] = broken
    answer = client.get("/nothing")
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_foreign_host_gets_a_plain_400(app, client):
    app.config["TRUSTED_HOSTS"] = ["coop.example"]
    assert client.get("/", base_url="http://evil.example").status_code == 400
    assert client.get("/", base_url="http://coop.example").status_code == 200


@pytest.mark.parametrize("token", ["", "x", None])
def test_without_the_token_nothing_is_recorded_and_the_page_says_why(app, client, token):
    typed = hidden(client.get("/basket/new").text) | {"name": "C", "price": "1", "on": "2025-11-04"}
    typed["csrf_token"] = token
    answer = client.post("/basket/new", data={k: v for k, v in typed.items() if v is not None})
    assert answer.status_code == 400
    assert "abierta demasiado tiempo" in answer.text
    assert app.recorded == []


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_form_of_another_site_is_refused_even_with_the_token(app, client, origin):
    typed = hidden(client.get("/basket/new").text) | {"name": "C", "price": "1", "on": "2025-11-04"}
    assert client.post("/basket/new", data=typed, headers={"Origin": origin}).status_code == 400
    assert app.recorded == []
    answer = client.post("/basket/new", data=typed, headers={"Origin": "http://localhost"})
    assert answer.status_code == 303


def test_a_form_with_thousands_of_boxes_is_not_even_read(client):
    typed = hidden(client.get("/basket/new").text) | {f"x{number}": "1" for number in range(5000)}
    assert client.post("/basket/new", data=typed).status_code == 413


def choose(client, language, back="/basket/new"):
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)[1]
    words = {"csrf_token": token, "language": language, "back": back}
    return client.post("/language", data=words)


def test_spanish_comes_first_whatever_the_browser_says(client):
    page = client.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="es">' in page
    assert "4 nov 2025" in page


def test_a_chosen_language_stays_and_leads_back_to_the_page(client):
    answer = choose(client, "en", back="/basket/new?line=3")
    assert (answer.status_code, answer.location) == (303, "/basket/new?line=3")
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert "4 Nov 2025" in page


def test_an_unknown_language_changes_nothing(client):
    choose(client, "qu")
    assert '<html lang="es">' in client.get("/").text


@pytest.mark.parametrize(
    "back",
    [
        *("//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http://["),
        *("https:evil.example", "http://evil.example/", "/%09/evil.example", "\t//evil.example"),
        *("javascript:alert(1)", "/\r\nLocation: x", "//localhost/basket/new", "", "x"),
        *("/nothing", "/language", "/basket/new?" + "a=1&" * 51),
    ],
)
def test_a_way_back_that_is_no_page_of_ours_leads_home(client, back):
    assert choose(client, "en", back=back).location == "/"


def write_po(folder, language, words):
    target = folder / language / "LC_MESSAGES" / "messages.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    entries = "".join(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in words.items())
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    target.write_text(header + entries, encoding="utf-8")


def catalog(folder):
    return (folder / "es" / "LC_MESSAGES" / "messages.mo").read_bytes()


def test_a_corrected_word_is_compiled_at_the_next_start_and_an_untouched_one_is_not(tmp_path):
    source, target = tmp_path / "po", tmp_path / "mo"
    write_po(source, "es", {"Sale": "Benta"})
    first = i18n.compiled(source, target)
    assert b"Benta" in catalog(first)
    made = (first / "es/LC_MESSAGES/messages.mo").stat().st_mtime_ns
    time.sleep(0.01)
    i18n._compiled.clear()
    assert i18n.compiled(source, target) == first
    assert (first / "es/LC_MESSAGES/messages.mo").stat().st_mtime_ns == made
    write_po(source, "es", {"Sale": "Venta"})
    assert b"Venta" in catalog(i18n.compiled(source, target))


def test_a_translation_that_lost_its_facts_is_left_out_and_the_rest_is_kept(tmp_path):
    words = {"Only %(left)s left.": "Solo quedan %(lefft)s.", "At %(place)s": "En %(place)s"}
    write_po(tmp_path / "po", "es", words)
    compiled = catalog(i18n.compiled(tmp_path / "po", tmp_path / "mo"))
    assert b"En %(place)s" in compiled
    assert b"lefft" not in compiled


def test_no_translations_at_all_means_english_words(tmp_path):
    assert i18n.compiled(tmp_path / "none", tmp_path / "mo").is_dir()
