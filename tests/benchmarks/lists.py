"""Every list as a treasurer opens it, beside its own template filled with the same rows.

The bare side draws the page that the request has just drawn, from what it had fetched: no database,
no sums, no visitor to recognise. The other side is the whole request.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import Any

from flask import Flask, g, template_rendered

from coopshop import access, create_app
from coopshop.config import Config
from coopshop.db import db, transaction

from . import views
from .book import TODAY
from .cooperative import GROUP, HOTEL, MEMBERS, PLACE, PRODUCTS
from .measuring import Act

#: Every page that is one list, as far as it has an address of its own.
LISTS = {
    "sales": "/sales/",
    "to collect": "/sales/due",
    "a buyer's sales": f"/sales/buyers/{HOTEL}",
    "buyers": "/sales/buyers/",
    "documents": "/invoices/",
    "documents to register": "/invoices/to-register",
    "the book": "/ledger/",
    "an account of money": f"/ledger/accounts/earned/{MEMBERS[0]}",
    "an account of goods": f"/ledger/accounts/goods/shelf/{PLACE}",
    "members": "/members/",
    "products": "/catalog/",
    "prices": "/catalog/prices",
    "places": "/catalog/places",
    "deliveries": "/production/",
    "a member's deliveries": f"/production/?member={MEMBERS[0]}",
    "stock": "/inventory/",
    "a shelf": f"/inventory/places/{PLACE}",
    "a stock card": f"/inventory/places/{PLACE}/{PRODUCTS[0]}",
    "transfers": "/inventory/transfers/",
    "shrinkage and samples": "/inventory/adjustments/",
    "counts": "/inventory/counts/",
    "payouts made": "/payouts/made",
    "advances and deductions": "/payouts/debits/",
    "owed to the members": "/reports/members",
    "owed by buyers": "/reports/buyers",
    "stock at its value": "/reports/stock",
    "moves of the fund": f"/reports/fund/{GROUP}",
    "users": "/users/",
}


def open_pages(url: str, folder: Path) -> Flask:
    """The whole application on a book at a database's address."""
    settings = Config(folder, url, "of no use")
    at = datetime.combine(TODAY, time(15), UTC)
    return create_app(settings, clock=lambda: at)


@dataclass(frozen=True, slots=True)
class View:
    """One view of a list: the bare template filled with its rows, and the whole request."""

    what: str
    usual: bool
    bare: Act
    whole: Act


def acts(app: Flask, whole: Collection[str] = LISTS) -> Iterator[View]:
    """The usual view of each list, and after it the others of those that are looked at `whole`."""
    client = _signed_in(app)
    for name, address in LISTS.items():
        yield View(name, True, *_both(app, client, address))
        if name in whole:
            for what, other in views.of(lambda asked: client.get(asked).text, address):
                yield View(what, False, *_both(app, client, other))


def _both(app: Flask, client: Any, address: str) -> tuple[Act, Act]:
    kept = _Kept()
    with template_rendered.connected_to(kept, app):
        answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address}: {answer.status}")
    return _drawn(app, address, kept), _asked(client, address)


class _Kept:
    """Catches the template that a page was drawn with, what it was told, and what was looked up."""

    template: Any = None
    context: Mapping[str, Any] = MappingProxyType({})
    known: Mapping[Any, Any] = MappingProxyType({})

    def __call__(
        self, _sender: Flask, template: Any, context: dict[str, Any], **_more: Any
    ) -> None:
        self.template, self.context = template, dict(context)
        self.known = dict(db.session().info)


def _drawn(app: Flask, address: str, kept: _Kept) -> Act:
    def once() -> float:
        with app.test_request_context(address):
            g.user = kept.context["g"].user
            db.session().info.update(kept.known)
            start = perf_counter()
            kept.template.render({**kept.context, "g": g})
            return perf_counter() - start

    return once


def _asked(client: Any, address: str) -> Act:
    def once() -> float:
        start = perf_counter()
        client.get(address)
        return perf_counter() - start

    return once


def _signed_in(app: Flask) -> Any:
    with app.app_context():
        with transaction() as (session, at):
            facts = {
                "login": f"bench{len(access.users(session))}",
                "name": "Bench",
                "role": "administradora",
            }
            user = access.add_user(session, password_hash="none", **facts).id
            token = access.begin_visit(session, user, at=at)
        db.session.remove()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client
