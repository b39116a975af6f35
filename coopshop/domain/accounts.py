"""The chart of accounts: the only place where an account gets its name.

Goods and money share it. A balance is what went in less what went out, so what the cooperative has
stands above zero and what it owes below. Codes in brackets are those of the Plan Contable General
Empresarial (PCGE 2019) that an accountant will look for.
"""

#: Everything that is counted in pieces.
GOODS = "goods/"
#: Where pieces are that may never be fewer than none; the database checks the same prefixes.
SHELVES = "goods/shelf/"
ON_THE_WAY = "goods/transit/"
GUARDED = (SHELVES, ON_THE_WAY)

SOLD = "goods/sold"
LOST = "goods/lost"
SHRUNK = "goods/shrunk"
SAMPLE = "goods/sample"
SPOILT = "goods/returned"

#: The association's part of the net [70 Ventas, its commission].
ASSOCIATION = "association/margin"
#: What the association pays when the river takes pieces of members [65 Otros gastos].
LOSSES = "association/losses"
#: What it pays for samples and gifts [63 Servicios de terceros: promoción].
SAMPLES = "association/samples"
#: Materials handed to members against their earnings [25 Materiales auxiliares].
MATERIALS = "association/materials"
#: IGV of taxed sales [40111 IGV, cuenta propia].
IGV = "igv"
#: Céntimos that no coin can pay [659 Otros gastos de gestión].
ROUNDING = "rounding"
#: The bridge between soles and dollars: it balances each currency by itself.
EXCHANGE = "exchange"
#: Won or lost because a payment came at another rate [676/776 Diferencia de cambio].
RATE_DIFFERENCE = "association/rate-difference"
#: The members' yearly dues, kept for the community [46 Cuentas por pagar diversas].
DUES = "fund/dues"
#: What a count of a drawer found too much or too little [759/659 sobrantes y faltantes de caja].
CASH_DIFFERENCE = "association/cash-difference"
#: Fares of those who travel for the association [631 Transporte: pasajes].
FARES = "association/fares"
#: Freight of what travels [631 Transporte: carga].
FREIGHT = "association/freight"
#: Whatever else it pays in cash [65 Otros gastos de gestión].
EXPENSES = "association/expenses"
#: Whatever else it is given: donations, a deposit not called for [75 Otros ingresos de gestión].
OTHER_INCOME = "association/other-income"
#: What stood in the notebook before the book began: its other side [59 Resultados acumulados].
OPENING = "opening"
#: What a carrier owes for pieces lost in his hands [16 Cuentas por cobrar diversas].
CARRIER = "carrier"

#: The drawers of the tills; what lies in no drawer is in the box, `cash`.
DRAWERS = "cash/"
#: Where money lies, by the way it came [101 Caja, 104 Cuentas corrientes].
PURSES = {
    "efectivo": "cash",
    "yape": "yape",
    "plin": "plin",
    "tarjeta": "card",
    "transferencia": "bank",
}


def maker(member: str) -> str:
    """Pieces in their maker's own hands, before she brings them."""
    return f"goods/maker/{member}"


def shelf(place: str) -> str:
    """Pieces at a place of ours, or at a hotel on consignment [21, 25]."""
    return f"{SHELVES}{place}"


def transit(transfer: str, line: int) -> str:
    """Pieces on the water or the road: one account for each line of a transfer."""
    return f"{ON_THE_WAY}{transfer}/{line}"


def service(member: str) -> str:
    """Services have no shelf: they come from the member who gives them."""
    return f"goods/service/{member}"


def earned(member: str) -> str:
    """Her share of sales that the buyer has not paid yet [469, below zero = ours to pay]."""
    return f"earned/{member}"


def payable(member: str) -> str:
    """What she can be paid now; above zero she owes the association [469]."""
    return f"payable/{member}"


def due(sale: str) -> str:
    """What the buyer of one sale still owes [121 Facturas por cobrar]."""
    return f"due/{sale}"


def fund(group: str) -> str:
    """The communal fund's part from the products of one group [46]."""
    return f"fund/{group}"


def purse(method: str) -> str:
    """Where money paid by a method lies; cash in the association's own box, outside any till."""
    return PURSES[method]


def drawer(till: str) -> str:
    """The cash in the drawer of one till [101]."""
    return f"{DRAWERS}{till}"


def deposit(order: str) -> str:
    """What a buyer paid ahead for pieces still to be made [122 Anticipos de clientes]."""
    return f"deposit/{order}"


def old_debt(opening: str) -> str:
    """What a buyer owes since before the book began [121]."""
    return f"old-due/{opening}"
