"""Answers in words travel compressed: on a slow line a page of 40 kB is 6 kB.

Compression can betray a secret to who sees the length of our answers and puts guesses into them
(BREACH). Three things stand against that. A form or script of another site cannot come in with
the visitor's cookie (SameSite=Lax), so its guesses meet no secret. A page that another site leads
to openly, which does bring the cookie, goes uncompressed. And the length of every page with
a secret in it is blurred by up to a hundred bytes that mean nothing.
"""

import gzip
import io
import secrets
from functools import lru_cache

from flask import Flask, Response, request

from .assets import MAKES_PAGES

#: Shorter ones fit into one packet as they are.
LEAST = 600

#: Level 6 takes a tenth of a millisecond for a page; what is kept is worth the best.
QUICK, BEST = 6, 9

BLUR = 100

WORDS = {"application/javascript", "application/json", "application/xml", "image/svg+xml"}

#: No content, a part of a file, nothing new.
AS_THEY_ARE = (204, 206, 304)


def init_app(app: Flask) -> None:
    """Compress what is worth it, for browsers that say they can read it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.status_code in AS_THEY_ARE or not _in_words(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or _led_here_by_others():
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < LEAST:
        return response
    for_all = request.endpoint in MAKES_PAGES
    response.set_data(_kept(body) if for_all else _blurred(body))
    response.headers["Content-Encoding"] = "gzip"
    tag, _weak = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)  # the same words, other bytes
    return response


def _in_words(response: Response) -> bool:
    """Text at hand: no picture, no PDF, nothing still being written, nothing done already."""
    mimetype = response.mimetype or ""
    at_hand = not response.is_streamed or request.endpoint == "static"
    words = mimetype.startswith("text/") or mimetype in WORDS
    return words and at_hand and "Content-Encoding" not in response.headers


def _led_here_by_others() -> bool:
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


@lru_cache(maxsize=64)
def _kept(body: bytes) -> bytes:
    """Styles, scripts, drawings: the same for everybody, so compressed once."""
    return gzip.compress(body, BEST, mtime=0)


def _blurred(body: bytes) -> bytes:
    """Compressed, with a file's name of random length in the head, which browsers pass over."""
    squeezed = io.BytesIO()
    name = "a" * secrets.randbelow(BLUR)
    with gzip.GzipFile(name, "wb", QUICK, squeezed, mtime=0) as file:
        file.write(body)
    return squeezed.getvalue()
