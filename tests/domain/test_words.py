"""Amounts in words, held against num2words wherever that library is right."""

import random

import pytest
from num2words import num2words

from coopshop.domain.words import cardinal, legend, spoken


def bends(number):
    """Whether thousands or millions end in one: num2words leaves UNO there, Spanish does not."""
    groups = (number // 1_000 % 1_000, number // 1_000_000)
    return any(group % 10 == 1 and group % 100 != 11 and group > 1 for group in groups)


def sample():
    """All small numbers, each round one, and as many large ones as a second allows."""
    chosen = random.Random(2025)
    yield from range(2_100)
    yield from (10**power for power in range(9))
    for below in (10_000, 1_000_000, 1_000_000_000):
        yield from (chosen.randrange(below) for _ in range(1_500))


def test_every_number_agrees_with_num2words_except_where_it_forgets_to_bend():
    for number in sample():
        if not bends(number):
            assert cardinal(number) == num2words(number, lang="es").upper(), number


def test_where_num2words_forgets_to_bend_nothing_else_differs():
    for number in filter(bends, sample()):
        theirs = num2words(number, lang="es").upper()
        for noun in (" MIL", " MILLONES"):
            theirs = theirs.replace(f"VEINTIUNO{noun}", f"VEINTIÚN{noun}")
            theirs = theirs.replace(f" UNO{noun}", f" UN{noun}")
        assert cardinal(number) == theirs, number


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (0, "CERO CON 00/100 SOLES"),
        (1, "CERO CON 01/100 SOLES"),
        (1_00, "UNO CON 00/100 SOLES"),
        (16_50, "DIECISÉIS CON 50/100 SOLES"),
        (22_00, "VEINTIDÓS CON 00/100 SOLES"),
        (100_00, "CIEN CON 00/100 SOLES"),
        (120_00, "CIENTO VEINTE CON 00/100 SOLES"),
        (1_000_00, "MIL CON 00/100 SOLES"),
        (1_101_10, "MIL CIENTO UNO CON 10/100 SOLES"),
        (21_000_00, "VEINTIÚN MIL CON 00/100 SOLES"),
        (31_021_00, "TREINTA Y UN MIL VEINTIUNO CON 00/100 SOLES"),
        (101_000_00, "CIENTO UN MIL CON 00/100 SOLES"),
        (1_000_000_00, "UN MILLÓN CON 00/100 SOLES"),
        (21_000_000_00, "VEINTIÚN MILLONES CON 00/100 SOLES"),
        (888_000_007_99, "OCHOCIENTOS OCHENTA Y OCHO MILLONES SIETE CON 99/100 SOLES"),
    ],
)
def test_the_legend_says_centimos_as_a_fraction(cents, said):
    assert legend(cents, "PEN") == said


def test_the_largest_amount_has_its_words_too():
    nines = "NOVECIENTOS NOVENTA Y NUEVE"
    assert legend(999_999_999_99, "PEN") == f"{nines} MILLONES {nines} MIL {nines} CON 99/100 SOLES"


@pytest.mark.parametrize(
    ("cents", "currency", "said"),
    [
        (1_00, "PEN", "UN SOL"),
        (1, "PEN", "UN CÉNTIMO"),
        (31_00, "PEN", "TREINTA Y UN SOLES"),
        (1_000_000_00, "PEN", "UN MILLÓN DE SOLES"),
        (1_000_000_50, "PEN", "UN MILLÓN DE SOLES CON CINCUENTA CÉNTIMOS"),
        (21_000_000_00, "PEN", "VEINTIÚN MILLONES DE SOLES"),
        (1_001_000_00, "PEN", "UN MILLÓN MIL SOLES"),
        (1_00, "USD", "UN DÓLAR AMERICANO"),
        (2_000_000_21, "USD", "DOS MILLONES DE DÓLARES AMERICANOS CON VEINTIÚN CENTAVOS"),
    ],
)
def test_an_amount_read_aloud_counts_its_coins(cents, currency, said):
    assert spoken(cents, currency) == said


@pytest.mark.parametrize("say", [legend, spoken])
@pytest.mark.parametrize(
    ("cents", "currency"), [(-1, "PEN"), (100_000_000_000, "PEN"), (100, "EUR")]
)
def test_outside_the_range_is_a_bug(say, cents, currency):
    with pytest.raises(ValueError, match=r"outside|not one of"):
        say(cents, currency)
