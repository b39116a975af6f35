"""Whole céntimos: the one rounding rule, and what cash can pay."""

from dataclasses import dataclass

CURRENCIES = ("PEN", "USD")

#: Largest sum that one line, payment or total may reach: S/ 999,999,999.99.
MOST = 99_999_999_999

#: The 5-céntimo coin left circulation on 1 January 2019 (Circular 0033-2018-BCRP).
SMALLEST_COIN = 10

#: From this sum on, only bank means let the buyer use the cost (Ley 28194).
BANKED_FROM = {"PEN": 200_000, "USD": 50_000}

MICROS = 1_000_000


def half_up(over: int, under: int) -> int:
    """`over / under` to the nearest whole number, halves away from zero.

    Whole numbers only, `under` above zero. This is round2 of rule R4, in céntimos:

    >>> half_up(26784, 10)  # 2678.4 céntimos
    2678
    >>> half_up(15, 10)
    2
    >>> half_up(-15, 10)
    -2
    >>> half_up(-14, 10)
    -1
    """
    if over < 0:
        return -half_up(-over, under)
    return (2 * over + under) // (2 * under)


def exchange(cents: int, micros: int) -> int:
    """Céntimos of soles for `cents` of a foreign currency at `micros` (millionths of a sol).

    >>> exchange(2850, 3_541_000)  # USD 28.50 at 3.541
    10092
    """
    return half_up(cents * micros, MICROS)


def cash_for(cents: int) -> int:
    """What coins can pay of `cents`, rounded down to ten céntimos in the buyer's favour (R9).

    >>> cash_for(3348), cash_for(3340), cash_for(9)
    (3340, 3340, 0)
    """
    return cents - cents % SMALLEST_COIN


def cash_back(cents: int) -> int:
    """What coins give back for `cents`, rounded up: again in the buyer's favour.

    >>> cash_back(1503), cash_back(1500)
    (1510, 1500)
    """
    return -cash_for(-cents)


@dataclass(frozen=True, slots=True)
class Dollars:
    """Notes of `cents` in dollars that pay a sum in soles at a rate, and the change in soles."""

    cents: int
    micros: int
    change: int = 0

    @property
    def worth(self) -> int:
        """Céntimos of soles that the notes are worth.

        >>> Dollars(2_000, 3_700_000).worth  # US$ 20.00 at 3.70
        7400
        """
        return exchange(self.cents, self.micros)

    def paying(self, amount: int) -> "Dollars":
        """The same notes, with the change that coins can give for `amount` céntimos of soles.

        >>> Dollars(2_000, 3_700_000).paying(7_000).change
        400
        >>> Dollars(2_000, 3_541_000).paying(3_340).change  # 37.42, in the buyer's favour
        3750
        """
        return Dollars(self.cents, self.micros, cash_back(self.worth - amount))


def must_be_banked(cents: int, currency: str) -> bool:
    """Whether a payment of `cents` is large enough that the law asks for bank means.

    >>> must_be_banked(200_000, "PEN"), must_be_banked(199_999, "PEN")
    (True, False)
    >>> must_be_banked(50_000, "USD")
    True
    """
    return cents >= BANKED_FROM[currency]
