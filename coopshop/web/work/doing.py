"""Doing long work: a thread with the application, the person and the language of the request."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Semaphore, Thread
from time import monotonic
from typing import Any

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from ...domain.errors import Refused
from ..i18n import say
from ..once import Done
from .kept import (
    BROKEN,
    DONE,
    REFUSED,
    RUNNING,
    Made,
    Work,
    age,
    alone,
    find,
    hold,
    keep,
    let_go,
    throw_old_away,
)

#: Seconds between two notes of how far a work is.
PAUSE = 0.3

#: As `fresh` for what somebody asks for once more because it did not come, and wants no other.
A_MINUTE = 60.0

_turn = Semaphore()


class Progress:
    """Told how far the work is: `progress(3, 22, "Rosa")`. May be called for every row."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._noted = 0.0

    def __call__(self, done: int, whole: int, words: str = "") -> None:
        if monotonic() - self._noted < PAUSE and done < whole:
            return
        self._noted = monotonic()
        self.work = replace(self.work, done=done, whole=whole, words=words)
        keep(self.work)

    @property
    def path(self) -> Path:
        """Where to write a file that is too large for memory."""
        return self.work.path


#: What a work does.
Run = Callable[[Progress], Made | Done]


def begin(
    title: str, run: Run, *, back: str, key: str = "", anew: bool = False, fresh: float = 0
) -> ResponseReturnValue:
    """Begin a work and lead to its page; `back` is where to go when it comes to nothing.

    The same `key` of the same person leads to the work that it began before. `anew`: only as long
    as that one is under way, or has made its file in the last `fresh` seconds; later the same is
    done again. Whoever says `fresh` has all in `key` that the file may change with.
    """
    right = getattr(current_app.view_functions[request.endpoint or ""], "right", "come_in")
    work = Work(_named(key), title, g.user.id, right, back)
    throw_old_away()
    if _taken_on(work, anew, fresh):
        _start(work, run)
    return redirect(url_for("access.work", name=work.id), 303)


def _taken_on(work: Work, anew: bool, fresh: float) -> bool:
    """Whether it is ours to do now; either way its page is there already."""
    with alone():
        known = find(work.id)
        ours = (known is None or (anew and _is_over(known, fresh))) and hold(work.id)
        if ours:
            keep(work)
    return ours


def _is_over(known: Work, fresh: float) -> bool:
    """Whether it need not be waited for, and what it made is not fresh any more."""
    return not (known.under_way or (known.path.exists() and age(known.path) < fresh))


def _start(work: Work, run: Run) -> None:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    place = {"path": request.path, "base_url": request.root_url}
    facts = (app, place, g.user, session.get("language"), work, run)
    Thread(target=_in_turn, args=facts, daemon=True).start()


def _named(key: str) -> str:
    """A name that nobody guesses, or the one that this person's key has."""
    if not key:
        return secrets.token_hex(16)
    secret = current_app.config["SECRET_KEY"]
    return hashlib.sha256(f"{secret}\0{g.user.id}\0{key}".encode()).hexdigest()


def _in_turn(
    app: Flask, place: dict[str, Any], user: Any, language: str | None, work: Work, run: Run
) -> None:
    with app.test_request_context(**place):
        g.user = user
        if language:
            session["language"] = language
        try:
            with _turn:
                _do(work, run)
        finally:
            let_go(work.id)


def _do(work: Work, run: Run) -> None:
    """A bug of ours falls into the server's log; the page says that it came to nothing."""
    progress = Progress(replace(work, state=RUNNING))
    keep(progress.work)
    ended = replace(work, state=BROKEN)
    try:
        ended = _ended(progress, run(progress))
    except Refused as refused:
        ended = replace(work, state=REFUSED, said=say(refused))
    finally:
        keep(ended)


def _ended(progress: Progress, outcome: Made | Done) -> Work:
    work = replace(progress.work, state=DONE, done=progress.work.whole)
    if isinstance(outcome, Done):
        return replace(work, location=outcome.location, said=outcome.said)
    if outcome.content is not None:
        progress.path.write_bytes(outcome.content)
    return replace(work, file=outcome.name, mimetype=outcome.mimetype)
