"""Styles and scripts, named by what is in them, so that a phone fetches each only once.

There is no build step: `css/coopshop.css` lists the style files in order, and the start reads them
into one answer. In debug mode that is done anew for every page.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for

STYLES = "css/coopshop.css"

_IMPORT = re.compile(r'@import url\("([^"]+)"\);\n?')


def init_app(app: Flask) -> None:
    """`{{ style_url() }}` and `{{ script_url("once") }}` for the layout."""
    app.jinja_env.globals.update(style_url=style_url, script_url=script_url)


def styles() -> tuple[str, str]:
    """All style files in one text, in the order of the list, and its digest."""
    if current_app.debug:
        _joined.cache_clear()
    return _joined(_folder())


def style_url() -> str:
    """Where the styles of today are found."""
    return url_for("web.stylesheet", digest=styles()[1])


def script_url(name: str) -> str:
    """Where a script of static/js is found."""
    script = f"js/{name}.js"
    return url_for("static", filename=script, v=_digest_of(_folder() / script))


def _folder() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _joined(folder: Path) -> tuple[str, str]:
    listed = folder / STYLES
    text = _IMPORT.sub(
        lambda found: (listed.parent / found[1]).read_text("utf-8"), listed.read_text("utf-8")
    )
    return text, _digest(text.encode())


@cache
def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
