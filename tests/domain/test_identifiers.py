"""RUC, DNI and foreign documents, held against python-stdnum; every number is invented."""

import random

import pytest
from stdnum.pe import cui
from stdnum.pe import ruc as stdnum_ruc

from coopshop.domain import identifiers
from coopshop.domain.errors import Refused


def numbers(prefix, length):
    """Numbers of the invented blocks, from the first on and at random."""
    chosen = random.Random(7)
    rest = length - len(prefix)
    for index in range(200):
        yield f"{prefix}{index:0{rest}d}"
        yield f"{prefix}{chosen.randrange(10**rest):0{rest}d}"


@pytest.mark.parametrize("prefix", ["2099", "1099900"])
def test_a_ruc_is_taken_exactly_when_stdnum_takes_it(prefix):
    for first_ten in numbers(prefix, 10):
        for last in "0123456789":
            number = first_ten + last
            ours = last == identifiers.ruc_check(first_ten)
            assert ours == stdnum_ruc.is_valid(number), number
            if ours:
                assert identifiers.ruc(number) == number
            else:
                with pytest.raises(identifiers.WrongRucCheck):
                    identifiers.ruc(number)


def test_any_wrong_digit_and_any_swap_of_neighbours_is_noticed():
    right = "20990000019"
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            with pytest.raises(Refused):
                identifiers.ruc(right[:place] + other + right[place + 1 :])
    for place in range(len(right) - 1):
        first, second = right[place : place + 2]
        if first != second:
            with pytest.raises(Refused):
                identifiers.ruc(right[:place] + second + first + right[place + 2 :])


def test_a_person_of_the_old_prefixes_has_a_ruc_too():
    for prefix in ("15", "16", "17"):
        first_ten = f"{prefix}99900001"
        number = first_ten + identifiers.ruc_check(first_ten)
        assert identifiers.ruc(number) == number


def test_both_check_characters_of_a_dni_are_those_of_stdnum():
    for number in numbers("9990", 8):
        assert set(identifiers.dni_check(number)) == set(cui.calc_check_digits(number))
        digit, letter = identifiers.dni_check(number)
        assert identifiers.dni(number, digit) == identifiers.dni(number, letter.lower()) == number


@pytest.mark.parametrize(
    "typed", ["", "9990000001٩", "²0990000019", "20990000019\x00", "2" * 10_000, "RUC 20990000019"]
)
def test_only_eleven_plain_digits_are_a_ruc(typed):
    with pytest.raises(identifiers.WrongRucLength) as refusal:
        identifiers.ruc(typed)
    assert len(str(refusal.value)) < 80


@pytest.mark.parametrize("typed", ["", "9990010", "999001011", "9990010O", "٩٩٩٠٠١٠١"])
def test_only_eight_plain_digits_are_a_dni(typed):
    with pytest.raises(identifiers.WrongDniLength):
        identifiers.dni(typed)


@pytest.mark.parametrize("typed", ["", "FX", "FX 1/2 34", "FX00007010000", "FX00007ñ1"])
def test_a_foreign_document_is_letters_and_digits(typed):
    with pytest.raises(identifiers.WrongForeignDocument):
        identifiers.document("7", typed)


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("6", "1", "document_number"),
        ("0", "99900101", "document_type"),
        ("", "99900101", "document_type"),
    ],
)
def test_a_refusal_names_the_box_it_belongs_to(kind, typed, field):
    with pytest.raises(Refused) as refusal:
        identifiers.document(kind, typed)
    assert refusal.value.field == field
