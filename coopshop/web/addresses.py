"""What may stand in an address: numbers that a database can hold, words without hidden signs."""

import re

from flask import Flask, current_app, request
from werkzeug.routing import BaseConverter, IntegerConverter, Map

#: The largest whole number of both databases.
LARGEST = 2**63 - 1

_HIDDEN = re.compile(r"[\x00-\x1f\x7f]")


class Number(IntegerConverter):
    """`<int:number>`, as far as there can be such a row."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


class Word(BaseConverter):
    """`<code>`: one part of an address."""

    regex = r"[^/\x00-\x1f\x7f]+"
    part_isolating = True


class Words(BaseConverter):
    """`<path:name>`: several parts."""

    regex = r"[^/\x00-\x1f\x7f][^\x00-\x1f\x7f]*"
    weight = 200
    part_isolating = False


def init_app(app: Flask) -> None:
    """Read every address this way; what does not fit leads to no page."""
    app.url_map.converters |= {"int": Number, "default": Word, "string": Word, "path": Words}


def asked_number(name: str) -> int | None:
    """A number after the question mark: `?before=4501`; None when it is no such number."""
    typed = request.args.get(name, "")
    number = int(typed) if re.fullmatch("[0-9]{1,19}", typed) else None
    return number if number is not None and number <= LARGEST else None


def asked_word(name: str) -> str | None:
    """A word after the question mark: `?member=AW-03`; None when there is none to be read."""
    typed = request.args.get(name, "")
    return None if not typed or _HIDDEN.search(typed) else typed


def outside(address: str) -> str:
    """An address of ours as buyers reach it: by our public name, or by the one it was asked by."""
    public: str = current_app.config["COOPSHOP"].public_url
    if public:  # which names the prefix of practice already
        return public + address.removeprefix(request.script_root)
    return f"{request.host_url.rstrip('/')}{address}"
