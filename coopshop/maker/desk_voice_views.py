"""The recordings, at the desk: languages, their numbers, phrase by phrase."""

from datetime import datetime

from flask import Response, abort, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..web import DeskForm, Done, answer
from ..web.i18n import _
from . import voices
from .blueprint import bp, outside
from .voice_forms import NumbersForm, TongueForm, recording_form

#: Seconds for which a browser keeps a voice.
ONE_DAY = 86_400

#: What the browser may use on the page that records.
WITH_MICROPHONE = "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"


@outside("/voices")
@allowed("read_members")
def desk_voices() -> str:
    """Every language, and how much of it was recorded."""
    session = db.session()
    told = [
        (tongue, len(tongue.phrases) - len(_missing(session, tongue)), len(tongue.phrases))
        for tongue in voices.tongues(session)
    ]
    return render_template("maker/desk_voices.html", told=told)


@outside("/voices/new", "GET", "POST")
@allowed("keep_members")
def desk_new_tongue() -> ResponseReturnValue:
    """A language more."""
    form = TongueForm()

    def act(writing: Session, _at: datetime) -> Done:
        facts = form.facts()
        code = voices.add_tongue(writing, facts["code"].lower(), facts["name"]).code
        return Done(url_for(".desk_numbers", tongue=code), _("Now say how it counts."))

    return answer(form, act, "maker/desk_new_tongue.html")


@outside("/voices/<tongue>")
@allowed("read_members")
def desk_tongue(tongue: str) -> str:
    """Every phrase of a language: what is missing, what was recorded, what was taken back.

    Recorded before and not said any more, since the language counts otherwise: that is there too,
    because whose voice it is may want it deleted.
    """
    session = db.session()
    found = voices.tongue(session, tongue)
    kept, silenced = voices.recordings(session, tongue), voices.silenced(session, tongue)
    said = found.phrases
    page = {
        "kept": kept,
        "silenced": silenced,
        "unused": {phrase: one for phrase, one in (kept | silenced).items() if phrase not in said},
        "version": voices.version(session, tongue),
    }
    return render_template("maker/desk_tongue.html", tongue=found, **page)


@outside("/voices/<tongue>/numbers", "GET", "POST")
@allowed("keep_members")
def desk_numbers(tongue: str) -> ResponseReturnValue:
    """How a language says numbers."""
    found = voices.tongue(db.session(), tongue)
    told = found.numbers or abort(404)
    form = NumbersForm(
        data={
            "own": told.own,
            "steps": frozenset(told.steps),
            "silent": told.silent,
            "joined": told.joined,
            "coin_first": told.coin_first,
            "given_by": found.given_by,
        }
    )

    def act(writing: Session, _at: datetime) -> Done:
        voices.tell_numbers(writing, tongue, form.numbers(), form.given_by.data)
        return Done(url_for(".desk_tongue", tongue=tongue), _("It is written down."))

    return answer(form, act, "maker/desk_numbers.html", tongue=found)


@outside("/voices/<tongue>/phrases/<phrase>", "GET", "POST")
@allowed("keep_members")
def desk_record(tongue: str, phrase: str) -> ResponseReturnValue:
    """Record a phrase, or upload it; then the next one."""
    session = db.session()
    found = voices.tongue(session, tongue)
    words = found.phrases.get(phrase) or abort(404)
    form = recording_form(session, today(), voices.newest(session, tongue))

    def act(writing: Session, at: datetime) -> Done:
        sound, mimetype = form.facts()["sound"]
        facts = {"sound": sound, "mimetype": mimetype, "spoken": form.spoken}
        voices.record(writing, tongue, phrase, **facts, at=at, by=g.user.id)
        after = next((p for p in found.phrases if p in _missing(writing, found)), None)
        said = _("Kept: %(phrase)s", phrase=words)
        if after is None:
            return Done(url_for(".desk_tongue", tongue=tongue), said)
        return Done(url_for(".desk_record", tongue=tongue, phrase=after), said)

    page = {"tongue": found, "phrase": phrase, "words": words}
    page["kept"] = voices.kept(session, tongue, phrase)
    page["heard"] = voices.recording(session, tongue, phrase) is not None
    page["version"] = voices.version(session, tongue)
    response = make_response(answer(form, act, "maker/desk_record.html", **page))
    response.headers["Permissions-Policy"] = WITH_MICROPHONE
    return response


@outside("/voices/<tongue>/phrases/<phrase>/drop", "GET", "POST")
@allowed("keep_members")
def desk_drop_recording(tongue: str, phrase: str) -> ResponseReturnValue:
    """A recording is gone for good."""
    kept = voices.kept(db.session(), tongue, phrase) or abort(404)
    found = voices.tongue(db.session(), tongue)

    def act(writing: Session, _at: datetime) -> Done:
        voices.drop(writing, tongue, phrase)
        return Done(url_for(".desk_tongue", tongue=tongue), _("The recording is deleted."))

    page = {"tongue": found, "words": found.said(phrase), "kept": kept}
    return answer(DeskForm(), act, "maker/desk_drop_recording.html", **page)


@bp.get("/voz/<tongue>/<version>/<phrase>")
@allowed("come_in")
def sound(tongue: str, version: str, phrase: str) -> Response:
    """One phrase, for whoever is signed in; its address changes when anything of it does.

    A browser keeps it for a day at most: whose voice it is may take it back.
    """
    session = db.session()
    kept = voices.recording(session, tongue, phrase) or abort(404)
    response = Response(kept.sound, mimetype=kept.mimetype)
    response.set_etag(kept.sha256)
    response.cache_control.private = True
    if version == voices.version(session, tongue):
        response.cache_control.max_age = ONE_DAY
    response.accept_ranges = "bytes"
    return response.make_conditional(request, True, len(kept.sound))  # type: ignore[return-value]


def _missing(session: Session, tongue: voices.Tongue) -> set[str]:
    return voices.missing(session, tongue.code, tongue.phrases)
