"""Freezing what a document says, on the day it is issued, whatever is renamed later."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from .. import catalog, members
from ..domain.invoice import Buyer, Invoice, Issuer, Line, Modified, Payment, Terms
from ..sales import Sale, buyer
from ..sales import SaleLine as SoldLine


def issuer(session: Session, on: date) -> Issuer:
    """Who issues, as the statutes of the day say."""
    rules = members.statutes(session, on)
    return Issuer(
        ruc=rules.ruc, name=rules.name, trade_name=rules.trade_name, address=rules.address
    )


def facts_for(
    session: Session,
    header: dict[str, Any],
    lines: Iterable[dict[str, Any]],
    *,
    kind: str,
    series: str,
    number: int,
    on: date,
    fiscal: bool,
    payments: Sequence[Payment] = (),
    modifies: Modified | None = None,
) -> Invoice:
    """The document of a sale (`header` and `lines` as its rows say), or of what came back of it."""
    place = catalog.place(session, header["place"])
    who = buyer(session, header["buyer"])
    address = ", ".join(part for part in (who.address, who.city, who.region) if part)
    exempt = header["treatment"] == "exonerado"
    return Invoice(
        kind=kind,
        series=series,
        number=number,
        on=on,
        place_name=place.name,
        place_address=place.address or "",
        issuer=issuer(session, on),
        buyer=Buyer(
            name=who.name,
            document_type=who.document_type,
            document_number=who.document_number or "",
            address=address,
        ),
        currency=header["currency"],
        fx_micros=header["fx_micros"],
        treatment=header["treatment"],
        includes_igv=header["includes_igv"],
        igv_bp=header["igv_bp"],
        lines=tuple(_line(session, line) for line in lines),
        terms=Terms(kind=header["terms"], due_on=header["due_on"]),
        payments=tuple(payments),
        modifies=modifies,
        fiscal=fiscal,
        amazonia=exempt and header["used"] == "here",
        note="",
    )


def row_for(invoice: Invoice, *, sale: str, returns: Sequence[str] = ()) -> dict[str, Any]:
    """The row that keeps a frozen document, with the hash of what it says."""
    facts, about_buyer = invoice.to_json()
    return {
        "kind": invoice.kind,
        "series": invoice.series,
        "number": invoice.number,
        "sale": sale,
        "returns": " ".join(returns) or None,
        "on": invoice.on,
        "fiscal": invoice.fiscal,
        "currency": invoice.currency,
        "total": invoice.total,
        "facts": facts,
        "buyer": about_buyer,
        "digest": hashlib.sha256(facts.encode()).hexdigest(),
    }


def header_of(sale: Sale) -> dict[str, Any]:
    """A kept sale's row, in the form that `facts_for` reads."""
    return {column.key: getattr(sale, column.key) for column in Sale.__mapper__.column_attrs}


def line_of(line: SoldLine) -> dict[str, Any]:
    """A kept line's row, in the form that `facts_for` reads."""
    return {column.key: getattr(line, column.key) for column in SoldLine.__mapper__.column_attrs}


def _line(session: Session, row: dict[str, Any]) -> Line:
    product = catalog.product(session, row["sku"])
    return Line(
        sku=row["sku"],
        description=row["description"],
        units=row["units"],
        parts=row["parts"],
        unit=product.unit,
        sunat_unit=product.sunat_unit,
        price_cents=row["price"],
        discount_bp=row["discount_bp"],
        net=row["net"],
        igv=row["igv"],
        total=row["total"],
    )
