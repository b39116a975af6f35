"""Pieces are counted, fibre is weighed: every quantity is a whole number of smallest parts."""

from typing import NamedTuple

from .errors import N_, Refused


class Unit(NamedTuple):
    """A unit of sale: SUNAT's code (catalogue 03) and into how many parts it is counted."""

    sunat: str
    parts: int


#: The units of sale. Kilos are counted in grams; a visit or a dozen is counted whole.
UNITS = {
    "unidad": Unit("NIU", 1),
    "par": Unit("PR", 1),
    "docena": Unit("DZN", 1),
    "kg": Unit("KGM", 1000),
    "servicio": Unit("ZZ", 1),
}

#: No row may hold more than this many parts.
MOST = 1_000_000_000


class WholePiecesOnly(Refused):
    """Half a basket was asked for."""

    message = N_("This product is counted in whole pieces: %(read)s is not possible.")
    field = "quantity"


def units_of(milli: int, parts: int) -> int:
    """Turn thousandths of the product's unit into its smallest parts.

    >>> units_of(11_500, 1000), units_of(3_000, 1)
    (11500, 3)
    >>> units_of(2_500, 1)
    Traceback (most recent call last):
        ...
    coopshop.domain.quantity.WholePiecesOnly: This product is counted in whole pieces: 2.5 ...
    """
    if milli * parts % 1000:
        raise WholePiecesOnly(read=f"{milli / 1000:g}")
    return milli * parts // 1000
