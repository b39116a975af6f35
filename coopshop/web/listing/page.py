"""A list and its answers: a page, a CSV, a workbook."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ...db import db
from . import asking, periods
from .columns import Column
from .leaf import Shown
from .periods import Period, around
from .queries import ALL, Query
from .rows import Rows
from .seeking import Place
from .sifting import CHEAP, Finish, Selected, Source

#: Gives the smallest and the largest key of the rows of some days, by counting no row.
Span = Callable[[Session, Period], tuple[int, int]]


class Listing:
    """What a list is, whatever rows it is given. See the package for a whole example."""

    def __init__(
        self,
        title: Any,
        *columns: Column,
        key: str | tuple[str, ...],
        order: str,
        day: str = "",
        search: tuple[str | Place, ...] = (),
        period: str = periods.ALL,
        cheap: int = CHEAP,
        indexed: tuple[str, ...] = (),
        unique: tuple[str, ...] = (),
        along: tuple[str, Span] | None = None,
    ) -> None:
        self.title = title
        self.columns = columns
        self.key = (key,) if isinstance(key, str) else key
        self.order, self.day, self.search, self.period = order, day, search, period
        self.cheap = cheap
        self.indexed = frozenset((order.removeprefix("-"), *indexed, *unique))
        self.unique, self.along = frozenset(unique), along
        self.codes = frozenset(column.key for column in columns if column.kind == "code")

    def answer(
        self,
        template: str,
        over: Selected | Iterable[Any],
        *,
        today: date,
        keep: tuple[str, ...] = (),
        finish: Finish | None = None,
        within: Mapping[str, Any] = ALL,
        **context: Any,
    ) -> ResponseReturnValue:
        """The page with the list in it as `list`, or the file that was asked for."""
        leaf = self.read(over, today=today, keep=keep, finish=finish, within=within)
        return leaf.file or render_template(template, list=leaf, **context)

    def read(
        self,
        over: Selected | Iterable[Any],
        *,
        today: date,
        keep: tuple[str, ...] = (),
        finish: Finish | None = None,
        within: Mapping[str, Any] = ALL,
    ) -> Shown:
        """The list as this request asks for it; `over` is a query or rows.

        Of a query, only the rows `within` what some columns hold: `within={"member": "AW-03"}`.
        """
        asked = asking.read(request.args, self.columns, self.order, today)
        source = self._source(over, finish, within)
        kept = {name: request.args[name] for name in keep if request.args.get(name)}

        def address(state: dict[str, str]) -> str:
            values = (request.view_args or {}) | kept | state
            return url_for(request.endpoint or "", **values)

        period = asked.period or self._usual(source, asked.words, today)
        leaf = Shown(self, source, asked, period, today, address)
        return leaf if asked.file else leaf.look()

    def _source(
        self, over: Selected | Iterable[Any], finish: Finish | None, within: Mapping[str, Any]
    ) -> Source:
        if isinstance(over, sa.Select):
            return Query(db.session(), over, self.key, finish=finish, within=within)
        return Rows(over, self.key, self.columns)

    def _usual(self, source: Source, words: str, today: date) -> Period:
        """This month if it has rows, else the newest month that has; all, when words are sought."""
        if not self.day or words or self.period == periods.ALL:
            return Period(periods.ALL)
        newest = source.newest(self.day)
        this = around(self.period, today)
        if newest is None or (this.first and newest >= this.first):
            return this
        return around(self.period, newest)
