"""Sheets of pads: numbers are printed once, each is typed in once, and what is out is known."""

import pytest

from coopshop import invoices, ledger, sales
from coopshop.ledger import pads
from coopshop.ledger.pads import NotPrinted, SheetSpoilt, SheetUsed, TooManySheets


def test_each_pad_goes_on_where_the_last_one_of_its_kind_ended(session, today):
    first = pads.print_block(session, kind="sale", sheets=20, **today)
    other = pads.print_block(session, kind="delivery", sheets=10, **today)
    second = pads.print_block(session, kind="sale", sheets=5, **today)
    assert [(b.first, b.last) for b in (first, other, second)] == [(1, 20), (1, 10), (21, 25)]


def test_a_sheet_is_typed_in_once_and_says_what_it_became(session, today):
    pads.print_block(session, kind="sale", sheets=20, **today)
    pads.type_in(session, kind="sale", number=7, made="V0012", **today)
    with pytest.raises(SheetUsed) as refused:
        pads.type_in(session, kind="sale", number=7, made="V0013", **today)
    assert refused.value.facts == {"sheet": "VP-000007", "made": "V0012"}


@pytest.mark.parametrize("number", [21, 999_999])
def test_a_number_that_stands_on_no_sheet_is_refused(session, today, number):
    pads.print_block(session, kind="sale", sheets=20, **today)
    with pytest.raises(NotPrinted):
        pads.type_in(session, kind="sale", number=number, made="V0001", **today)


def test_numbers_of_one_pad_are_not_those_of_another(session, today):
    pads.print_block(session, kind="sale", sheets=20, **today)
    with pytest.raises(NotPrinted):
        pads.type_in(session, kind="payout", number=7, made="L001", **today)


def test_without_a_number_nothing_was_on_paper(session, today):
    pads.type_in(session, kind="sale", number=None, made="V0001", **today)
    assert pads.blocks(session) == []


def test_a_torn_sheet_is_put_down_and_never_typed_in(session, today):
    block = pads.print_block(session, kind="count", sheets=3, **today)
    pads.type_in(session, kind="count", number=2, made=None, note="se mojó", **today)
    with pytest.raises(SheetSpoilt):
        pads.type_in(session, kind="count", number=2, made="K001", **today)
    assert pads.slips_of(session, block)[2].note == "se mojó"
    assert [printed.out for printed in pads.blocks(session)] == [2]


def test_a_sheet_whose_sale_was_undone_is_typed_in_again(cast, session, today):
    cast.delivers(cast.rosa, 5)
    block = pads.print_block(session, kind="sale", sheets=3, **today)
    wrong, right = cast.buys(3), cast.buys(2)
    pads.type_in(session, kind="sale", number=2, made=wrong, **today)
    paper = invoices.main_document(session, wrong).id
    sales.undo(session, wrong, document=paper, why="mal", at=today["at"], by=1)
    assert pads.slips_of(session, block)[2].undone
    pads.type_in(session, kind="sale", number=2, made=right, **today)
    typed = pads.slips_of(session, block)[2]
    assert (typed.made, typed.turn, typed.undone) == (right, 2, False)
    with pytest.raises(SheetUsed) as refused:
        pads.type_in(session, kind="sale", number=2, made="V0099", **today)
    assert refused.value.facts["made"] == right
    assert [printed.out for printed in pads.blocks(session)] == [2]
    assert pads.on_paper(session).wrong == []


@pytest.mark.parametrize("sheets", [0, 201])
def test_a_pad_nobody_can_hold_is_refused(session, today, sheets):
    with pytest.raises(TooManySheets):
        pads.print_block(session, kind="sale", sheets=sheets, **today)


def test_the_audit_knows_every_sheet(session, today):
    pads.print_block(session, kind="sale", sheets=2, **today)
    pads.type_in(session, kind="sale", number=1, made="V0001", **today)
    found = ledger.CHECKS[-1](session)
    assert (found.examined, found.wrong) == (2, [])
