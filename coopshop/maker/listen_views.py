"""In which language she listens."""

from typing import NamedTuple

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from ..access import allowed
from ..db import db
from ..domain.speech import Part
from ..web.pages import own_address
from . import listening, voices
from .blueprint import bp

bp.add_app_template_global(listening.of_account, "spoken_account")
bp.add_app_template_global(listening.of_payment, "spoken_payment")


class Button(NamedTuple):
    """What the button on a page carries: a sentence, or recordings below an address."""

    sentence: str
    base: str
    clips: str
    others: tuple[voices.Tongue, ...]


@bp.app_template_global()
def listen(parts: list[Part]) -> Button:
    """How a text is read to who is looking."""
    known = db.session()
    found = listening.heard(known, parts, g.user.member, session.get("voice"))
    if found.tongue is None:
        return Button(found.sentence, "", "", found.others)
    code = found.tongue.code
    version = voices.version(known, code)
    base = url_for("maker.sound", tongue=code, version=version, phrase="")
    return Button(found.sentence, base, " ".join(found.clips), found.others)


@bp.post("/voz")
@allowed("read_own")
def choose_voice() -> ResponseReturnValue:
    """Keep the language of the voice in her cookie, and go back to where she was."""
    wanted = request.form.get("voice", "")
    if wanted in {tongue.code for tongue in voices.tongues(db.session())}:
        session["voice"] = wanted
    return redirect(own_address(request.form.get("back", "")), 303)
