"""Whether the rows of a folder point at something: settings, references, codes, earlier imports."""

from collections.abc import Iterator

from ...domain import identifiers
from ...domain.errors import Refused
from . import cells, files
from .faults import Fault
from .folder import YEAR, Folder, Row
from .known import Known

#: The keys of settings.csv besides the shares, which carry their group's code.
SETTINGS = (
    "ruc",
    "razon_social",
    "domicilio",
    "amazonia_exoneracion",
    "fondo_comunal",
    "loss_compensation",
    "igv",
    "year",
)

#: (file, column, file that the column points into)
_REFERENCES = (
    (files.PRICES, "sku", files.PRODUCTS),
    (files.DELIVERIES, "location", files.LOCATIONS),
    (files.DELIVERIES, "member_id", files.MEMBERS),
    (files.DELIVERIES, "sku", files.PRODUCTS),
    (files.TRANSFERS, "from_location", files.LOCATIONS),
    (files.TRANSFERS, "to_location", files.LOCATIONS),
    (files.TRANSFERS, "sku", files.PRODUCTS),
    (files.SALES, "location", files.LOCATIONS),
    (files.SALES, "buyer_id", files.BUYERS),
    (files.SALE_LINES, "sale_id", files.SALES),
    (files.SALE_LINES, "sku", files.PRODUCTS),
    (files.SALE_LINES, "member_id", files.MEMBERS),
    (files.PAYMENTS, "sale_id", files.SALES),
    (files.RETURNS, "sale_id", files.SALES),
    (files.RETURNS, "restock_location", files.LOCATIONS),
    (files.ADJUSTMENTS, "location", files.LOCATIONS),
    (files.ADJUSTMENTS, "sku", files.PRODUCTS),
    (files.ADVANCES, "member_id", files.MEMBERS),
)

_OWN_CODES = tuple(
    (file, file.name)
    for file in (
        files.MEMBERS, files.PRODUCTS, files.LOCATIONS, files.BUYERS, files.DELIVERIES,
        files.TRANSFERS, files.SALES, files.PAYMENTS, files.RETURNS, files.ADJUSTMENTS,
        files.ADVANCES,
    )
)  # fmt: skip


def dangling(folder: Folder, known: Known) -> list[Fault]:
    """What points nowhere; before this is mended the rows cannot be looked at together."""
    return [
        *_settings(folder),
        *_changed(folder, known),
        *_missing(folder, known),
        *_missing_lines(folder),
        *_taken(folder, known),
    ]


def igv_of(folder: Folder) -> int:
    """The IGV rate of the settings, in basis points."""
    return cells.fraction(folder.by_key(files.SETTINGS)["igv"]["value"])


def _settings(folder: Folder) -> Iterator[Fault]:
    held = folder.by_key(files.SETTINGS)
    groups = {row["group"] for f in (files.MEMBERS, files.PRODUCTS) for row in folder[f]}
    wanted = [*SETTINGS, *(f"share_{group}_total" for group in sorted(groups))]
    for key in wanted:
        if key not in held and folder.may_hold(files.SETTINGS, key):
            continue
        if key not in held:
            yield Fault("settings.csv", 0, key, "no row", "a row with this key")
            continue
        try:
            _read_setting(key, held[key]["value"])
        except ValueError as error:
            yield held[key].fault("value", str(error))
    yield from _shares(held, sorted(groups))


def _shares(held: dict[str, Row], groups: list[str]) -> Iterator[Fault]:
    """The fund's part lies within what a group keeps back."""
    for group in groups:
        share, fund = held.get(f"share_{group}_total"), held.get("fondo_comunal")
        if share and fund and _above(fund["value"], share["value"]):
            yield share.fault("value", f"{fund['value']} or more, the part of the communal fund")


def _above(one: str, other: str) -> bool:
    try:
        return cells.fraction(one) > cells.fraction(other)
    except cells.Unread:
        return False  # told already


def _read_setting(key: str, value: str) -> None:
    try:
        if key == "ruc":
            identifiers.ruc(value)
        elif key == "year":
            if not YEAR.fullmatch(value):
                raise ValueError("a year such as 2025")
        elif key == "amazonia_exoneracion":
            cells.flag(value)
        elif key not in ("razon_social", "domicilio"):
            cells.fraction(value)
    except (Refused, cells.Unread) as error:
        raise ValueError(str(error)) from None


def _changed(folder: Folder, known: Known) -> Iterator[Fault]:
    """A row that was read before and says something else now."""
    for file in files.FILES:
        for row in folder[file]:
            if known.disagrees(row) or known.disagrees(row, later=True):
                yield row.fault(file.key[0], "what was imported before under this key")


def _missing(folder: Folder, known: Known) -> Iterator[Fault]:
    for file, column, target in _REFERENCES:
        there = folder.by_key(target).keys() | known.codes.get(target.name, set())
        for row in folder[file]:
            code = row[column]
            if code is not None and code not in there and not folder.may_hold(target, code):
                yield row.fault(column, f"something that stands in {target.name}")


def _missing_lines(folder: Folder) -> Iterator[Fault]:
    """A sale without lines, a return of a line that was never sold."""
    lines = {row["sale_id"] for row in folder[files.SALE_LINES]}
    lines |= {key.partition("/")[0] for key in folder.unread.get(files.SALE_LINES.name, ())}
    for row in folder[files.SALES]:
        if row["sale_id"] not in lines and files.SALE_LINES.name not in folder.blurred:
            yield row.fault("sale_id", "at least one row in sale_lines.csv")
    sold = {row.key for row in folder[files.SALE_LINES]}
    for row in folder[files.RETURNS]:
        line = f"{row['sale_id']}/{row['line']}"
        if line not in sold and not folder.may_hold(files.SALE_LINES, line):
            yield row.fault("line", "a line of this sale in sale_lines.csv")


def _taken(folder: Folder, known: Known) -> Iterator[Fault]:
    """A code that somebody has used at the desk."""
    for target, own in _OWN_CODES:
        for row in folder[target]:
            if row.key in known.codes.get(own, set()) and not known.has(row):
                yield row.fault(target.key[0], "a code that the book does not hold yet")
