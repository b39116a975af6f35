"""Lists from a spreadsheet: read where they do no harm, looked at by cell, written all or none."""

from .files import NotASheet, Sheet, read, suffix
from .goods import PIECES, PRICES, PRODUCTS
from .people import MEMBERS
from .planning import Kind, Plan, plan
from .template import template
from .writing import Faulty, write

#: Every list that can be read, in the order in which they are needed.
KINDS = {kind.name: kind for kind in (MEMBERS, PRODUCTS, PRICES, PIECES)}

__all__ = [
    "KINDS",
    "Faulty",
    "Kind",
    "NotASheet",
    "Plan",
    "Sheet",
    "plan",
    "read",
    "suffix",
    "template",
    "write",
]
