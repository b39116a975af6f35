"""The light frame: one answer holds the whole page, and tells nobody where it was found."""

import re
from dataclasses import replace

import pytest

from coopshop.web import outside


@pytest.fixture
def page(client):
    return client.get("/v/")


def test_a_page_for_strangers_needs_nothing_else(page):
    html = page.get_data(as_text=True)
    assert "<style>" in html
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)', html) == []


def test_its_styles_are_named_in_the_policy(page):
    policy = page.headers["Content-Security-Policy"]
    assert re.search(r"style-src 'self' 'sha256-[A-Za-z0-9+/=]{44}'", policy)
    assert "unsafe" not in policy


def test_it_stays_out_of_indexes_and_tells_nobody_its_address(page):
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_it_speaks_the_language_of_the_browser_until_one_is_chosen(client):
    def heard(**headers):
        return re.search('<html lang="(..)"', client.get("/v/", headers=headers).text)[1]

    assert heard() == "es"
    assert heard(**{"Accept-Language": "en-GB,en;q=0.9"}) == "en"
    assert heard(**{"Accept-Language": "qu"}) == "es"
    with client.session_transaction() as kept:
        kept["language"] = "es"
    assert heard(**{"Accept-Language": "en"}) == "es"


def test_the_desk_speaks_spanish_whatever_the_browser_likes(client):
    answer = client.get("/sign-in", headers={"Accept-Language": "en"})
    assert '<html lang="es"' in answer.text


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("null", "same-origin", 303),
        ("null", None, 303),
        ("null", "cross-site", 400),
        ("https://evil.example", "same-origin", 400),
    ],
)
def test_a_form_of_such_a_page_comes_home(app, client, monkeypatch, origin, site, status):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    headers = {"Origin": origin} | ({"Sec-Fetch-Site": site} if site else {})
    answer = client.post("/language", data={"language": "en", "back": "/v/"}, headers=headers)
    assert answer.status_code == status


@pytest.fixture
def practising(app, monkeypatch):
    """The same pages below the prefix of practice, for somebody who has a public address."""
    settings = replace(
        app.config["COOPSHOP"], practice=True, public_url="https://x.example/practica"
    )
    monkeypatch.setitem(app.config, "COOPSHOP", settings)
    return app


def test_an_address_for_outside_has_the_prefix_of_practice_once(practising):
    with practising.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/practica"}):
        assert outside(practising.url_for("proof.look_up")) == "https://x.example/practica/v/"


def test_a_consumer_who_was_led_into_practice_complains_in_the_real_book(practising):
    answer = practising.test_client().get(
        "/reclamos", environ_overrides={"SCRIPT_NAME": "/practica"}
    )
    assert answer.location == "/reclamos"


def test_the_log_holds_no_secret_address(app, monkeypatch, caplog):
    def broken(**_values):
        raise RuntimeError

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "proof.bought", broken)
    assert app.test_client().get("/d/a-secret-token").status_code == 500
    assert "error" in caplog.text
    assert "a-secret-token" not in caplog.text
