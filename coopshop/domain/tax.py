"""The money of one line: net, IGV and total, and which tax a sale bears."""

from dataclasses import dataclass

from .money import half_up

#: IGV affectation, catalogue 07 of SUNAT: the code each treatment carries on a line.
TREATMENTS = {"gravado": "10", "exonerado": "20", "inafecto": "30", "exportacion": "40"}

#: 100 %, in basis points.
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class LineMoney:
    """Céntimos of one line: `net` + `igv` = `total`; `discount` is what was taken off before."""

    net: int
    igv: int
    total: int
    discount: int


def treatment_of(code: str) -> str:
    """The treatment that a catalogue 07 code stands for.

    >>> treatment_of("20")
    'exonerado'
    """
    return next(name for name, known in TREATMENTS.items() if known == code)


def treatment_for(used: str, *, amazonia: bool) -> str:
    """What the answer to "where will it be used?" makes of a sale.

    `used` is `here` (consumed in the Amazon), `away` (leaves it) or `abroad` (exported).
    `amazonia` says whether the issuer may exempt on that day (a dated setting).
    Source: Ley 27037 art. 13.1; SUNAT Informe 016-2005 (the seller decides for each sale).

    >>> treatment_for("here", amazonia=True), treatment_for("here", amazonia=False)
    ('exonerado', 'gravado')
    >>> treatment_for("away", amazonia=True), treatment_for("abroad", amazonia=False)
    ('gravado', 'exportacion')
    """
    if used == "abroad":
        return "exportacion"
    return "exonerado" if used == "here" and amazonia else "gravado"


def line_money(
    units: int,
    parts: int,
    price: int,
    discount_bp: int,
    treatment: str,
    includes: bool,
    igv_bp: int,
) -> LineMoney:
    """Price one line (rule R4); nothing is rounded again afterwards.

    `units` counted `parts` to the product's unit, `price` céntimos for one whole unit,
    `discount_bp` and `igv_bp` in basis points, `includes` whether the price already holds the IGV.

    Three purses of 12.00 less 7 %, exempt:

    >>> line_money(3, 1, 1200, 700, "exonerado", False, 1800)
    LineMoney(net=3348, igv=0, total=3348, discount=252)

    Eight baskets of 24.00 less 5 % that go to Lima, IGV on top:

    >>> line_money(8, 1, 2400, 500, "gravado", False, 1800)
    LineMoney(net=18240, igv=3283, total=21523, discount=960)

    A basket of 25.00 at a fair in Lima, IGV inside:

    >>> line_money(1, 1, 2500, 0, "gravado", True, 1800)
    LineMoney(net=2119, igv=381, total=2500, discount=0)

    Eleven and a half kilos (11500 g) of fibre at 5.00 the kilo:

    >>> line_money(11500, 1000, 500, 0, "exonerado", False, 1800)
    LineMoney(net=5750, igv=0, total=5750, discount=0)

    Source: scenario rule R4; an exempt or exported line bears no IGV (catalogue 07).
    """
    full = half_up(units * price, parts)
    gross = half_up(units * price * (WHOLE - discount_bp), parts * WHOLE)
    if treatment != "gravado":
        return LineMoney(gross, 0, gross, full - gross)
    if includes:
        net = half_up(gross * WHOLE, WHOLE + igv_bp)
        return LineMoney(net, gross - net, gross, full - gross)
    igv = half_up(gross * igv_bp, WHOLE)
    return LineMoney(gross, igv, gross + igv, full - gross)
