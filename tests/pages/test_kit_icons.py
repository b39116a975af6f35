"""Icons: a page carries the drawings it asks for, each once, and says aloud what stands alone."""

import re

import pytest
from flask import render_template_string

from coopshop.web import icons
from tests.pages.kit import make_app

PAGE = """
{% extends "layout.html" %}
{% from "ui/icon.html" import icon %}
{% block content %}
{{ icon("canoe") }} {{ icon("canoe", "By canoe") }} {{ icon("broom") }}
{% endblock %}
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = make_app(tmp_path_factory.mktemp("shop"))
    app.get("/icons")(lambda: render_template_string(PAGE))
    return app


def test_a_page_carries_each_drawing_it_asks_for_once(app):
    page = app.test_client().get("/icons").text
    carried = re.findall(r'<symbol id="i-([a-z-]+)"', page)
    assert len(carried) == len(set(carried))
    assert {"broom", "canoe"} <= set(carried)
    assert set(re.findall(r'<use href="#i-([a-z-]+)"', page)) == set(carried)
    assert "whatsapp" not in carried


def test_a_drawing_beside_words_is_silent_and_one_alone_speaks(app):
    page = app.test_client().get("/icons").text
    assert re.search(r'aria-hidden="true"><use href="#i-broom"', page)
    assert re.search(r'role="img" aria-label="By canoe"><use href="#i-canoe"', page)


def test_a_name_that_nobody_drew_is_a_bug(app):
    with app.test_request_context(), pytest.raises(ValueError, match="no icon dragon"):
        icons.need_icons("basket", "dragon")


def test_every_drawing_is_made_with_one_pen(app):
    with app.test_request_context():
        for name in icons.names():
            icons.need_icons(name)
        sprite, drawn = icons.icon_sprite(), len(icons.names())
    assert sprite.count('viewBox="0 0 24 24"') == drawn > 60
    assert set(re.findall(r'stroke-width="([^"]+)"', sprite)) <= {"1.5", "3"}
    assert not re.search(r"#[0-9a-f]{3}|style=|<script|fill=", sprite)
