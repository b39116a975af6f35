"""Writing what must be known before anything can happen: rules, members, products, buyers …"""

from datetime import date

from sqlalchemy.orm import Session

from ... import catalog, members, sales
from ...domain.errors import Refused
from . import cells, files
from .faults import Faulty
from .folder import Folder, Row
from .known import Known


def write_masters(session: Session, folder: Folder, known: Known) -> list[Row]:
    """Write the rows of the six files that are new; gives those rows."""
    new = [row for file in files.MASTERS for row in folder[file] if not known.has(row)]
    since = date(int(folder.by_key(files.SETTINGS)["year"]["value"]), 1, 1)
    groups = {group.code for group in members.groups(session)}
    for file in (files.MEMBERS, files.PRODUCTS):
        for row in folder[file]:
            if row["group"] not in groups:
                groups.add(row["group"])
                members.found_group(session, code=row["group"], name=row["group"])
    writers = {
        "members.csv": _member,
        "products.csv": _product,
        "prices.csv": _price,
        "locations.csv": _place,
        "buyers.csv": _buyer,
    }
    if any(row.file == "settings.csv" for row in new):
        _settings(session, folder, sorted(groups), since)
    for row in sorted(new, key=lambda row: _turn(row, since)):
        if row.file in writers:
            try:
                writers[row.file](session, row)
            except Refused as refused:
                raise Faulty([row.fault(next(iter(row.cells)), str(refused))]) from None
    return new


def _turn(row: Row, since: date) -> tuple[bool, date]:
    """Products before their prices, older prices before newer ones."""
    return row.file == files.PRICES.name, row.values.get("valid_from") or since


def _settings(session: Session, folder: Folder, groups: list[str], since: date) -> None:
    held = {row.key: row["value"] for row in folder[files.SETTINGS]}
    rules = {
        "ruc": held["ruc"],
        "razon_social": held["razon_social"],
        "domicilio": held["domicilio"],
        "amazonia_exoneracion": held["amazonia_exoneracion"],
        "igv_bp": str(cells.fraction(held["igv"])),
        "loss_compensation_bp": str(cells.fraction(held["loss_compensation"])),
    }
    for key, value in rules.items():
        members.decide_rule(session, key=key, since=since, value=value)
    fund_bp = cells.fraction(held["fondo_comunal"])
    for group in groups:
        share = held.get(f"share_{group}_total")
        if share is not None:
            members.decide_share(
                session,
                group=group,
                since=since,
                share_bp=cells.fraction(share),
                fund_bp=fund_bp,
                act=None,
            )


def _member(session: Session, row: Row) -> None:
    columns = (
        "given_names", "surname1", "surname2", "sex", "dni", "dni_check", "joined_on", "left_on",
        "language", "reads_spanish", "phone_type", "payout_method", "consent_data_on",
        "consent_public_name", "consent_photo", "note",
    )  # fmt: skip
    facts = {name: row[name] for name in columns}
    role = row["role"] or "socia"
    members.enroll(session, group=row["group"], code=row["member_id"], role=role, **facts)


def _product(session: Session, row: Row) -> None:
    columns = ("sku", "name_es", "name_en", "group", "category", "material", "size", "sunat_unit")
    facts = {name: row[name] for name in (*columns, "grams")}
    catalog.add_product(session, unit=row["unit"], minutes=row["hours_per_unit"], **facts)


def _price(session: Session, row: Row) -> None:
    catalog.set_price(
        session,
        price_list=row["price_list"],
        sku=row["sku"],
        since=row["valid_from"],
        until=row["valid_to"],
        cents=row["unit_price"],
        currency=row["currency"],
        includes_igv=row["includes_igv"],
    )


def _place(session: Session, row: Row) -> None:
    catalog.open_place(
        session,
        code=row["location"],
        name=row["name"],
        kind=row["kind"],
        address=row["place"],
        region=row["region"],
        ownership=row["ownership"] or "propia",
        note=row["note"],
    )


def _buyer(session: Session, row: Row) -> None:
    sales.add_buyer(
        session,
        code=row["buyer_id"],
        name=row["name"],
        kind=row["kind"],
        document_type=row["doc_type"],
        document_number=row["doc_number"],
        city=row["city"],
        region=row["region"],
        terms=row["payment_terms"],
        note=row["note"],
    )
