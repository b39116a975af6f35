"""What the assembly reads: the sales book, stock, debts, the fund."""

from .audit import CHECKS
from .book import months, sales_book
from .debts import owed_to_members
from .fund import funds
from .papers import counted_in, papers_of
from .stock import stock_by_place

__all__ = [
    "CHECKS",
    "counted_in",
    "funds",
    "months",
    "owed_to_members",
    "papers_of",
    "sales_book",
    "stock_by_place",
]
