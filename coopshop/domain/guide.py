"""Why goods travel, as a guía de remisión says it: SUNAT's catalogue 20."""

from .errors import N_

#: The motives that our transfers can have.
MOTIVES = {
    "04": N_("04, between places of our own"),
    "05": N_("05, consignment"),
    "06": N_("06, return"),
    "18": N_("18, travelling seller"),
}

#: Kinds of place: what lies there is at somebody else's, or at a fair.
CONSIGNMENT, FAIR = "consignacion", "feria"


def motive(origin: str, destination: str) -> str:
    """The motive for a journey between two kinds of place; ask the accountant.

    >>> motive("almacen", "tienda"), motive("tienda", "consignacion")
    ('04', '05')
    >>> motive("consignacion", "tienda"), motive("tienda", "feria"), motive("feria", "tienda")
    ('06', '18', '18')
    """
    if destination == CONSIGNMENT:
        return "05"
    if origin == CONSIGNMENT:
        return "06"
    return "18" if FAIR in (origin, destination) else "04"
