"""`figures.csv`: every figure that the assembly may ask for, in long form, each from rows and book.

What happened is counted by business day where it is about months (R11), and by the order of
recording where it is about stock and balances (R1): those stand as they were at the year's end.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from .figure_members import member_figures
from .figure_sales import month_figures, receivables, year_figures
from .figure_stock import loss_figures, product_figures, stock_figures
from .span import Figure, Span, span_of

HEADER = ("metric", "key1", "key2", "value", "unit")


def figures(session: Session, year: int) -> tuple[tuple[str, ...], Iterator[Figure]]:
    """Every figure of a year."""
    return HEADER, _figures(session, span_of(session, year))


def _figures(session: Session, span: Span) -> Iterator[Figure]:
    yield from stock_figures(session, span)
    yield from member_figures(session, span)
    yield from month_figures(session, span)
    yield from year_figures(session, span)
    yield from receivables(session, span)
    yield from loss_figures(session, span)
    yield from product_figures(session, span)
