"""What strangers try that is not there, counted by place: guessing and flooding have an end.

Counted in the memory of each process. To write a line for every try would give a flood the one
thing of which there is only one: the lock for writing. Several processes allow several times as
much, and a restart forgets; against codes of 40 to 60 bits neither matters.

Only what is wrong is counted, and a page whose address is right is shown to any place, however much
was tried from it: many buyers share the connection of a telephone network. But where one and the
same thing was tried too often, even the right code waits there: else it could be guessed.
"""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from time import monotonic

from flask import Flask, Response, current_app, make_response
from werkzeug.exceptions import TooManyRequests

from .light import for_everybody
from .places import place

#: What `places.place` calls all of these pages together.
DOOR = "pages for everybody"

NOT_FOUND = 404

#: Seconds from the first wrong try on; then a place begins anew.
WATCHED = 15 * 60

#: Wrong addresses from one place: closed links that many still have, slips of the finger.
MOST_OF_A_PLACE = 100

#: Wrong codes for one paper, lot or page of the book from one place.
MOST_OF_A_THING = 10

#: So many places are remembered, and so many things: 6 MB at most. Then the one that began first
#: is forgotten; whoever makes up so many things to have ten more tries at one has little of it.
MOST_KEPT = 10_000


class Tally:
    """How often something happened since it began, for `MOST_KEPT` names at most."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._counts: OrderedDict[bytes, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, name: str, at: float) -> int:
        """Once more; gives how often it is by now."""
        with self._lock:
            since, count = self._fresh(name, at) or (at, 0)
            self._counts[_key(name)] = since, count + 1
            if len(self._counts) > self._most:
                self._counts.popitem(last=False)
            return count + 1

    def of(self, name: str, at: float) -> int:
        """How often so far."""
        with self._lock:
            return (self._fresh(name, at) or (at, 0))[1]

    def _fresh(self, name: str, at: float) -> tuple[float, int] | None:
        """What is kept of a name, unless it began too long ago."""
        found = self._counts.get(_key(name))
        if found and at - found[0] >= WATCHED:
            del self._counts[_key(name)]
            return None
        return found


class Misses:
    """What one process knows: the wrong addresses of each place, the wrong codes of each thing."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.places, self.things, self.clock = Tally(), Tally(), clock


def init_app(app: Flask) -> None:
    """Count what is not there on pages for everybody; after too much of it say only that."""
    app.extensions["misses"] = Misses()
    app.after_request(_counted)


def still_open(thing: str) -> None:
    """Before a code is compared: 429 where too many wrong ones were tried for this thing."""
    known = _misses()
    if known.things.of(_tried(thing), known.clock()) >= MOST_OF_A_THING:
        raise _too_many()


def wrong_code(thing: str) -> None:
    """One more wrong code for a thing, whether there is such a thing or not."""
    known = _misses()
    known.things.add(_tried(thing), known.clock())


def _counted(response: Response) -> Response:
    if response.status_code != NOT_FOUND or not for_everybody():
        return response
    known = _misses()
    if known.places.add(place(DOOR), known.clock()) <= MOST_OF_A_PLACE:
        return response
    return make_response(current_app.handle_user_exception(_too_many()))


def _too_many() -> TooManyRequests:
    return TooManyRequests(retry_after=WATCHED)


def _tried(thing: str) -> str:
    return f"{place(DOOR)} {thing}"


def _misses() -> Misses:
    misses: Misses = current_app.extensions["misses"]
    return misses


def _key(name: str) -> bytes:
    """As long for a short name as for one of a megabyte."""
    return blake2b(name.encode(errors="surrogatepass"), digest_size=16).digest()
