"""Documents looked for by what stands on them: EB01-123, EB01, or 123 in whatever series."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import ledger
from ..web.listing import number_of
from ..web.listing.seeking import Clause, Columns, Found

#: Kind, series and number; 0 for all of the series.
Name = tuple[str, str, int]


class Named:
    """Rows of documents, found by the index of their names."""

    def find(self, session: Session, word: str) -> Found | None:
        """Those of a series, of a number, or the one of both."""
        names = list(_meant(word.upper(), ledger.legal_series(session)))
        return (lambda column: sa.or_(*(_is(column, *name) for name in names))) if names else None


def _meant(word: str, known: list[tuple[str, str]]) -> Iterator[Name]:
    start, dash, rest = word.partition("-")
    number = number_of(rest if dash else start)
    for kind, series in known:
        if series == start and not (dash and rest):
            yield kind, series, 0
        elif number and (series == start or not dash):
            yield kind, series, number


def _is(column: Columns, kind: str, series: str, number: int) -> Clause:
    parts = [column("kind") == kind, column("series") == series]
    return sa.and_(*parts, column("number") == number) if number else sa.and_(*parts)
