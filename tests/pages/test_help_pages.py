"""Help: one press from where one stands, found by words, in both languages."""

import re

import pytest

from coopshop.help import glossary, topics
from coopshop.web.icons import names
from tests.pages.slips import links, text

#: Endpoints that give no page of their own: files, pictures, and what help itself is.
NO_PAGE = re.compile(
    r"\.(pdf|jpg|xlsx|zip|css|csv|svg)|<name>/file|^/static|^/yo/voz/|^/help/|^/style/"
)

#: What only members open: their pages say themselves what to do.
OF_HERS = ("read_own", "speak_own")


def pages(app):
    """The endpoint of every page of the desk."""
    found = {}
    for rule in app.url_map.iter_rules():
        right = getattr(app.view_functions[rule.endpoint], "right", None)
        of_the_desk = right and right not in OF_HERS
        if "GET" in rule.methods and of_the_desk and not NO_PAGE.search(rule.rule):
            found[rule.endpoint] = rule.rule
    return found


def test_every_page_has_a_topic(app):
    without = [page for page in pages(app) if topics.topic_of(page) is None]
    assert without == []


def test_a_topic_is_about_pages_that_are_there(app):
    rooms = set(app.blueprints)
    for topic in topics.TOPICS:
        for page in topic.of:
            assert page.partition(".")[0] in rooms, page
        assert not topic.page or topic.page.partition(".")[0] in rooms


def test_every_topic_has_steps_and_says_whom_to_ask(app):
    with app.app_context():
        icons = names()
    for topic in topics.TOPICS:
        assert len(topic.steps) >= 3 or topic.slug == "keys", topic.slug
        assert topic.ask in ("tesorera", "administradora", "fiscal")
        assert topic.icon in icons


def test_the_slugs_are_each_one_topic():
    assert len(topics.BY_SLUG) == len(topics.TOPICS)


@pytest.mark.parametrize(
    ("page", "slug"),
    [
        ("/", "start"),
        ("/beginning/", "notebook"),
        ("/catalog/prices", "prices"),
        ("/cash/", "cash"),
    ],
)
def test_the_question_mark_leads_to_the_help_of_the_page(client, sign_in, page, slug):
    sign_in("tesorera")
    answer = client.get(page)
    assert f"/help/{slug}" in links(answer)
    assert 'rel="help"' in answer.text


@pytest.mark.parametrize("role", ["administradora", "vendedora", "fiscal"])
def test_every_topic_opens_for_every_role(client, sign_in, role):
    sign_in(role)
    for topic in topics.TOPICS:
        assert client.get(f"/help/{topic.slug}").status_code == 200, topic.slug
    assert client.get("/help/glossary").status_code == 200
    assert client.get("/help/nothing").status_code == 404


def test_words_are_found_whatever_their_accents(client, sign_in):
    sign_in("tesorera")
    found = links(client.get("/help/?words=CUADERNO"))
    assert "/help/notebook" in found
    assert "/help/canoe" not in found
    assert "/help/canoe" in links(client.get("/help/?words=canoa"))
    nothing = client.get("/help/?words=zzzz")
    assert nothing.status_code == 200
    assert "/help/" in links(nothing)


def test_a_stranger_is_led_to_the_door(client):
    assert client.get("/help/").location == "/sign-in"


def test_the_glossary_is_in_order_and_names_each_word_once(client, sign_in):
    words = [word for word, _meaning in glossary.WORDS]
    assert len(set(words)) == len(words)
    sign_in("fiscal")
    assert "Kardex" in text(client.get("/help/glossary"))
