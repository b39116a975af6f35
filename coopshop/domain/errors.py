"""Refused: a rule of trade said no, and a person can act."""

from collections.abc import Iterator
from contextlib import contextmanager


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a mark
    """Mark a message id for extraction; it is translated later, where it is shown.

    >>> N_("Only %(left)s left.")
    'Only %(left)s left.'
    """
    return message


class Refused(Exception):
    """A rule of trade said no. Bugs are ValueErrors; this is an answer to a person.

    Each kind of refusal is a class of its own with a sentence and, where one box of the form is
    to blame, the name of that box. Facts are given ready to print; they are kept as text.

    >>> class NotEnough(Refused):
    ...     message = N_("Only %(left)s left at %(place)s.")
    ...     field = "units"
    >>> refusal = NotEnough(left=2, place="Chazuta")
    >>> str(refusal), refusal.field, refusal.facts
    ('Only 2 left at Chazuta.', 'units', {'left': '2', 'place': 'Chazuta'})

    The same rule may be broken by another box, line or file:

    >>> NotEnough(field="lines-3-units", left=2, place="Chazuta").field
    'lines-3-units'

    A sentence without facts is printed as it stands, percent signs doubled as everywhere:

    >>> class Whole(Refused):
    ...     message = N_("A discount is at most 100 %%.")
    >>> str(Whole())
    'A discount is at most 100 %.'
    """

    message: str = N_("This is not possible.")
    #: The same in her own few words, for pages where a member is asked; empty where it is the same.
    to_her: str = ""
    field: str | None = None

    def __init_subclass__(cls) -> None:
        """Who says something else says it to her as well."""
        super().__init_subclass__()
        if "message" in vars(cls) and "to_her" not in vars(cls):
            cls.to_her = ""

    def __init__(self, *, field: str | None = None, **facts: object) -> None:
        super().__init__()
        self.facts = {name: str(value) for name, value in facts.items()}
        if field is not None:
            self.field = field

    def __str__(self) -> str:
        return self.message % self.facts


class Unknown(Refused):
    """Something was asked for that is not there."""


class Confirm(Refused):
    """Allowed, if a person says so: the page asks again with a box for "yes, I am sure"."""


@contextmanager
def in_row(number: int, lines: str = "lines") -> Iterator[None]:
    """A refusal inside is about one row of a slip: `number` counts the filled rows from 0.

    >>> class NotEnough(Refused):
    ...     field = "quantity"
    >>> with in_row(2):
    ...     raise NotEnough
    Traceback (most recent call last):
        ...
    coopshop.domain.errors.NotEnough: This is not possible.
    >>> try:
    ...     with in_row(2):
    ...         raise NotEnough
    ... except Refused as refused:
    ...     refused.field
    'lines-2-quantity'
    """
    try:
        yield
    except Refused as refused:
        if refused.field and not isinstance(refused, Confirm):
            refused.field = f"{lines}-{number}-{refused.field}"
        raise
