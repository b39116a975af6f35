"""Several processes that begin at the same moment, as the workers of a server do."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any, NamedTuple

from flask import Flask

from coopshop.db import db
from tests import databases

#: Forked, so that nothing has to be imported again; each opens the database for itself.
processes = get_context("fork")

#: Longer than any of these takes, shorter than anybody's patience.
PATIENCE = 60

#: Opens the application once more, in another process.
Open = Callable[[], Flask]


class Raised(NamedTuple):
    """What a process could not do: the name of the error and what it says."""

    name: str
    said: str


def at_once(app: Flask, count: int, act: Callable[[int], Any]) -> list[Any]:
    """Let `count` processes do `act(number)` at once; gives their answers, or what they raised."""
    reopen, gate, answers = _let_go(app), processes.Barrier(count), processes.SimpleQueue()

    def run(number: int) -> None:
        try:
            with reopen().app_context():
                gate.wait(PATIENCE)
                answers.put((number, act(number)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test wants to see it
            answers.put((number, Raised(type(error).__name__, str(error))))

    started = [_started(run, number) for number in range(count)]
    answered = dict(answers.get() for _ in started)
    for process in started:
        process.join(PATIENCE)
    return [answered[number] for number in range(count)]


def killed_after(app: Flask, count: int, act: Callable[[], Any]) -> list[Any]:
    """Let a process do `act()` on and on, and kill it when it has told `count` answers.

    Gives all that it told.
    """
    reopen, (told, tell) = _let_go(app), processes.Pipe(duplex=False)

    def run() -> None:
        with reopen().app_context():
            while True:
                tell.send(act())

    process = _started(run)
    tell.close()
    answers = [told.recv() for _ in range(count)]
    os.kill(process.pid, signal.SIGKILL)
    try:
        while True:
            answers.append(told.recv())
    except EOFError:
        process.join(PATIENCE)
    return answers


def _let_go(app: Flask) -> Open:
    """A connection must not be shared with a forked process."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    clock = app.extensions["clock"]
    databases.let_go(app)
    return lambda: databases.open_shop(url, clock)


def _started(run: Callable[..., None], *values: Any):
    process = processes.Process(target=run, args=values)
    process.start()
    return process
