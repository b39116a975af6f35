"""The lists of documents: every paper, and those that the portal has not numbered yet."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from .. import sales
from ..access.doors import way
from ..web.i18n import _, _l
from ..web.listing import Coded, Column, Elsewhere, Listing, Selected, hidden
from ..web.names import called
from . import sunat_said
from .models import Document
from .sought import Named
from .sunat_words import sunat_words


class buyer_name(sa.sql.functions.FunctionElement[str]):  # noqa: N801 - an SQL function
    """The name in the frozen data of a buyer; nothing once they were forgotten."""

    type = sa.Text()
    inherit_cache = True


@compiles(buyer_name, "sqlite")
def _on_sqlite(element: buyer_name, compiler: Any, **more: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **more)}, '$.name')"


@compiles(buyer_name, "postgresql")
def _on_postgresql(element: buyer_name, compiler: Any, **more: Any) -> str:
    return f"(CAST({compiler.process(element.clauses, **more)} AS json) ->> 'name')"


def _name(row: Any) -> str:
    return f"{called(row.kind)} {row.series}-{row.number}"


def _sale(row: Any) -> str:
    return way("sales.show", code=row.sale)


def _worth(row: Any) -> str:
    if row.void:
        return _("Void")
    if getattr(row, "sunat", None):
        return row.sunat[0]
    return _("With tax value") if row.fiscal else _("Our own paper")


def _mark(row: Any) -> str:
    if row.void:
        return "no"
    if getattr(row, "sunat", None):
        return row.sunat[1]
    return "yes" if row.fiscal else ""


def _id(row: Any) -> str:
    return f"{row.kind}-{row.series}-{row.number}"


def _columns(endpoint: str) -> tuple[Column, ...]:
    return (
        Column(
            "entry",
            _l("Document"),
            "code",
            words=_name,
            way=lambda row: way(endpoint, document=_id(row)),
            filled=True,
        ),
        Column("on", _l("Day"), "day"),
        Column("buyer", _l("Buyer")),
        Column("sale", _l("Sale"), "code", way=_sale, filled=True),
        Column(
            "total",
            _l("Total"),
            "money",
            total=True,
            measure="currency",
            filled=True,
            quiet=True,
            by="said",
        ),
        Column(
            "fiscal",
            _l("Value"),
            words=_worth,
            mark=_mark,
            sort=False,
        ),
        Column(
            "pdf",
            _l("PDF"),
            words=lambda _row: "PDF",
            way=lambda row: url_for("invoices.pdf", document=_id(row)),
            sort=False,
            written=False,
        ),
        *hidden("kind", "series", "number", "currency", "void", "said", "buyer_code"),
    )


_KEY = ("entry", "kind", "series", "number")

#: By the name that the buyer has today: the frozen ones lie inside of each document.
_BUYERS = Elsewhere("buyer_code", sa.select(sales.Buyer.code), sales.Buyer.name)
_SEARCH = (Named(), Coded("sale", sa.select(sales.Sale.code), "sale"), _BUYERS)

DOCUMENTS = Listing(
    _l("Documents"),
    *_columns("invoices.show"),
    key=_KEY,
    day="on",
    search=_SEARCH,
    order="-on",
    period="month",
)

#: The oldest first: in this order they are typed into the portal.
TO_REGISTER = Listing(
    _l("To be numbered"),
    *_columns("invoices.register"),
    key=_KEY,
    day="on",
    search=_SEARCH,
    order="on",
)


def listed(documents: sa.Select[Any]) -> Selected:
    """What a list says of documents; one of an undone sale comes to nothing."""
    undone = sa.exists().where(sales.Undone.sale == Document.sale)
    name = (Document.entry, Document.kind, Document.series, Document.number)
    total = sa.case((undone, 0), else_=Document.total).label("total")
    said = (Document.on, Document.sale, total, Document.currency, Document.fiscal)
    buyer = (buyer_name(Document.buyer).label("buyer"), sales.Sale.buyer.label("buyer_code"))
    rest = (*buyer, Document.total.label("said"), undone.label("void"))
    query = documents.with_only_columns(*name, *said, *rest)
    return query.join(sales.Sale, sales.Sale.code == Document.sale)


def with_sunat(session: Session, rows: Sequence[Any]) -> Iterator[Any]:
    """The rows of a page with what SUNAT said of each (words, kind of sign), where it did."""
    keys = [(row.kind, row.series, row.number) for row in rows if row.fiscal]
    words = sunat_said.words_on(session, keys) if keys else {}
    for row in rows:
        said = words.get((row.kind, row.series, row.number))
        yield SimpleNamespace(**row._mapping, sunat=_in_short(row, said) if said else None)


def _in_short(row: Any, said: Sequence[sunat_said.SunatSaid]) -> tuple[str, str]:
    """How it stands with SUNAT, as short as a cell; observations are told on its own page."""
    sunat = sunat_said.at_sunat(said)
    if sunat.good:
        return _("Accepted by SUNAT"), "yes"
    return sunat_words(row.kind, row.series, sunat)
