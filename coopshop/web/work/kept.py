"""Where each work stands, in a file of its own: written whole or not at all, read by any process.

Who does it holds a lock on a second file as long as the process lives; so a work that claims to be
under way and is not held by anybody was interrupted. Beginning, ending and throwing away are done
by one process at a time (`alone`), so that nobody finds a work half begun or half gone.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock
from time import sleep, time
from typing import NamedTuple

from flask import current_app

try:
    import fcntl
except ImportError:  # Windows, where one process serves
    HELD_BY_FILES = False
else:
    HELD_BY_FILES = True

#: Seconds after which a finished work and its file are thrown away.
KEPT_FOR = 86_400

WAITING, RUNNING, DONE = "waiting", "running", "done"
REFUSED, BROKEN, INTERRUPTED = "refused", "broken", "interrupted"

_NAME = re.compile(r"[0-9a-f]{32,64}")

#: The works that this process has begun and not ended, with what it holds of each.
_held: dict[str, int] = {}


class Made(NamedTuple):
    """A file to take away; without content it was written to `progress.path`."""

    name: str
    mimetype: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """How far a work is. `right` is what its page asks for, `owner` whose it is."""

    id: str
    title: str
    owner: int
    right: str
    back: str
    state: str = WAITING
    done: int = 0
    whole: int = 0
    words: str = ""
    #: What came of it: a page and a sentence, or the name and kind of a file.
    location: str = ""
    said: str = ""
    file: str = ""
    mimetype: str = ""

    @property
    def under_way(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in (WAITING, RUNNING)

    @property
    def path(self) -> Path:
        """Where the file that it makes lies."""
        return folder() / f"{self.id}.made"


def folder() -> Path:
    """Where works are kept: in the instance folder, readable by its owner only."""
    found = _where()
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def _where() -> Path:
    place: Path = current_app.config["COOPSHOP"].instance / "work"
    return place


def keep(work: Work) -> None:
    """Write down where a work stands."""
    path = folder() / f"{work.id}.json"
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    fresh.write_text(json.dumps(asdict(work), ensure_ascii=False), "utf-8")
    os.replace(fresh, path)


def find(name: str) -> Work | None:
    """A work by its name; one that nobody does any more was interrupted."""
    path = folder() / f"{name}.json"
    work = _read(path) if _NAME.fullmatch(name) else None
    if work and work.under_way and not _is_held(name):
        work = _read(path)  # it may have ended between the two looks
        return replace(work, state=INTERRUPTED) if work and work.under_way else work
    return work


@contextmanager
def alone() -> Iterator[None]:
    """For moments only: no other thread or process begins, ends or throws away a work meanwhile."""
    with _alone:
        if not HELD_BY_FILES:
            yield
            return
        with (folder() / "alone").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


_alone = Lock()


def hold(name: str) -> bool:
    """Say that this process does a work, until `let_go` or its end; False where another does.

    Called `alone`, together with the first `keep`: whoever is told False finds the work's page.
    """
    if name in _held:
        return False
    if not HELD_BY_FILES:
        _held[name] = -1
        return True
    descriptor = os.open(folder() / f"{name}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    if not _locked(descriptor):
        os.close(descriptor)
        return False
    _held[name] = descriptor
    return True


def _locked(descriptor: int) -> bool:
    """Whether it could be locked; who only looks in (`_is_held`) is gone in a moment."""
    for _try in range(5):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(0.01)
        else:
            return True
    return False


def let_go(name: str) -> None:
    """Say that it is ended."""
    with alone():
        descriptor = _held.pop(name)
        if HELD_BY_FILES:
            (folder() / f"{name}.lock").unlink(missing_ok=True)
            os.close(descriptor)


def throw_old_away() -> None:
    """Forget what was ended a day ago: the files name people and their money."""
    for path in _where().glob("*.json"):
        if _is_old(path):
            with alone():
                _throw_away(path)


def _throw_away(path: Path) -> None:
    """Unless it was begun anew since somebody saw that it is old."""
    if _is_old(path) and not _is_held(path.stem):
        for left in path.parent.glob(f"{path.stem}.*"):
            left.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    try:
        return age(path) > KEPT_FOR
    except FileNotFoundError:  # another process was quicker
        return False


def age(path: Path) -> float:
    """Seconds since a file was written."""
    return time() - path.stat().st_mtime


def _read(path: Path) -> Work | None:
    try:
        return Work(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:  # never begun, or thrown away
        return None


def _is_held(name: str) -> bool:
    if name in _held:
        return True
    if not HELD_BY_FILES:
        return False
    try:
        with (folder() / f"{name}.lock").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:  # it ended
        return False
    except BlockingIOError:
        return True
    return False
