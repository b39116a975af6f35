"""Styles, scripts, drawings: one answer each, kept for a year under their name, and nobody's."""

import re

import pytest


@pytest.fixture
def till(till_shop):
    """The till's page of a treasurer who has signed in."""
    return till_shop.get("/till/").text


def asked_for(page):
    """Everything that the head of a page fetches."""
    return re.findall(r'(?:src|href)="([^"]+\.(?:js|css|svg)[^"]*)"', page.partition("</head>")[0])


def test_everything_of_the_head_is_kept_for_a_year_and_carries_nobody_s_cookie(client, till):
    found = asked_for(till)
    assert [re.sub(r"[0-9a-f]{12}", "…", address) for address in found] == [
        "/static/img/mark.svg?v=…",
        "/style/….css",
        "/script/frame-….js",
        "/script/till-….js",
    ]
    for address in found:
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in answer.headers["Vary"]
        assert "Set-Cookie" not in answer.headers


def test_a_script_brings_what_it_needs(client, till):
    address = next(address for address in asked_for(till) if "till" in address)
    answer = client.get(address)
    assert answer.mimetype == "text/javascript"
    assert answer.text.count("const halfUp =") == answer.text.count("function record(") == 1
    assert not re.search(r"^(import|export)\b", answer.text, re.MULTILINE)


@pytest.mark.parametrize("address", ["/script/till-0.js", "/style/0.css"])
def test_what_another_day_s_page_asks_for_comes_and_is_not_kept(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_script_that_is_not_there_is_not_found(client):
    for name in ("nothing", "..%2Fcss%2Fbase", "till%2Fsums"):
        assert client.get(f"/script/{name}-0.js").status_code == 404
