"""Which paper a sale may have: what the law asks of the buyer for each kind."""

from .errors import N_, Refused

#: Kinds of document and their code in SUNAT's catalogue 01; a nota de venta is nobody's but ours.
KINDS = {"factura": "01", "boleta": "03", "nota_credito": "07", "nota_venta": "00"}

#: Above this total (céntimos of soles) a boleta names its buyer (RS 007-99/SUNAT, art. 8).
NAMED_ABOVE = 70_000

#: Up to this total an unnamed sale may go to the daily control without a boleta.
UNNAMED_UP_TO = 500

NO_DOCUMENT, RUC = "0", "6"


class BoletaNeedsName(Refused):
    """A boleta above S/ 700 without the buyer's identity."""

    message = N_("A boleta above S/ 700.00 needs the buyer's name and document.")
    field = "buyer"


class FacturaNeedsRuc(Refused):
    """A factura for somebody without a RUC."""

    message = N_("A factura needs a buyer with RUC; choose a boleta or another buyer.")
    field = "buyer"


class OnlySmallSales(Refused):
    """A sale that is too large for the daily control."""

    message = N_("Only sales of up to S/ 5.00 to an unnamed buyer go without a boleta.")
    field = "kind"


class CreditNeedsName(Refused):
    """Credit to nobody."""

    message = N_("A sale on credit needs a buyer with name and document.")
    field = "buyer"


def refuse_buyer(kind: str, total_pen: int, document_type: str, treatment: str) -> None:
    """Refuse a paper that the buyer's identity does not allow (R12).

    `total_pen` in céntimos of soles; `document_type` from catalogue 06.

    >>> refuse_buyer("boleta", 70_000, "0", "exonerado")
    >>> refuse_buyer("boleta", 70_001, "0", "exonerado")
    Traceback (most recent call last):
        ...
    coopshop.domain.papers.BoletaNeedsName: A boleta above ...
    >>> refuse_buyer("factura", 100, "1", "gravado")
    Traceback (most recent call last):
        ...
    coopshop.domain.papers.FacturaNeedsRuc: A factura needs a buyer with ...

    An export is invoiced to somebody who has no RUC:

    >>> refuse_buyer("factura", 100, "0", "exportacion")
    """
    if kind == "boleta" and total_pen > NAMED_ABOVE and document_type == NO_DOCUMENT:
        raise BoletaNeedsName
    if kind == "factura" and document_type != RUC and treatment != "exportacion":
        raise FacturaNeedsRuc


def refuse_no_paper(total_pen: int, document_type: str) -> None:
    """Refuse a sale without boleta that the daily control does not cover (R12).

    >>> refuse_no_paper(500, "0")
    >>> refuse_no_paper(501, "0")
    Traceback (most recent call last):
        ...
    coopshop.domain.papers.OnlySmallSales: Only sales of up to S/ 5.00 ...
    >>> refuse_no_paper(100, "1")
    Traceback (most recent call last):
        ...
    coopshop.domain.papers.OnlySmallSales: Only sales of up to S/ 5.00 ...
    """
    if total_pen > UNNAMED_UP_TO or document_type != NO_DOCUMENT:
        raise OnlySmallSales
