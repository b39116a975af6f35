"""The table of who gets what, and how it is walked: every address, as everybody.

`matrix.csv` has a line for each page and method. `asked` is what comes after the question mark (or
in the form); the other columns are what each one is answered:

* a status: 200 is shown, 302 and 303 lead on, 403 is not for her to do, 404 is not there for her,
  409 is refused, 422 is a slip that was not filled in (so she may hand it in);
* `in`: led to the door, to say who she is.

`hers` is a member where everything in the address is hers, `anothers` one where it is another's,
`phone` an enrolled telephone whose PIN was not typed, `stranger` anybody.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coopshop.access import permissions
from coopshop.web.work import kept
from tests.pages.addresses import EXAMPLES, SECRET, WORK
from tests.pages.entering import begin, let_in

FILE = Path(__file__).with_name("matrix.csv")

DESK = tuple(role for role in permissions.ROLES if role != "socia")
WHO = (*DESK, "hers", "anothers", "phone", "stranger")

#: Whose everything in the addresses is, and who looks at it.
SOCIAS = {"hers": "AW-01", "anothers": "AW-02"}

#: Who signs out, or changes what the others stand on, comes last.
LAST = {"access.sign_out": 2, "access.let_in": 1}

#: What a browser may keep: pictures of things, sounds, and what is the same for everybody.
KEPT = {
    *(
        "static",
        "web.stylesheet",
        "web.script",
        "catalog.photo",
        "orders.picture_by_link",
        "till.qr",
        "maker.sound",
    ),
}

#: Where one says who one is.
DOORS = {"/sign-in", "/yo/entrar"}


class Row(NamedTuple):
    """One line's page and method, and what is asked there."""

    page: str
    method: str
    asked: str = ""


Table = dict[Row, dict[str, str]]


def table() -> Table:
    """What everybody shall get."""
    with FILE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    found = dict(_keyed(lines))
    assert not (twice := doubled(row for row, _line in _keyed(lines))), f"two lines for {twice}"
    return {row: {who: line[who] for who in WHO} for row, line in found.items()}


def doubled(rows: Iterable[Row]) -> list[Row]:
    """Those that come more than once, were their lines the same: one of them is mended alone."""
    return [row for row, times in Counter(rows).items() if times > 1]


def _keyed(lines: list[dict[str, str]]) -> list[tuple[Row, dict[str, str]]]:
    return [(Row(line["page"], line["method"], line["asked"]), line) for line in lines]


def of_the_map(app: Flask) -> Iterator[Row]:
    """Every page and method that there is."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Row(rule.endpoint, method)


def line(row: Row, got: dict[str, str]) -> str:
    """A line as it stands in the file."""
    return ",".join((*row, *(got[who] for who in WHO)))


def client_of(app: Flask, who: str) -> FlaskClient:
    """Somebody's browser, and a work that she began (another's is another's)."""
    client = app.test_client()
    if who == "phone":
        client.set_cookie("coopshop-phone", SECRET)
    if who in ("phone", "stranger"):
        return client
    user, token = begin(app, who if who in DESK else "socia", SOCIAS.get(who))
    let_in(client, token)
    with app.app_context():
        owner = 0 if who == "anothers" else user
        work = kept.Work(WORK, "Lista", owner, "read_members", "/", kept.DONE, file="lista.csv")
        kept.keep(work)
        work.path.write_bytes(b"a\n")
    return client


def walk(
    app: Flask, who: str, rows: list[Row], named: dict[str, str]
) -> Iterator[tuple[Row, str, bytes]]:
    """What somebody gets for each row, and what she reads: first all pages, then all slips."""
    client = client_of(app, who)
    token = _token(client)
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    for row in sorted(rows, key=lambda row: (LAST.get(row.page, 0), row)):
        address = address_of(app, rules[row.page], row, named)
        if row.method == "GET":
            answer = client.get(f"{address}?{row.asked}" if row.asked else address)
        else:
            asked = dict(pair.split("=", 1) for pair in row.asked.split("&") if pair)
            answer = client.open(address, method=row.method, data={"csrf_token": token} | asked)
        assert row.page in KEPT or answer.headers["Cache-Control"] == "no-store", row
        led_in = answer.status_code == 302 and answer.location in DOORS
        yield row, "in" if led_in else str(answer.status_code), answer.data


def address_of(app: Flask, rule: Rule, row: Row, named: dict[str, str]) -> str:
    """An address that is there: of the table of examples, or with a one in every place."""
    given = dict.fromkeys(rule.arguments, 1) | EXAMPLES.get(rule.endpoint, {})
    values = {k: v.format(**named) if isinstance(v, str) else v for k, v in given.items()}
    with app.test_request_context():
        return app.url_for(row.page, _method=row.method, **values)


def _token(client: FlaskClient) -> str:
    """The token of any form that is shown to her."""
    for page in ("/password", "/sign-in"):
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).text)
        if found:
            return found[1]
    raise AssertionError("no form to take the token from")
