"""Styles, scripts and drawings, named by what is in them, so that a phone fetches each only once.

There is no build step. `css/coopshop.css` lists the style files in order, a script names those that
it needs by `import`, and the start reads each into one answer: on a slow line every request costs
a kilobyte of headers and a journey of its own. In debug mode that is done anew for every page.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for

STYLES = "css/coopshop.css"

#: Where styles, scripts and drawings are found: the same for everybody, whoever asks.
MAKES_PAGES = {"static", "web.stylesheet", "web.script"}

_STYLE = re.compile(r'@import url\("([^"]+)"\);\n?')
_SCRIPT = re.compile(r'^import (?:\{[^}]*\} from )?"([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=\w)", re.MULTILINE)


def init_app(app: Flask) -> None:
    """`{{ style_url() }}`, `{{ script_url("till") }}`, `{{ drawing_url("mark.svg") }}`."""
    urls = {"style_url": style_url, "script_url": script_url, "drawing_url": drawing_url}
    app.jinja_env.globals.update(urls)


def styles() -> tuple[str, str]:
    """All style files in one text, in the order of the list, and its digest."""
    if current_app.debug:
        _joined.cache_clear()
    return _joined(_folder())


def scripts() -> dict[str, tuple[str, str]]:
    """Each script of static/js with all that it imports in one text, and its digest."""
    if current_app.debug:
        scripts_of.cache_clear()
    return scripts_of(_folder() / "js")


def style_url() -> str:
    """Where the styles of today are found."""
    return url_for("web.stylesheet", digest=styles()[1])


def script_url(name: str) -> str:
    """Where a script of today is found; it is a module (`type="module"`), with names of its own."""
    return url_for("web.script", name=name, digest=scripts()[name][1])


def drawing_url(name: str) -> str:
    """Where a drawing of static/img is found."""
    drawing = f"img/{name}"
    return url_for("static", filename=drawing, v=_digest_of(_folder() / drawing))


def _folder() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _joined(folder: Path) -> tuple[str, str]:
    listed = folder / STYLES
    text = _STYLE.sub(
        lambda found: (listed.parent / found[1]).read_text("utf-8"), listed.read_text("utf-8")
    )
    return text, _digest(text.encode())


@cache
def scripts_of(folder: Path) -> dict[str, tuple[str, str]]:
    """Each script that lies in a folder itself, as it is sent; tests/house looks at them too."""
    joined = {path.stem: _with_imports(path, set()) for path in folder.glob("*.js")}
    return {name: (text, _digest(text.encode())) for name, text in joined.items()}


def _with_imports(path: Path, taken: set[Path]) -> str:
    """A script, and before it once each what it imports. tests/house holds all names apart."""
    path = path.resolve()
    if path in taken:
        return ""
    taken.add(path)
    text = path.read_text("utf-8")
    needed = (_with_imports(path.parent / found[1], taken) for found in _SCRIPT.finditer(text))
    return "".join(needed) + _EXPORT.sub("", _SCRIPT.sub("", text))


@cache
def _digest_of(path: Path) -> str:
    return _digest(path.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
