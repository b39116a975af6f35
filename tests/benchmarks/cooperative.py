"""An invented cooperative: 24 makers with a product each, a shelf, a hotel that buys on credit."""

import random
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from coopshop import catalog, invoices, ledger, members, production, sales
from coopshop.domain.numbering import INTERNAL_SERIES
from coopshop.invoices.waiting import Unnumbered, should_wait
from coopshop.ledger.series import CODES

SINCE = date(2020, 1, 1)
GROUP, PLACE, PRICE_LIST, HOTEL, CLERK = "GR", "CHI", "PUB", "B-001", 1
MEMBERS = [f"GR-{number:02d}" for number in range(1, 25)]
PRODUCTS = [f"PR-{number:02d}" for number in range(1, 25)]

#: A day: lots of ten pieces come in, five of each product, and all are sold in sales of 3 lines.
LOTS, PIECES, LINES, SALES = 5, 10, 3, 200

#: The lines that sell the fifty pieces of one product.
TAKEN = [1, 2, 3] * 8 + [2]

#: What lies on the shelf when a book is measured: as many lots, with more than will be sold.
MANY = 100_000


def found(session: Session) -> None:
    """Rules, members, products, prices, the shelf and the buyer."""
    rules = {
        "ruc": "20990000019",
        "razon_social": "ASOCIACIÓN DE PRUEBA (FICTICIA)",
        "domicilio": "C.N. Inventada, San Martín",
        "amazonia_exoneracion": "si",
    }
    for key, value in rules.items():
        members.decide_rule(session, key=key, since=SINCE, value=value)
    members.found_group(session, code=GROUP, name="Tejedoras de prueba")
    members.decide_share(session, group=GROUP, since=SINCE, share_bp=2000, fund_bp=500, act=None)
    for code in MEMBERS:
        members.enroll(session, group=GROUP, code=code, given_names="Ana", surname1="Prueba")
    catalog.open_place(session, code=PLACE, name="Tienda de prueba", kind="tienda")
    for number, sku in enumerate(PRODUCTS):
        name = f"Canasta de prueba {number}"
        catalog.add_product(session, sku=sku, unit="unidad", name_es=name, group=GROUP)
        catalog.set_price(
            session, price_list=PRICE_LIST, sku=sku, since=SINCE, cents=1250 + 130 * number
        )
    sales.add_buyer(
        session,
        code=HOTEL,
        name="Hotel Río Ficticio S.A.C.",
        kind="hotel",
        document_type="6",
        document_number="20990001015",
        city="Tarapoto",
        region="San Martín",
    )


def work_a_day(session: Session, on: date, at: datetime) -> None:
    """Deliveries, and sales that leave the shelf as empty as it was."""
    deliver(session, PIECES, on, at)
    wanted = [(sku, units) for sku in PRODUCTS for units in TAKEN]
    random.Random(2025).shuffle(wanted)
    for start in range(0, len(wanted), LINES):
        sell(session, rung_up(session, wanted[start : start + LINES], on, at), at)


def fill_the_shelf(session: Session, on: date, at: datetime) -> None:
    """The same live lots in every book, however many were sold before."""
    deliver(session, MANY, on, at)


def deliver(session: Session, pieces: int, on: date, at: datetime) -> None:
    """Some lots of each product."""
    for _ in range(LOTS):
        for member, sku in zip(MEMBERS, PRODUCTS, strict=True):
            production.receive(
                session, member=member, sku=sku, place=PLACE, brought=pieces, on=on, at=at, by=CLERK
            )


def rung_up(
    session: Session, wanted: list[tuple[str, int]], on: date, at: datetime
) -> sales.Basket:
    """A basket for the hotel, of products and pieces."""
    return sales.ring_up(
        session,
        place=PLACE,
        channel="hotel",
        price_list=PRICE_LIST,
        used="here",
        lines=[sales.Asked(sku, units, 0, discount_bp=700) for sku, units in wanted],
        buyer=HOTEL,
        on=on,
        at=at,
    )


def sell(session: Session, basket: sales.Basket, at: datetime) -> invoices.Issued:
    """A sale on credit with its nota de venta: one entry, no payment."""
    return invoices.issue(
        session,
        basket,
        paper="factura",
        terms="credito",
        due_on=basket.on + timedelta(days=30),
        at=at,
        by=CLERK,
    )


def let_codes_follow(session: Session, days: int) -> None:
    """The counters stand where the repeated days have left them."""
    ledger.advance(session, CODES, "sale", days * SALES)
    ledger.advance(session, CODES, "delivery", days * LOTS * len(PRODUCTS))
    ledger.advance(session, "nota_venta", INTERNAL_SERIES["nota_venta"], days * SALES)


def let_papers_wait(session: Session) -> None:
    """The papers of the repeated days wait for a number of the portal as those of the first do."""
    names = Unnumbered.__table__.columns.keys()
    found = should_wait().with_only_columns(*(getattr(invoices.Document, name) for name in names))
    session.execute(sa.delete(Unnumbered))
    session.execute(sa.insert(Unnumbered).from_select(names, found))
