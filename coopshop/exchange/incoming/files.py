"""The files of a folder and their columns (the dictionary of the cooperative's scenario)."""

from dataclasses import dataclass

from ...domain.accounts import PURSES
from ...domain.money import CURRENCIES
from ...domain.quantity import UNITS
from ...domain.tax import TREATMENTS
from . import cells
from .cells import Column


@dataclass(frozen=True, slots=True)
class File:
    """A file: its columns, those that name a row, and those that are filled in later."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    later: tuple[str, ...] = ()


def _free(name: str) -> Column:
    return Column(name, cells.phrase_or_nothing, may_be_empty=True)


_NOTE = _free("note")
_METHOD = Column("method", cells.one_of(*PURSES))
_CURRENCY = Column("currency", cells.one_of(*CURRENCIES))
_RATE = Column("fx_rate", cells.rate, may_be_empty=True)
_RECORDED = Column("recorded_at", cells.clock)
_DATE = Column("date", cells.day)

SETTINGS = File(
    "settings.csv", ("key",), (Column("key", cells.code), Column("value", cells.phrase))
)
MEMBERS = File(
    "members.csv",
    ("member_id",),
    (
        Column("member_id", cells.code),
        Column("group", cells.code),
        Column("given_names", cells.phrase),
        Column("surname1", cells.phrase),
        _free("surname2"),
        _free("sex"),
        _free("dni"),
        _free("dni_check"),
        _free("role"),
        Column("joined_on", cells.day, may_be_empty=True),
        Column("left_on", cells.day, may_be_empty=True),
        _free("status"),
        _free("language"),
        _free("reads_spanish"),
        _free("phone_type"),
        Column("payout_method", cells.one_of("efectivo", "yape", "plin", "transferencia")),
        Column("consent_data_on", cells.day, may_be_empty=True),
        Column("consent_public_name", cells.flag),
        Column("consent_photo", cells.flag),
        _free("fictional"),
        _NOTE,
    ),
)
PRODUCTS = File(
    "products.csv",
    ("sku",),
    (
        Column("sku", cells.code),
        Column("name_es", cells.phrase),
        _free("name_en"),
        Column("group", cells.code),
        _free("category"),
        _free("material"),
        _free("size"),
        Column("unit", cells.one_of(*UNITS)),
        Column("sunat_unit", cells.code),
        Column("hours_per_unit", cells.hours, may_be_empty=True),
        Column("grams", cells.whole, may_be_empty=True),
    ),
)
PRICES = File(
    "prices.csv",
    ("price_list", "sku", "valid_from"),
    (
        Column("price_list", cells.code),
        Column("sku", cells.code),
        _CURRENCY,
        Column("includes_igv", cells.flag),
        Column("unit_price", cells.money),
        Column("valid_from", cells.day),
        Column("valid_to", cells.day, may_be_empty=True),
    ),
)
LOCATIONS = File(
    "locations.csv",
    ("location",),
    (
        Column("location", cells.code),
        Column("name", cells.phrase),
        Column("kind", cells.code),
        _free("place"),
        _free("region"),
        _free("ownership"),
        _NOTE,
    ),
)
BUYERS = File(
    "buyers.csv",
    ("buyer_id",),
    (
        Column("buyer_id", cells.code),
        Column("name", cells.phrase),
        Column("kind", cells.code),
        Column("doc_type", cells.one_of("0", "1", "4", "6", "7")),
        _free("doc_number"),
        _free("city"),
        _free("region"),
        _free("payment_terms"),
        _free("fictional"),
        _NOTE,
    ),
)
DELIVERIES = File(
    "deliveries.csv",
    ("delivery_id",),
    (
        Column("delivery_id", cells.code),
        _RECORDED,
        _DATE,
        Column("location", cells.code),
        Column("member_id", cells.code),
        Column("sku", cells.code),
        Column("qty_delivered", cells.quantity),
        Column("qty_rejected", cells.quantity_or_nothing),
        Column("qty_accepted", cells.quantity_or_nothing),
        _NOTE,
    ),
)
TRANSFERS = File(
    "transfers.csv",
    ("transfer_id", "line"),
    (
        Column("transfer_id", cells.code),
        Column("line", cells.whole),
        Column("from_location", cells.code),
        Column("to_location", cells.code),
        Column("via", cells.phrase_or_nothing),
        Column("date_out", cells.day),
        Column("out_recorded_at", cells.clock),
        Column("date_in", cells.day, may_be_empty=True),
        Column("in_recorded_at", cells.clock, may_be_empty=True),
        Column("sku", cells.code),
        Column("qty_sent", cells.quantity),
        Column("qty_received", cells.quantity_or_nothing, may_be_empty=True),
        Column("qty_lost", cells.quantity_or_nothing, may_be_empty=True),
        _free("loss_kind"),
        _NOTE,
    ),
    ("date_in", "in_recorded_at", "qty_received", "qty_lost", "loss_kind", "note"),
)
SALES = File(
    "sales.csv",
    ("sale_id",),
    (
        Column("sale_id", cells.code),
        _RECORDED,
        _DATE,
        Column("location", cells.code),
        Column("channel", cells.code),
        Column("buyer_id", cells.code),
        Column("doc_type", cells.one_of("boleta", "factura", "nota_venta")),
        Column("doc_series", cells.code),
        Column("doc_number", cells.whole),
        Column("price_list", cells.code),
        Column("price_includes_igv", cells.flag),
        Column("tax_code", cells.one_of(*TREATMENTS.values())),
        _CURRENCY,
        _RATE,
        _NOTE,
    ),
)
SALE_LINES = File(
    "sale_lines.csv",
    ("sale_id", "line"),
    (
        Column("sale_id", cells.code),
        Column("line", cells.whole),
        Column("sku", cells.code),
        Column("qty", cells.quantity),
        Column("unit_price", cells.money),
        Column("discount_pct", cells.percent),
        Column("price_source", cells.phrase_or_nothing),
        Column("member_id", cells.code, may_be_empty=True, may_be_absent=True),
    ),
)
PAYMENTS = File(
    "payments.csv",
    ("payment_id",),
    (
        Column("payment_id", cells.code),
        _RECORDED,
        _DATE,
        Column("sale_id", cells.code),
        Column("kind", cells.one_of("cobro", "devolucion")),
        _METHOD,
        _CURRENCY,
        Column("amount", cells.signed_money),
        Column("rounding", cells.rounding),
        _RATE,
        _NOTE,
    ),
)
RETURNS = File(
    "returns.csv",
    ("return_id",),
    (
        Column("return_id", cells.code),
        _RECORDED,
        _DATE,
        Column("sale_id", cells.code),
        Column("line", cells.whole),
        Column("qty", cells.quantity),
        Column("restock", cells.flag),
        Column("restock_location", cells.code, may_be_empty=True),
        Column("nc_code", cells.one_of("01", "06", "07")),
        Column("nc_series", cells.code),
        Column("nc_number", cells.whole),
        _NOTE,
    ),
)
ADJUSTMENTS = File(
    "adjustments.csv",
    ("adjustment_id",),
    (
        Column("adjustment_id", cells.code),
        _RECORDED,
        _DATE,
        Column("location", cells.code),
        Column("sku", cells.code),
        Column("qty_out", cells.quantity),
        Column("kind", cells.one_of("merma", "muestra")),
        _NOTE,
    ),
)
ADVANCES = File(
    "advances.csv",
    ("debit_id",),
    (
        Column("debit_id", cells.code),
        _RECORDED,
        _DATE,
        Column("member_id", cells.code),
        Column("kind", cells.one_of("adelanto", "material", "aporte")),
        Column("amount", cells.money),
        _NOTE,
    ),
)

#: What must be known before anything can happen, in the order it is read.
MASTERS = (SETTINGS, MEMBERS, PRODUCTS, PRICES, LOCATIONS, BUYERS)
#: What happened.
EVENTS = (DELIVERIES, TRANSFERS, SALES, SALE_LINES, PAYMENTS, RETURNS, ADJUSTMENTS, ADVANCES)
FILES = MASTERS + EVENTS
