"""Languages: Spanish first, English second; every word that a person reads is in translations/.

Only the .po files are kept in the project. They are compiled at the start into the instance folder,
so that a treasurer who corrects a word has only to start again.
"""

import hashlib
import io
import logging
import os
import re
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, request, session
from flask_babel import Babel, force_locale, get_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext as _n
from jinja2 import pass_context
from jinja2.runtime import Context

from ..config import shipped
from ..db import today
from ..domain import showing
from ..domain.errors import N_, Refused
from . import light

__all__ = ["LANGUAGES", "N_", "_", "_l", "_n", "in_spanish", "init_app", "language", "say"]

#: The languages of the pages, each by its own name; the first is the one for everybody new.
LANGUAGES = {"es": "Español", "en": "English"}

FIRST = "es"

log = logging.getLogger(__name__)

_FACT = re.compile(r"%\((\w+)\)")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")

#: Folders this process has compiled already, by the digest of what went in.
_compiled: dict[str, Path] = {}


def init_app(app: Flask) -> None:
    """Set the language of each answer by the visitor's cookie.

    Her browser is asked only by pages for strangers: at the desk Spanish is what everybody speaks.
    """
    folder = compiled(shipped("translations"), app.config["COOPSHOP"].instance / "translations")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, default_locale=FIRST, locale_selector=_chosen)
    app.jinja_env.globals["gettext"] = _in_templates(app.jinja_env.globals["gettext"])
    app.jinja_env.globals["languages"] = LANGUAGES
    app.jinja_env.globals["language"] = language


def _(message: str, **facts: object) -> str:
    """A message in the reader's language, its facts filled in."""
    return showing.one_stop(gettext(message, **facts))


def _in_templates(told: Any) -> Callable[..., str]:
    """The same for templates, which escape what they fill in."""

    @pass_context
    def gettext(context: Context, message: str, **facts: object) -> str:
        return showing.one_stop(told(context, message, **facts))

    return gettext


def in_spanish() -> AbstractContextManager[None]:
    """Words that are kept or sent are Spanish, whatever the reader at the desk has chosen."""
    forced: AbstractContextManager[None] = force_locale(FIRST)
    return forced


def language() -> str:
    """The code of the language in which this answer is written."""
    locale = get_locale()
    code: str = locale.language if locale else FIRST
    return code


def say(refused: Refused) -> str:
    """The sentence of a refusal, in the reader's language; days and months in its words."""
    facts = {name: _in_words(fact) for name, fact in refused.facts.items()}
    message = refused.to_her if refused.to_her and light.hers() else refused.message
    sentence: str = _(message) % facts
    return showing.one_stop(sentence)


def _in_words(fact: str) -> str:
    """A day or a month as the language writes it; everything else as it stands.

    A fact may be what somebody typed, so what only looks like a day is left alone.
    """
    try:
        if _DAY.fullmatch(fact):
            return _day(date.fromisoformat(fact))
        if _MONTH.fullmatch(fact):
            date.fromisoformat(f"{fact}-01")
            return showing.month(fact, language())
    except ValueError:
        return fact
    return fact


def _day(on: date) -> str:
    """A day as the pages around it say it."""
    if light.framed():
        return showing.near_day(on, today(), language())
    return showing.day(on, language())


def compiled(source: Path, target: Path) -> Path:
    """The folder with the compiled catalogues of `source`, made under `target` if it is not there.

    It is named by the digest of all .po files: what is there is never stale, and two workers that
    start together write the same bytes under other names before one of them comes last.
    """
    catalogs = sorted(source.glob("*/LC_MESSAGES/messages.po"))
    texts = {path: path.read_bytes() for path in catalogs}
    digest = hashlib.sha256(b"\0".join(texts.values())).hexdigest()[:16]
    if digest not in _compiled or not _compiled[digest].is_dir():
        folder = target / digest
        for path, text in texts.items():
            _compile(path.parent.parent.name, text, folder / path.relative_to(source))
        folder.mkdir(parents=True, exist_ok=True)
        _compiled[digest] = folder
    return _compiled[digest]


def _chosen() -> str:
    wanted = session.get("language")
    if wanted in LANGUAGES:
        return str(wanted)
    liked = request.accept_languages.best_match(LANGUAGES) if light.for_strangers() else None
    return liked or FIRST


def _compile(locale: str, text: bytes, po: Path) -> None:
    mo = po.with_suffix(".mo")
    if mo.exists():
        return
    catalog = read_po(io.BytesIO(text), locale=locale)
    for message in catalog:
        if message.id and not _can_be_filled_in(message):
            log.warning("left out, its facts cannot be filled in: %s %s", locale, message.id)
            message.string = ""
    mo.parent.mkdir(parents=True, exist_ok=True)
    fresh = mo.with_name(f"{mo.name}.{secrets.token_hex(4)}")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    os.replace(fresh, mo)


def _can_be_filled_in(message: Message) -> bool:
    """Whether a translation takes the facts of its original: a slip must not break a page."""
    originals = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    facts = dict.fromkeys((name for text in originals for name in _FACT.findall(text)), 0)
    said = message.string or ""
    translations = (said,) if isinstance(said, str) else tuple(said)
    try:
        [text % facts for text in (*originals, *translations)]
    except (KeyError, TypeError, ValueError):
        return False
    return True
