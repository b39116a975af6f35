"""What we print for a form, we read back; whatever is typed, we answer."""

from hypothesis import given
from hypothesis import strategies as st

from coopshop.domain import reading, showing
from coopshop.domain.errors import Refused

MILLI = 1000


@given(st.integers(0, 99_999_999_999))
def test_every_sum_survives_being_shown_and_read(cents):
    assert reading.money(showing.plain_money(cents), zero=True) == cents


@given(st.integers(0, 999_999_999))
def test_every_quantity_survives_being_shown_and_read(milli):
    assert reading.quantity(showing.plain_quantity(milli, MILLI), zero=True) == milli


@given(st.integers(0, 10_000))
def test_every_percentage_survives_being_shown_and_read(basis_points):
    assert reading.percent(showing.plain_percent(basis_points)) == basis_points


@given(st.integers(1, 999_999_999))
def test_every_rate_survives_being_shown_and_read(micros):
    assert reading.rate(showing.rate(micros)) == micros


@given(st.integers(100_000, 99_999_999_999))
def test_a_sum_with_its_thousands_marked_is_never_read_as_another_sum(cents):
    marked = showing.amount(cents)
    for text in (marked, marked.translate(str.maketrans(",.", ".,"))):
        try:
            read = reading.money(text)
        except reading.Ambiguous as refusal:
            read = reading.money(refusal.facts["plain"])
        assert read == cents


@given(
    st.text()
    | st.text("0123456789.,-+eE ' ", max_size=20)
    | st.from_regex(r"[0-9]{1,12}([.,][0-9]{1,8})?")
)
def test_any_text_is_a_number_or_a_refusal(text):
    for read in (reading.money, reading.quantity, reading.percent, reading.rate):
        try:
            number = read(text)
        except Refused:
            continue
        assert 0 <= number <= 99_999_999_999
