"""The kit of every page: languages, forms, filters, errors, headers, styles."""

from flask import Flask, request

from . import (
    addresses,
    assets,
    compress,
    errors,
    filters,
    flags,
    headers,
    i18n,
    icons,
    light,
    misses,
    pages,
)
from .addresses import asked_number, asked_word, outside
from .desk import answer
from .forms import DeskForm
from .lines import Lines, Row
from .once import Done

__all__ = [
    "DeskForm",
    "Done",
    "Lines",
    "Row",
    "answer",
    "asked_number",
    "asked_word",
    "init_app",
    "outside",
]


def init_app(app: Flask) -> None:
    """Give an application the kit. `menu()` and `g.user` come from the rooms."""
    addresses.init_app(app)
    compress.init_app(app)
    i18n.init_app(app)
    filters.init_app(app)
    flags.init_app(app)
    assets.init_app(app)
    icons.init_app(app)
    light.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    misses.init_app(app)
    app.register_blueprint(pages.bp)
    app.jinja_env.globals.setdefault("menu", list)
    app.jinja_env.globals.setdefault("bar", list)
    app.jinja_env.globals.setdefault("help_way", str)
    app.jinja_env.globals.setdefault("guided", dict)
    app.jinja_env.globals.setdefault("practice", False)
    app.jinja_env.globals["home"] = lambda: f"{request.script_root}/"
    app.jinja_env.globals["here"] = lambda: f"{request.script_root}{request.full_path}".rstrip("?")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
