"""The light frame: whole pages in one answer, for a cheap telephone on a slow line.

`templates/light.html` writes its styles, drawings and scripts into the page itself. The browser
runs only those whose digest the answer's Content-Security-Policy names, so nothing else that might
get into a page is run.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app, g, request
from markupsafe import Markup

#: What every light page looks like; a page adds its own parts.
FRAME = ("tokens", "base", "parts/icon", "parts/money", "parts/actions", "light/frame")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\n\s*")


def init_app(app: Flask) -> None:
    """`inline_style("light/sum")` and `inline_script("listen")` for templates."""
    app.jinja_env.globals.update(inline_style=inline_style, inline_script=inline_script)


def inline_style(*parts: str) -> Markup:
    """The styles of the frame and of `parts` (files of static/css), for the head of a page."""
    text = _style(_folder(), (*FRAME, *parts))
    return Markup("<style>{}</style>").format(_noted("style", text))


def inline_script(name: str) -> Markup:
    """A small script of static/js, for the end of a page that does without it as well."""
    text = (_folder() / "js" / f"{name}.js").read_text("utf-8")
    return Markup("<script>{}</script>").format(_noted("script", text))


def policy(strict: str) -> str:
    """The Content-Security-Policy of this answer: `strict`, and what was written into the page."""
    inline: dict[str, list[str]] = g.get("inline", {})
    more = "".join(f"; {kind}-src 'self' {' '.join(them)}" for kind, them in inline.items())
    return strict + more


def for_everybody() -> bool:
    """Whether the page that was asked for is open to strangers (`access.open_to_all`)."""
    return _says("open_to_all")


def for_strangers() -> bool:
    """Whether those who come may speak any language: buyers, not members."""
    return for_everybody() and not _says("speaks_ours")


def framed() -> bool:
    """Whether who asks sees light pages: a stranger on a page for strangers, or a member."""
    return for_everybody() or hers()


def hers() -> bool:
    """Whether a member looks at a page of her own, where she is spoken to as *tú*."""
    return not for_everybody() and bool(getattr(g.get("user"), "member", None))


def _says(mark: str) -> bool:
    """What the view that was asked for says of itself."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), mark, False)


def _noted(kind: str, text: str) -> Markup:
    """Text that the browser may take from the page itself. Our own files only: as templates are."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    inline: dict[str, list[str]] = g.setdefault("inline", {})
    inline.setdefault(kind, []).append(f"'sha256-{digest}'")
    return Markup(text)  # noqa: S704


def _folder() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _style(folder: Path, parts: tuple[str, ...]) -> str:
    """The files one after the other, without what only we read."""
    files = ((folder / "css" / f"{part}.css").read_text("utf-8") for part in parts)
    return _INDENT.sub(
        "\n", _COMMENT.sub("", "@layer tokens, base, parts, print;" + "".join(files))
    )
