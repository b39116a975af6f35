"""What strangers guess is counted by place; what is right is shown to everybody all the same."""

import secrets
from datetime import timedelta

import pytest

from coopshop import invoices, ledger
from coopshop.db import db
from coopshop.production import reading
from coopshop.web import misses
from tests.pages.addresses import TOKEN, lived_in
from tests.pages.slips import text
from tests.pages.test_places import HERS, STRANGERS, at

PLACE, THING = misses.MOST_OF_A_PLACE, misses.MOST_OF_A_THING


@pytest.fixture
def right(lived):
    """The right address of each kind of page, and a wrong one of the same thing."""
    named = lived_in(lived)
    with lived.app_context():
        session = db.session()
        paper = invoices.document(session, "boleta-EB01-9")
        code, seal = invoices.check_code(paper), ledger.seal(session)
        lot = reading.page_of(session, reading.delivery_of(session, "D0001").delivery)
    return {
        "link": (f"/d/{named['token']}", f"/d/{secrets.token_urlsafe(16)}"),
        "prices": (f"/h/{TOKEN}/", f"/h/{secrets.token_urlsafe(32)}/"),
        "sheet": (f"/reclamos/{TOKEN}", f"/reclamos/{secrets.token_urlsafe(32)}"),
        "card": (f"/e/{named['card']}", f"/e/{secrets.token_urlsafe(32)}"),
        "scanned": (f"/v/boleta-EB01-9/{code}", "/v/boleta-EB01-9/0000-0000-0000"),
        "typed": (f"/v/?number=EB01-9&code={code}", "/v/?number=eb01+0009&code=0000-0000-0000"),
        "lot": (f"/p/{lot}", "/p/d0001-00000000"),
        "seal": (f"/sello?n={seal.entry}&s={seal.signs}", f"/sello?n={seal.entry}&s=0000000000"),
    }


LONG, SHORT = ("link", "prices", "sheet", "card"), ("scanned", "typed", "lot", "seal")
SHOWN = (200, 302)


@pytest.mark.parametrize("page", LONG)
def test_many_wrong_links_are_refused_in_few_words_and_the_right_one_never(lived, right, page):
    good, wrong = right[page]
    stranger = at(lived, STRANGERS)
    said = [stranger.get(wrong) for _try in range(PLACE + 2)]
    assert [answer.status_code for answer in said] == [*[404] * PLACE, 429, 429]
    assert said[-1].headers["Retry-After"] == "900"
    assert "Demasiados intentos" in text(said[-1])
    assert "Entrar" not in text(said[-1]), "the light frame, not the desk's"
    assert len(text(said[-1])) < len(text(said[0])) + 100
    assert said[-1].headers["Content-Security-Policy"]
    assert stranger.get(good).status_code in SHOWN, "buyers share a connection"
    assert at(lived, HERS).get(wrong).status_code == 404


@pytest.mark.parametrize("page", SHORT)
def test_who_tries_ten_codes_of_one_thing_has_to_wait_with_the_right_one_too(
    lived, right, now, page
):
    good, wrong = right[page]
    stranger = at(lived, STRANGERS)
    said = [stranger.get(wrong).status_code for _try in range(THING + 2)]
    assert said == [*[404] * THING, 429, 429]
    assert stranger.get(good).status_code == 429
    assert at(lived, HERS).get(good).status_code in SHOWN, "elsewhere it is as open as before"
    now.at += timedelta(seconds=misses.WATCHED)
    assert stranger.get(good).status_code in SHOWN


def test_the_same_paper_is_one_thing_however_it_is_asked_for(lived, right):
    stranger = at(lived, STRANGERS)
    for spelled in ("EB01-9", "eb01 000009", "EB01 9", "ebo1-9", "EB01-09"):
        for _time in range(2):
            wrong = {"number": spelled, "code": "0000"}
            assert stranger.get("/v/", query_string=wrong).status_code == 404
    assert stranger.get(right["scanned"][0]).status_code == 429
    assert stranger.get(right["typed"][0]).status_code == 429


def test_a_paper_that_there_is_not_is_refused_as_one_that_there_is(lived):
    stranger = at(lived, STRANGERS)
    nothing = ("/v/boleta-EB01-999/0000", "/v/?number=EB01-999&code=0", "/p/D9999-00000000")
    for address in (*nothing, "/sello?n=999999&s=00"):
        said = [stranger.get(address).status_code for _try in range(THING + 1)]
        assert said == [*[404] * THING, 429], address


def test_other_papers_stay_open_where_one_was_guessed_at_and_where_a_flood_comes_from(lived, right):
    stranger = at(lived, STRANGERS)
    for number in range(PLACE + 10):
        stranger.get(f"/v/boleta-EB01-{number + 1000}/0000")
    assert stranger.get("/v/boleta-EB01-2000/0000").status_code == 429
    for kind in (*LONG, *SHORT):
        assert stranger.get(right[kind][0]).status_code in SHOWN, kind


def test_what_is_right_is_never_counted(lived, right):
    buyers = at(lived, HERS)
    for _buyer in range(PLACE // 2):
        for kind in ("link", "scanned", "lot"):
            assert buyers.get(right[kind][0]).status_code == 200
    assert buyers.get(right["link"][1]).status_code == 404


def test_pages_of_the_desk_and_addresses_of_nothing_are_not_counted(lived, right):
    stranger = at(lived, STRANGERS)
    assert {stranger.get("/there/is/none").status_code for _try in range(PLACE + 2)} == {404}
    assert stranger.get(right["link"][1]).status_code == 404
    assert stranger.get("/sign-in").status_code == 200


def test_a_flood_of_places_takes_no_more_memory_than_was_set_aside():
    tally = misses.Tally(most=100)
    for number in range(1_000):
        tally.add("x" * 10_000 + str(number), 0)
    assert len(tally) == 100
    assert tally.of("x" * 10_000 + "999", 0) == 1
    assert tally.of("x" * 10_000 + "0", 0) == 0


def test_a_count_begins_anew_after_its_time():
    tally = misses.Tally()
    for seconds in range(0, misses.WATCHED, 100):
        tally.add("here", seconds)
    assert tally.of("here", misses.WATCHED - 1) == 9
    assert tally.of("here", misses.WATCHED) == 0
    assert tally.add("here", misses.WATCHED) == 1
