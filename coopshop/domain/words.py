"""Amounts in words: SON: CIENTO VEINTE CON 00/100 SOLES.

Two forms, because Spanish has two. On a comprobante the céntimos stand as a fraction between number
and currency (`legend`): the number then counts no noun, so it keeps its full form, UNO, VEINTIUNO,
and takes no DE: UN MILLÓN CON 00/100 SOLES. On a receipt that is read aloud (`spoken`) the number
counts its noun and bends to it: UN SOL, VEINTIÚN SOLES, UN MILLÓN DE SOLES. Inside the number MIL
and MILLONES are counted nouns in both forms: VEINTIÚN MIL, TREINTA Y UN MILLONES.

Sources: Ortografía de la lengua española (RAE/ASALE 2010), numerals; SUNAT catalogue 52, legend
1000, in the form that comprobantes carry by custom.
"""

from .money import CURRENCIES, MOST

#: Currency in the legend; then its coin and its hundredth, one and many, as they are said.
NAMES = {
    "PEN": ("SOLES", ("SOL", "SOLES"), ("CÉNTIMO", "CÉNTIMOS")),
    "USD": (
        "DÓLARES AMERICANOS",
        ("DÓLAR AMERICANO", "DÓLARES AMERICANOS"),
        ("CENTAVO", "CENTAVOS"),
    ),
}

UP_TO_29 = (
    "CERO", "UNO", "DOS", "TRES", "CUATRO", "CINCO", "SEIS", "SIETE", "OCHO", "NUEVE",
    "DIEZ", "ONCE", "DOCE", "TRECE", "CATORCE", "QUINCE",
    "DIECISÉIS", "DIECISIETE", "DIECIOCHO", "DIECINUEVE",
    "VEINTE", "VEINTIUNO", "VEINTIDÓS", "VEINTITRÉS", "VEINTICUATRO",
    "VEINTICINCO", "VEINTISÉIS", "VEINTISIETE", "VEINTIOCHO", "VEINTINUEVE",
)  # fmt: skip
TENS = ("TREINTA", "CUARENTA", "CINCUENTA", "SESENTA", "SETENTA", "OCHENTA", "NOVENTA")
HUNDREDS = (
    "CIENTO", "DOSCIENTOS", "TRESCIENTOS", "CUATROCIENTOS", "QUINIENTOS",
    "SEISCIENTOS", "SETECIENTOS", "OCHOCIENTOS", "NOVECIENTOS",
)  # fmt: skip

#: Every number that has a word of its own.
ONE_WORD = {
    **dict(enumerate(UP_TO_29)),
    **dict(zip(range(30, 100, 10), TENS, strict=True)),
    100: "CIEN",
}


def legend(cents: int, currency: str) -> str:
    """The amount as a comprobante says it, `cents` from 0.00 to 999,999,999.99.

    >>> legend(12000, "PEN"), legend(3050, "USD")
    ('CIENTO VEINTE CON 00/100 SOLES', 'TREINTA CON 50/100 DÓLARES AMERICANOS')
    >>> legend(0, "PEN"), legend(101, "PEN")
    ('CERO CON 00/100 SOLES', 'UNO CON 01/100 SOLES')
    >>> legend(21_000_00, "PEN"), legend(1_000_000_00, "PEN")
    ('VEINTIÚN MIL CON 00/100 SOLES', 'UN MILLÓN CON 00/100 SOLES')

    Raises ValueError below zero, above the limit and for a currency that we do not use.
    """
    whole, rest = _parts(cents, currency)
    return f"{cardinal(whole)} CON {rest:02d}/100 {NAMES[currency][0]}"


def spoken(cents: int, currency: str) -> str:
    """The amount as it is read aloud, nothing left to figures.

    >>> spoken(100, "PEN"), spoken(21_000_00, "PEN"), spoken(21_00, "USD")
    ('UN SOL', 'VEINTIÚN MIL SOLES', 'VEINTIÚN DÓLARES AMERICANOS')
    >>> spoken(1_000_000_00, "PEN"), spoken(2_000_001_00, "PEN")
    ('UN MILLÓN DE SOLES', 'DOS MILLONES UN SOLES')
    >>> spoken(120_50, "PEN"), spoken(1_01, "USD")
    ('CIENTO VEINTE SOLES CON CINCUENTA CÉNTIMOS', 'UN DÓLAR AMERICANO CON UN CENTAVO')
    >>> spoken(0, "PEN"), spoken(21, "PEN")
    ('CERO SOLES', 'VEINTIÚN CÉNTIMOS')

    Raises ValueError as `legend` does.
    """
    whole, rest = _parts(cents, currency)
    _, coin, small = NAMES[currency]
    if not rest:
        return _counted(whole, coin)
    if not whole:
        return _counted(rest, small)
    return f"{_counted(whole, coin)} CON {_counted(rest, small)}"


def cardinal(number: int) -> str:
    """A number from 0 to 999,999,999 that counts nothing.

    >>> cardinal(16), cardinal(21), cardinal(31), cardinal(100), cardinal(101)
    ('DIECISÉIS', 'VEINTIUNO', 'TREINTA Y UNO', 'CIEN', 'CIENTO UNO')
    >>> cardinal(500), cardinal(1_000), cardinal(1_001), cardinal(31_000)
    ('QUINIENTOS', 'MIL', 'MIL UNO', 'TREINTA Y UN MIL')
    >>> cardinal(101_000_021)
    'CIENTO UN MILLONES VEINTIUNO'
    """
    if number == 0:
        return ONE_WORD[0]
    millions, below = divmod(number, 1_000_000)
    thousands, ones = divmod(below, 1_000)
    said = []
    if millions:
        said.append("UN MILLÓN" if millions == 1 else f"{_bent(_hundreds(millions))} MILLONES")
    if thousands:
        said.append("MIL" if thousands == 1 else f"{_bent(_hundreds(thousands))} MIL")
    if ones:
        said.append(_hundreds(ones))
    return " ".join(said)


def _parts(cents: int, currency: str) -> tuple[int, int]:
    """Whole units and hundredths, once both arguments are known to be sound."""
    if not 0 <= cents <= MOST:
        raise ValueError(f"{cents} céntimos is outside 0..{MOST}")
    if currency not in CURRENCIES:
        raise ValueError(f"{currency!r} is not one of {CURRENCIES}")
    return divmod(cents, 100)


def _counted(number: int, noun: tuple[str, str]) -> str:
    """A number with the noun it counts; a round number of millions takes DE before it."""
    one, many = noun
    of = "DE " if number and number % 1_000_000 == 0 else ""
    return f"{_bent(cardinal(number))} {of}{one if number == 1 else many}"


def _hundreds(number: int) -> str:
    """A number from 1 to 999."""
    if number in ONE_WORD:
        return ONE_WORD[number]
    hundreds, below = divmod(number, 100)
    if hundreds:
        said = HUNDREDS[hundreds - 1]
        return f"{said} {_hundreds(below)}" if below else said
    return f"{ONE_WORD[number - number % 10]} Y {ONE_WORD[number % 10]}"


def _bent(said: str) -> str:
    """The number before its noun: UNO loses its end, and VEINTIÚN then bears an accent."""
    if said.endswith("VEINTIUNO"):
        return said[:-3] + "ÚN"
    return said[:-1] if said.endswith("UNO") else said
