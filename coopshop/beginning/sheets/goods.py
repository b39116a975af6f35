"""Lists of products, prices and pieces: compared with the catalogue and with the book."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ... import catalog, members
from ...catalog import Price, PriceList, Product
from ...domain import showing
from ...domain.errors import N_, Refused
from ...domain.quantity import UNITS
from .. import opening
from ..opening import Seen
from . import cells
from .cells import Column
from .planning import NEW, OTHER, SAME, Change, Facts, Kind, Step, Twice

#: Units as people write them.
UNIT_WORDS = {
    **{unit: unit for unit in UNITS},
    "pieza": "unidad",
    "und": "unidad",
    "u": "unidad",
    "piece": "unidad",
    "doc": "docena",
    "dozen": "docena",
    "pair": "par",
    "kilo": "kg",
    "kilos": "kg",
    "service": "servicio",
}


class UnitStays(Refused):
    """Lots are counted in it."""

    message = N_("%(sku)s is counted by %(unit)s; that cannot be changed any more.")
    field = "unit"


class LaterPrice(Refused):
    """Prices follow each other."""

    message = N_("%(sku)s has a price from %(since)s on already, in list %(list)s.")
    field = "since"


def product_columns(session: Session, _today: date) -> tuple[Column, ...]:
    """The columns of a list of products."""
    groups = {group.code: group.name for group in members.groups(session)}
    return (
        Column("sku", "Código", ("sku", "code"), cells.code, required=True, example="AW-CAN-L"),
        Column("name_es", "Nombre", ("producto", "descripción", "name", "product"),
               cells.words(), required=True, example="Canasta grande"),
        Column("group", "Grupo", ("group",), cells.registered(groups), required=True,
               example=next(iter(groups), "AW"), words=tuple(groups)),
        Column("unit", "Unidad", ("unit", "se cuenta por"), cells.one_of(UNIT_WORDS),
               required=True, shown="called", example="unidad", words=tuple(UNITS)),
        Column("name_en", "Nombre en inglés", ("english", "name in english"), cells.words()),
        Column("category", "Categoría", ("category", "familia"), cells.words()),
        Column("material", "Material", ("fibra",), cells.words(), example="bombonaje"),
        Column("size", "Tamaño", ("size", "medida"), cells.words()),
        Column("minutes", "Minutos", ("minutes",), cells.whole),
        Column("grams", "Gramos", ("grams", "peso"), cells.whole),
    )  # fmt: skip


class _Products:
    def __init__(self, session: Session, _today: date, _all: Sequence[Facts]) -> None:
        self.known = {product.sku: product for product in catalog.products(session)}
        self.seen: dict[str, int] = {}

    def __call__(self, facts: Facts) -> Step:
        number = facts.pop("row")
        before = self.seen.setdefault(facts["sku"], number)
        if before != number:
            raise Twice(field="sku", row=before)
        known = self.known.get(facts["sku"])
        if known is None:
            return Step(NEW, lambda session, _seen: catalog.add_product(session, **facts))
        if known.unit != facts.pop("unit"):
            raise UnitStays(sku=known.sku, unit=known.unit)
        changes = _changes(known, facts)
        if not changes:
            return Step(SAME)
        return Step(OTHER, partial(_correct, facts=facts), changes)


def _changes(known: Product, facts: Facts) -> tuple[Change, ...]:
    return tuple(
        Change(name, str(getattr(known, name) or ""), str(value))
        for name, value in facts.items()
        if getattr(known, name) != value
    )


def _correct(session: Session, _seen: Seen, *, facts: Facts) -> None:
    said = {name: value for name, value in facts.items() if name != "sku"}
    catalog.change_product(session, facts["sku"], **said)


def price_columns(session: Session, today: date) -> tuple[Column, ...]:
    """The columns of a list of prices."""
    products = {product.sku: product.name_es for product in catalog.products(session)}
    lists = tuple(found.code for found in catalog.price_lists(session)) or ("TIENDA",)
    return (
        Column("sku", "Producto", ("código", "sku", "product", "nombre"),
               cells.registered(products), required=True,
               example=next(iter(products), "AW-CAN-L")),
        Column("price_list", "Lista", ("lista de precios", "list", "price list"), cells.code,
               required=True, example=lists[0], words=lists),
        Column("cents", "Precio", ("price", "precio de venta", "p unit"), cells.money,
               required=True, shown="money", example="45.50"),
        Column("since", "Desde", ("since", "from", "vigente desde", "fecha"), cells.day,
               shown="long_day", example=f"{today:%d/%m/%Y}"),
    )  # fmt: skip


class _Prices:
    def __init__(self, session: Session, today: date, _all: Sequence[Facts]) -> None:
        self.today = today
        self.lists = {found.code: found for found in catalog.price_lists(session)}
        self.known: dict[tuple[str, str], list[Price]] = {}
        for price in session.scalars(sa.select(Price).order_by(Price.since)):
            self.known.setdefault((price.price_list, price.sku), []).append(price)
        self.seen: dict[tuple[str, str], int] = {}

    def __call__(self, facts: Facts) -> Step:
        number = facts.pop("row")
        since = facts.setdefault("since", self.today)
        key = (facts["price_list"], facts["sku"])
        before = self.seen.setdefault(key, number)
        if before != number:
            raise Twice(field="sku", row=before)
        told = self.known.get(key, [])
        holds = [p for p in told if p.since <= since and (p.until is None or p.until >= since)]
        if holds and holds[-1].cents == facts["cents"]:
            return Step(SAME)
        later = [price.since for price in told if price.since >= since]
        if later:
            raise LaterPrice(sku=key[1], since=later[-1].isoformat(), list=key[0])
        step = partial(_set_price, facts=facts, terms=_terms(self.lists.get(key[0])))
        if not holds:
            return Step(NEW, step)
        was, now = showing.amount(holds[-1].cents), showing.amount(facts["cents"])
        return Step(OTHER, step, (Change("cents", was, now),))


def _terms(found: PriceList | None) -> Facts:
    """A new list is one in soles, without IGV in its prices."""
    return {"currency": found.currency, "includes_igv": found.includes_igv} if found else {}


def _set_price(session: Session, _seen: Seen, *, facts: Facts, terms: Facts) -> None:
    catalog.set_price(session, **facts, **terms)


def piece_columns(session: Session, today: date) -> tuple[Column, ...]:
    """The columns of a list of pieces on shelves."""
    people = {member.code: member.name for member in members.everyone(session)}
    products = {p.sku: p.name_es for p in catalog.products(session) if not p.is_service}
    shelves = {place.code: place.name for place in catalog.places(session, on=today)}
    return (
        Column("member", "Socia", ("socio", "artesana", "de quién", "member", "maker"),
               cells.registered(people), required=True, example=next(iter(people), "AW-01")),
        Column("sku", "Producto", ("código", "sku", "product", "pieza"),
               cells.registered(products), required=True,
               example=next(iter(products), "AW-CAN-L")),
        Column("place", "Lugar", ("dónde", "place", "almacén", "tienda"),
               cells.registered(shelves), required=True, example=next(iter(shelves), "CHI"),
               words=tuple(shelves)),
        Column("quantity", "Cantidad", ("cuántas", "quantity", "stock", "existencias"),
               cells.quantity, required=True, shown="thousandths", example="3"),
    )  # fmt: skip


class _Pieces:
    def __init__(self, session: Session, _today: date, _all: Sequence[Facts]) -> None:
        self.session = session
        self.known = opening.standing_lots(session)
        self.seen: dict[tuple[str, str, str], int] = {}

    def __call__(self, facts: Facts) -> Step:
        number = facts.pop("row")
        key = (facts["member"], facts["sku"], facts["place"])
        before = self.seen.setdefault(key, number)
        if before != number:
            raise Twice(field="sku", row=before)
        units = catalog.units(self.session, facts["sku"], facts["quantity"])
        known = self.known.get(key)
        if known and known.amount == units:
            return Step(SAME)
        if known:
            raise opening.OpenedBefore(name=" · ".join(key), code=known.code, field="quantity")
        return Step(NEW, partial(_open, facts=facts, units=units))


def _open(session: Session, seen: Seen, *, facts: Facts, units: int) -> None:
    where = {name: facts[name] for name in ("member", "sku", "place")}
    opening.open_stock(session, seen, **where, units=units)


PRODUCTS = Kind("products", N_("Products"), product_columns, _Products)
PRICES = Kind("prices", N_("Prices"), price_columns, _Prices)
PIECES = Kind("stock", N_("Pieces"), piece_columns, _Pieces)
