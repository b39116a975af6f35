"""Numbers as people type them: what is read, and what is refused by which rule."""

from datetime import date

import pytest

from coopshop.domain import reading
from coopshop.domain.errors import Refused

NO_NUMBER_AT_ALL = [
    *("NaN", "nan", "Infinity", "inf", "1e9", "1e999", "0x10", "0b1", "1_000", "½", "²", "Ⅷ"),
    *("١٢", "१२", "１２", "+5", " 5 ", "5 ", "\t5", "5\n", "5\x00", "S/ 5", "5 kg", "5%"),
    *("1,2,3", "1..2", ".5", "5.", ",", ".", "-", "--5", "12,50.", "12 34", "12,3456,789"),
    *("{{7*7}}", "<b>5</b>", "=1+1", "';--", "1" * 10 + "x" * 5_000),
]


@pytest.mark.parametrize("read", [reading.money, reading.quantity, reading.percent, reading.rate])
@pytest.mark.parametrize("text", NO_NUMBER_AT_ALL)
def test_what_is_no_plain_number_is_refused(read, text):
    with pytest.raises(Refused):
        read(text)


@pytest.mark.parametrize("read", [reading.money, reading.quantity, reading.percent, reading.rate])
def test_an_empty_box_is_named_as_such(read):
    with pytest.raises(reading.Blank):
        read("")


@pytest.mark.parametrize("read", [reading.money, reading.quantity, reading.percent, reading.rate])
@pytest.mark.parametrize(
    "text", [str(2**31), str(2**53 + 1), str(2**63 - 1), str(2**63), "9" * 400, "1" + "0" * 5_000]
)
def test_huge_numbers_are_too_large_and_never_computed_with(read, text):
    with pytest.raises(reading.TooLarge) as refusal:
        read(text)
    assert len(refusal.value.facts["read"]) <= 21


@pytest.mark.parametrize("read", [reading.money, reading.quantity, reading.percent, reading.rate])
@pytest.mark.parametrize("text", ["-1", "-0.01", "-1,5", "−7", "-0"])
def test_nothing_below_zero_is_read(read, text):
    with pytest.raises(reading.BelowZero):
        read(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *(
            ("12", 1200),
            ("12.5", 1250),
            ("12,50", 1250),
            ("1250.00", 125_000),
            ("0.01", 1),
            ("007", 700),
        ),
        *(("999999999.99", 99_999_999_999), ("1000", 100_000), ("0,10", 10)),
    ],
)
def test_money_is_read_in_centimos(text, cents):
    assert reading.money(text) == cents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        *(("1,234.50", "1234.50"), ("1.234,50", "1234.50"), ("1.234", "1234"), ("1,234", "1234")),
        *(("1 234.50", "1234.50"), ("1'234.50", "1234.50"), ("1,234,567", "1234567")),
        *(("1\u00a0234,5", "1234.5"), ("12.345.678", "12345678"), ("1,234.567", "1234.567")),
    ],
)
def test_thousands_are_asked_back_with_the_plain_way_to_write_them(text, plain):
    with pytest.raises(reading.Ambiguous) as refusal:
        reading.money(text)
    assert refusal.value.facts["plain"] == plain


def test_a_third_decimal_of_money_that_no_thousands_explain_is_too_fine():
    for text in ("0.125", "1234.567", "12.3456", "0,001"):
        with pytest.raises(reading.TooFine):
            reading.money(text)


def test_zero_is_refused_unless_it_is_meant():
    for read in (reading.money, reading.quantity):
        assert read("0", zero=True) == read("0.00", zero=True) == 0
        with pytest.raises(reading.NotPositive):
            read("0")


@pytest.mark.parametrize(
    ("text", "milli"),
    [
        *(
            ("3", 3000),
            ("11.5", 11_500),
            ("11,5", 11_500),
            ("0.001", 1),
            ("0,250", 250),
            ("2.345", 2345),
        ),
        *(("1234.567", 1_234_567), ("999999", 999_999_000), ("12,25", 12_250)),
    ],
)
def test_quantities_are_read_in_thousandths(text, milli):
    assert reading.quantity(text) == milli


@pytest.mark.parametrize(
    ("text", "small", "large"),
    [
        *(("1.000", "1", "1000"), ("2,000", "2", "2000"), ("1.250", "1.25", "1250")),
        *(("1,234", "1.234", "1234"), ("999.990", "999.99", "999990")),
    ],
)
def test_three_decimals_that_may_be_thousands_are_asked_back(text, small, large):
    with pytest.raises(reading.Twofold) as refusal:
        reading.quantity(text)
    assert (refusal.value.facts["small"], refusal.value.facts["large"]) == (small, large)


def test_both_answers_to_a_twofold_quantity_can_be_read():
    for text in ("1.000", "1.250", "1,234", "999.990"):
        with pytest.raises(reading.Twofold) as refusal:
            reading.quantity(text)
        small, large = refusal.value.facts["small"], refusal.value.facts["large"]
        assert reading.quantity(large) == 1000 * reading.quantity(small)


def test_a_discount_goes_from_nothing_to_everything():
    assert [reading.percent(text) for text in ("0", "7", "7,25", "100.00")] == [0, 700, 725, 10_000]
    for text in ("100.01", "101", "999"):
        with pytest.raises(reading.TooLarge):
            reading.percent(text)


def test_a_rate_keeps_six_decimals():
    assert reading.rate("3.541") == reading.rate("3,541") == 3_541_000
    assert reading.rate("0.000001") == 1
    with pytest.raises(reading.TooFine):
        reading.rate("3.5412345")


@pytest.mark.parametrize(
    "text",
    [
        *("", "4/11/2025", "2025-11-4", "2025-13-01", "2025-00-10", "2025-04-31", "1999-12-31"),
        *(
            "2100-01-01",
            "9999-12-31",
            "٢٠٢٥-11-04",
            "2025-11-04T00:00",
            "2025-W45-2",
            " 2025-11-04",
        ),
    ],
)
def test_what_is_no_day_of_this_century_is_refused(text):
    with pytest.raises(reading.NotADay):
        reading.day(text)


def test_a_leap_day_is_a_day():
    assert reading.day("2024-02-29") == date(2024, 2, 29)
