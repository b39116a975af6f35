"""Jinja filters: céntimos, parts and moments become words; no template computes them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Flask

from ..db import today
from ..domain import showing
from .i18n import language
from .names import called, so_many


def init_app(app: Flask) -> None:
    """`{{ sale.total|money(sale.currency) }}`, `{{ sale.on|day }}`, and their kin."""
    app.jinja_env.filters.update(
        called=called,
        so_many=so_many,
        money=showing.money,
        amount=showing.amount,
        quantity=showing.quantity,
        plain_quantity=showing.plain_quantity,
        thousandths=lambda units, parts: units * 1000 // parts,
        percent=showing.percent,
        rate=showing.rate,
        day=_localized(showing.day),
        near_day=_near_day,
        near_moment=_near_moment,
        long_day=_localized(showing.long_day),
        month=_localized(showing.month),
        moment=_localized(showing.moment),
    )


def _near_day(on: date | None, *, kept: bool = False) -> str:
    """`mar 4 nov`; the year only where it is not this one, or where the words are `kept`."""
    return "" if on is None else showing.near_day(on, None if kept else today(), language())


def _near_moment(at: datetime, *, kept: bool = False) -> str:
    """`mar 4 nov, 20:05`, and the year likewise."""
    return showing.near_moment(at, None if kept else today(), language())


def _localized(show: Callable[[Any, str], str]) -> Callable[[Any], str]:
    """A filter in the reader's language; what has not happened has no day, and shows none."""

    def localized(value: Any) -> str:
        return "" if value is None else show(value, language())

    return localized
