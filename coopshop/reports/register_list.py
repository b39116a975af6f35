"""The sales register as a list: what stands of each document on the page and in a file."""

from collections.abc import Iterator
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

from ..access.doors import way
from ..domain import showing
from ..domain.at_sunat import AtSunat
from ..domain.days import month_of
from ..domain.errors import N_
from ..invoices.sunat_words import in_a_word
from ..web.i18n import _, _l, language
from ..web.listing import Column, Listing, hidden
from ..web.names import called
from .book import Book
from .papers import ELSEWHERE, NO_SALE, REPLACED, UNDONE, WORTHLESS, Line

#: Why a document comes to nothing.
WHY = {
    UNDONE: N_("Its sale was undone"),
    REPLACED: N_("In its place: %(document)s"),
    WORTHLESS: N_("Worth nothing, and nothing in its place"),
    NO_SALE: N_("Number of no sale of ours"),
    ELSEWHERE: N_("Counts in %(month)s"),
}


def book_of(book: Book) -> Listing:
    """The list of a month's documents; a file has a column for each kind of operation in it."""
    return Listing(
        _("Sales book of %(month)s", month=book.month),
        Column("number", _l("Document"), words=_document, way=_to_document, sort=False),
        Column("on", _l("Day"), "day"),
        Column("buyer", _l("Buyer")),
        Column("buyer_number", _l("Identity document"), "code", paged=False),
        *(_only_in_files(kind) for kind in book.kinds),
        Column("igv", _l("IGV"), "money", total=True, quiet=True),
        Column("total", _l("Total"), "money", total=True),
        Column("why", _l("State"), words=_state, sort=False),
        Column("sunat", _l("SUNAT"), words=_sunat, mark=_sign, sort=False),
        *hidden("kind", "series", "id", "sale"),
        key=("kind", "series", "number", "id"),
        search=("buyer", "buyer_number", "series", "number", "sale"),
        order="on",
    )


def _only_in_files(kind: str) -> Column:
    """On the page there is room for IGV and total, and the kinds are added up above."""
    return Column(kind, called(kind), "money", total=True, paged=False)


def documents(book: Book, *, taxed: bool = False) -> Iterator[Any]:
    """Its rows; of those with tax value only, if they are wanted."""
    for line in book.lines:
        if line.fiscal or not taxed:
            sums = asdict(line.sums) | {"total": line.sums.total}
            own = {name: getattr(line, name) for name in _OWN}
            yield SimpleNamespace(**own, **sums, why=_why(line, book.month), sunat=_said(line))


_OWN = ("kind", "series", "number", "id", "on", "sale", "buyer", "buyer_number")


def _why(line: Line, month: str) -> str:
    """Why it comes to nothing, or on which paper it counts."""
    if line.why:
        counts = showing.month(month_of(line.counted_on), language()) if line.counted_on else ""
        document = "{1}-{2}".format(*line.instead) if line.instead else ""
        return _(WHY[line.why], document=document, month=counts)
    if line.counted_on and month_of(line.on) != month:
        return _("Counts on %(day)s", day=showing.day(line.counted_on, language()))
    if not line.series:
        return _("Without a document that is good")
    return "" if line.fiscal else _("Our own paper")


def _said(line: Line) -> tuple[str, str]:
    """What SUNAT said of it, and the kind of its sign."""
    if not line.fiscal or line.why == NO_SALE:
        return "", ""
    return in_a_word(line.kind, line.series, line.sunat or AtSunat())


def _state(row: Any) -> str:
    return row.why


def _sunat(row: Any) -> str:
    return row.sunat[0]


def _sign(row: Any) -> str:
    return row.sunat[1]


def _document(row: Any) -> str:
    if row.series:
        return _name(row.kind, row.series, row.number)
    return _("Return of %(sale)s", sale=row.sale) if row.kind else _("Sale %(sale)s", sale=row.sale)


def _name(kind: str, series: str, number: int) -> str:
    return f"{called(kind)} {series}-{number}"


def _to_document(row: Any) -> str:
    if row.series:
        return way("invoices.show", document=row.id)
    return way("sales.show", code=row.sale)
