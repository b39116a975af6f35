"""Lists: they sort, sift by words and days, leaf by key, and go out as files.

A list is declared once, beside the room's views. Its columns bear the names of what the query
selects:

    DELIVERIES = Listing(
        _l("Deliveries"),
        Column("lot", _l("Lot"), "code", way=lambda row: way("production.show", lot=row.lot)),
        Column("on", _l("Day"), "day"),
        Column("name", _l("Who")),
        pieces("accepted", _l("Taken in"), total=True),
        *hidden("entry", "unit", "parts"),
        key="entry",                # what makes a row unique: whole numbers, codes or days
        day="on",                   # the column that days are chosen by
        search=("lot", "name"),     # the columns that are looked through
        order="-on",                # the newest first
        period="month",             # what is shown unasked: the newest month that has rows
    )

    @bp.get("/")
    @allowed("read_production")
    def index() -> ResponseReturnValue:
        query = sa.select(Delivery.lot, Delivery.on, Member.name, …).join(…)
        return DELIVERIES.answer("production/index.html", query, today=today())

and in the page, `{% from "ui/listing.html" import listing %}`:

    {{ listing(list, empty=_("Nobody brought anything yet.")) }}

That is all. `answer` gives the page, or the CSV or XLSX that was asked for, to whoever may open the
page. Rows that are computed instead of selected go in as a list: `answer(template, rows, …)`; any
objects whose attributes bear the names of the columns (a NamedTuple, a dataclass) will do.

* Other words of the address that the page reads by itself are kept by naming them:
  `answer(…, keep=("member",))`.
* A page that has a form as well calls `read` and hands on what it gives:
  `leaf = CLOSED.read(rows, today=today())`, then `if leaf.file: return leaf.file`, then
  `answer(form, act, "ledger/months.html", list=leaf)`.
* What is too dear for every row is added to those of one page (or of a thousand lines of a file) by
  `finish(session, rows)`: it gives the rows again, with the columns that the query has not.
* Everything stands in the address, so that it can be kept, sent and gone back to.
* `period="all"`: what is short or open (members, what is due) is shown whole.
* Sums are those of all pages. More than 1,000 rows are added up only when asked for, by a link;
  where even finding them is dear, `cheap=PAGE` rows.
* What is looked for is found whatever its accents and capitals, anywhere in a column; all words
  must be found, each in any column. A list that grows without end looks for names `Elsewhere`
  (listing/seeking.py) and for codes by an index, `Coded("code", sa.select(Sale.code), "sale")`
  (listing/coded.py).
* Up to 2,000 rows stand in any order. Of more, only those columns are ways to sort for which the
  database keeps an index that ends with the key, `indexed=("total",)`, or that are a key by
  themselves, `unique=("code",)`; so is the usual order. Fewer days make fewer rows.
* Rows that are not found by their day but by another key that grows with it name that:
  `along=("entry", ledger.span)`.
* `answer(…, within={"member": "AW-03"})`: only the rows of one member, who may have very many.
"""

from .coded import LAST_SIGN, Coded, Numbered, begins, number_of
from .columns import Column, Measure, hidden, pieces
from .page import Listing
from .seeking import Elsewhere
from .sifting import PAGE, Selected

__all__ = [
    "LAST_SIGN",
    "PAGE",
    "Coded",
    "Column",
    "Elsewhere",
    "Listing",
    "Measure",
    "Numbered",
    "Selected",
    "begins",
    "hidden",
    "number_of",
    "pieces",
]
