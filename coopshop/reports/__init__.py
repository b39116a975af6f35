"""What the assembly reads: the sales book, stock, debts, the fund."""

from .book import months, sales_book
from .debts import owed_to_members
from .fund import funds
from .stock import stock_by_place

__all__ = [
    "funds",
    "months",
    "owed_to_members",
    "sales_book",
    "stock_by_place",
]
