"""Pads for days without power: what each sheet asks, in the order and by the names of the screen.

A box is called as the field of the form into which it is typed; its number stands on the paper and
on the screen, so that a sheet is typed in from ① to the last one without looking for anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import N_, Refused


class WrongSheet(Refused):
    """Not the number of such a sheet."""

    message = N_("%(read)s is not the number of such a sheet; they look like %(like)s.")
    field = "sheet"


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to write, or to tick one of `options`; so `wide` of the `PARTS` of a sheet."""

    name: str
    label: str
    wide: int = 3
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A table to write in: its columns, as `wide` as boxes are, and how many rows."""

    name: str
    columns: tuple[Box, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Pad:
    """A kind of sheet: what it is called, the letters of its numbers, what it asks, who signs."""

    prefix: str
    title: str
    parts: tuple[Box | Rows, ...]
    signed: tuple[str, ...]
    #: What the words of a column mean, at the foot.
    foot: str = ""
    #: Whether a finger may sign.
    finger: bool = False
    #: Sheets on one A4.
    on_a_page: int = 2

    def numbered(self) -> Iterator[tuple[int, str, str]]:
        """Each box in order: its number, the lines it belongs to (or nothing), its name.

        >>> [each for each in PADS["delivery"].numbered()][:3]
        [(1, '', 'member'), (2, 'lines', 'sku'), (3, 'lines', 'brought')]
        """
        number = 0
        for part in self.parts:
            boxes = part.columns if isinstance(part, Rows) else (part,)
            for box in boxes:
                number += 1
                yield number, part.name if isinstance(part, Rows) else "", box.name


PADS = {
    "sale": Pad(
        "VP",
        "Venta",
        (
            Rows(
                "lines",
                (
                    Box("sku", "Producto y código", 8),
                    Box("quantity", "Cantidad", 2),
                    Box("discount", "Descuento %", 2),
                ),
                5,
            ),
            Box("buyer", "Cliente", 6),
            Box("used", "¿Dónde se usará?", 6, ("en la selva", "fuera", "extranjero")),
            Box("place", "Lugar", 3),
            Box("on", "Día", 3),
            Box("channel", "Cómo se vende", 3),
            Box("price_list", "Lista de precios", 3),
            Box("kind", "Papel", 6, ("boleta", "factura", "nota de venta")),
            Box("name", "Nombre, si es nuevo", 6),
            Box("document_type", "Documento", 4, ("DNI", "RUC", "otro")),
            Box("document_number", "Número", 2),
            Box("terms", "Pago", 3, ("contado", "crédito")),
            Box("due_on", "Hasta qué día", 3),
            Rows(
                "payments",
                (
                    Box("method", "Cómo paga", 4),
                    Box("amount", "Monto S/", 2),
                    Box("tendered", "Recibido en efectivo", 3),
                    Box("operation", "N.º de operación", 3),
                ),
                1,
            ),
        ),
        ("Vende", "Compra"),
    ),
    "delivery": Pad(
        "EP",
        "Entrega",
        (
            Box("member", "Quién las trae (nombre y código)", 12),
            Rows(
                "lines",
                (
                    Box("sku", "Producto y código", 4),
                    Box("brought", "Trae", 1),
                    Box("rejected", "Rechazadas", 2),
                    Box("fault", "Por qué*", 2),
                    Box("words", "En palabras", 3),
                ),
                7,
            ),
            Box("place", "Dónde quedan", 4),
            Box("on", "Día", 3),
            Box("note", "Nota", 5),
        ),
        ("Entrega (firma o huella)", "Recibe"),
        foot="* medida, acabado, humedad, moho, fibra u otro.",
    ),
    "payout": Pad(
        "LP",
        "Pago a socia",
        (
            Box("member", "Socia (nombre y código)", 8),
            Box("amount", "Monto S/", 4),
            Box("method", "Cómo se paga", 7, ("efectivo", "Yape", "Plin", "banco")),
            Box("operation", "N.º de operación", 5),
            Box("collector", "Quién cobra por ella", 8),
            Box("on", "Día", 4),
            Box("note", "Nota", 12),
        ),
        ("Recibe (firma o huella)", "Testigo", "Paga"),
        finger=True,
    ),
    "count": Pad(
        "KP",
        "Conteo",
        (
            Box("place", "Lugar", 12),
            Rows(
                "lines",
                (Box("sku", "Producto y código", 9), Box("counted", "Contado", 3)),
                27,
            ),
        ),
        ("Cuenta", "Testigo"),
        on_a_page=1,
    ),
}

#: A sheet is so many parts wide.
PARTS = 12

#: Digits of a sheet's number, with as many zeros in front.
DIGITS = 6


def sheet_code(kind: str, number: int) -> str:
    """How a sheet is called.

    >>> sheet_code("sale", 101)
    'VP-000101'
    """
    return f"{PADS[kind].prefix}-{number:0{DIGITS}d}"


def sheet_number(kind: str, text: str) -> int:
    """The number of a sheet, with its letters and zeros or without.

    >>> sheet_number("sale", "vp-000101"), sheet_number("sale", "101"), sheet_number("sale", "VP 7")
    (101, 101, 7)
    >>> sheet_number("sale", "EP-000101")
    Traceback (most recent call last):
        ...
    coopshop.domain.pads.WrongSheet: EP-000101 is not the number of such a sheet; ... VP-000101.
    """
    found = re.fullmatch(rf"(?:{PADS[kind].prefix}[\s-]*)?([0-9]{{1,{DIGITS}}})", text.upper())
    if not found or int(found[1]) == 0:
        raise WrongSheet(read=text[:20], like=sheet_code(kind, 101))
    return int(found[1])


def kind_of(code: str) -> str | None:
    """The kind of pad a sheet's code belongs to.

    >>> kind_of("EP-000012"), kind_of("D0001")
    ('delivery', None)
    """
    prefix = code.partition("-")[0].upper()
    return next((kind for kind, pad in PADS.items() if pad.prefix == prefix), None)
