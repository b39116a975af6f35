"""Counting while selling: each figure has its moment, and nothing is written off unexplained."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import inventory, ledger
from coopshop.inventory import Figure, logbook
from coopshop.inventory.counting import (
    CountGoesOn,
    MovedMeanwhile,
    NotExplained,
    NothingCounted,
    SoldOutMeanwhile,
    UnknownSheet,
    expected,
    figures_of,
)
from coopshop.inventory.models import Adjustment

MINUTE = timedelta(minutes=1)


class Desk:
    """A counter at Chipaota; a minute passes with each thing done."""

    def __init__(self, cast, session, today):
        self.cast, self.session, self.today = cast, session, today
        cast.cooperative  # noqa: B018 - somebody must be selling
        self.code = self.did(inventory.begin_count, place=cast.chipaota)

    def did(self, verb, **facts):
        self.today["at"] += MINUTE
        self.cast.today = self.today
        return verb(self.session, **facts, **self.today)

    def jots(self, units, sku=None, ago=None):
        figures = {sku or self.cast.basket: None if units is None else Figure(units, ago)}
        self.today["at"] += MINUTE
        stamp = {"at": self.today["at"], "by": 1}
        inventory.jot(self.session, code=self.code, figures=figures, **stamp)

    def sells(self, units, sku=None):
        self.today["at"] += MINUTE
        self.cast.today = self.today
        return self.cast.buys(units, sku=sku)

    @property
    def differences(self):
        (sheet,) = inventory.open_sheets(self.session)
        found = inventory.differences(self.session, sheet)
        return {row.product.sku: row.units for row in found}

    def hands_in(self, reason="no_se", words=None, seen=()):
        why = dict.fromkeys(self.differences, (reason, words))
        self.did(inventory.hand_in, code=self.code, reasons=why, seen=dict(seen))

    @property
    def left(self):
        return inventory.stock_of(self.session, self.cast.chipaota, self.cast.basket)


@pytest.fixture
def desk(cast, session, today):
    cast.delivers(cast.rosa, 10)
    return Desk(cast, session, dict(today))


def test_two_are_sold_meanwhile_and_eight_counted_afterwards_are_right(desk):
    desk.sells(2)
    desk.jots(8)
    assert desk.differences == {desk.cast.basket: 0}


def test_ten_are_counted_and_two_sold_afterwards_are_right(desk):
    desk.jots(10)
    desk.sells(2)
    assert desk.differences == {desk.cast.basket: 0}
    desk.hands_in()
    (row,) = logbook.count_of(desk.session, desk.code)
    assert (row.count.in_book, row.count.counted, row.moment.since) == (10, 10, -2)
    assert row.reason is None
    assert desk.left == 8


def test_what_is_missing_at_its_moment_leaves_the_shelf_whatever_was_sold_meanwhile(desk):
    desk.sells(1)
    desk.jots(8)
    desk.sells(3)
    assert desk.differences == {desk.cast.basket: -1}
    desk.hands_in("robo", "dos hombres")
    assert desk.left == 5
    (row,) = logbook.count_of(desk.session, desk.code)
    assert (row.difference, row.reason.reason, row.reason.note) == (-1, "robo", "dos hombres")
    (gone,) = desk.session.scalars(sa.select(Adjustment))
    assert (gone.kind, gone.note, gone.units) == ("merma", desk.code, 1)


def test_a_phone_that_sends_a_figure_late_says_how_long_ago_it_was_typed(desk):
    """Typed, then two are sold, then the phone finds signal."""
    desk.sells(2)
    desk.jots(10, ago=MINUTE + MINUTE / 2)
    assert desk.differences == {desk.cast.basket: 0}


def test_no_figure_is_older_than_its_count(desk):
    desk.jots(10, ago=timedelta(days=3))
    (figure,) = figures_of(desk.session, desk.code).values()
    assert figure.at == inventory.open_sheets(desk.session)[0].opened_at


def test_a_sale_of_yesterday_that_is_written_down_late_had_happened_before_the_count(desk):
    desk.jots(8)
    yesterday = desk.today["on"] - timedelta(days=1)
    desk.today["at"] += MINUTE
    asked = inventory.adjust
    asked(
        desk.session,
        place=desk.cast.chipaota,
        sku=desk.cast.basket,
        units=2,
        kind="merma",
        **desk.today | {"on": yesterday},
    )
    assert desk.differences == {desk.cast.basket: 0}


def test_what_is_brought_and_sent_meanwhile_is_added_back_too(desk):
    desk.jots(10)
    desk.did(
        inventory.send,
        origin=desk.cast.chipaota,
        destination=desk.cast.tarapoto,
        via="canoa",
        lines=[(desk.cast.basket, 4)],
    )
    desk.cast.delivers(desk.cast.nelly, 5)
    assert desk.differences == {desk.cast.basket: 0}


def test_a_figure_is_kept_in_several_goes_and_can_be_rubbed_out(desk):
    desk.jots(9)
    first = figures_of(desk.session, desk.code)[desk.cast.basket].at
    desk.jots(9)
    assert figures_of(desk.session, desk.code)[desk.cast.basket].at == first
    desk.jots(10)
    assert figures_of(desk.session, desk.code)[desk.cast.basket].at > first
    desk.jots(None)
    assert figures_of(desk.session, desk.code) == {}
    with pytest.raises(NothingCounted):
        desk.hands_in()


def test_what_was_sold_out_meanwhile_stays_on_the_sheet(desk):
    desk.jots(10)
    desk.sells(10)
    (sheet,) = inventory.open_sheets(desk.session)
    assert expected(desk.session, sheet) == [desk.cast.basket]
    assert desk.differences == {desk.cast.basket: 0}
    desk.hands_in()
    assert desk.left == 0


def test_what_is_missing_and_was_sold_meanwhile_is_a_sentence_and_nothing_is_lost(desk):
    desk.jots(8)
    desk.sells(9)
    with pytest.raises(SoldOutMeanwhile) as refused:
        desk.hands_in()
    assert refused.value.facts == {
        "product": "Canasta de bombonaje",
        "missing": "2",
        "left": "1",
    }
    assert refused.value.field == "lines-0-reason"


def test_a_paper_to_be_put_right_writes_nothing_off(desk):
    desk.jots(8)
    desk.sells(9)
    desk.hands_in("registro", "falta anotar una venta")
    assert desk.left == 1
    assert not desk.session.scalar(sa.select(Adjustment.code))


def test_too_many_stay_a_difference_and_need_a_word_too(desk):
    desk.jots(12)
    with pytest.raises(NotExplained):
        desk.hands_in("merma")
    desk.hands_in("registro")
    assert desk.left == 10
    assert [row.difference for row in logbook.count_of(desk.session, desk.code)] == [2]


def test_nothing_is_posted_without_an_explanation(desk):
    desk.jots(8)
    for reason in (None, "", "porque sí"):
        with pytest.raises(NotExplained):
            desk.hands_in(reason)
    assert logbook.count_of(desk.session, desk.code) == []


def test_a_difference_that_changed_since_it_was_explained_is_looked_at_again(desk):
    desk.jots(8)
    with pytest.raises(MovedMeanwhile):
        desk.hands_in("merma", seen={desk.cast.basket: -1})
    desk.hands_in("merma", seen={desk.cast.basket: -2})


def test_one_count_at_a_time_for_each_place(desk, session):
    with pytest.raises(CountGoesOn):
        desk.did(inventory.begin_count, place=desk.cast.chipaota)
    desk.did(inventory.begin_count, place=desk.cast.tarapoto)
    desk.did(inventory.give_up_count, code=desk.code, why="llovía")
    assert [sheet.place for sheet in inventory.open_sheets(session)] == ["TPP"]
    with pytest.raises(UnknownSheet):
        desk.jots(3)
    desk.code = desk.did(inventory.begin_count, place=desk.cast.chipaota)


def test_a_count_that_was_handed_in_is_over(desk):
    desk.jots(10)
    desk.hands_in()
    with pytest.raises(UnknownSheet):
        desk.jots(9)
    with pytest.raises(UnknownSheet):
        desk.did(inventory.hand_in, code=desk.code, reasons={}, seen={})
    assert all(law(desk.session).wrong == [] for law in (*ledger.CHECKS, *inventory.CHECKS))


def test_kilos_are_counted_in_grams(desk):
    fibre = desk.cast.fibre
    desk.cast.delivers(desk.cast.delia, 2_500, sku=fibre)
    desk.jots(2_250, sku=fibre)
    assert desk.differences == {fibre: -250}
    desk.hands_in("merma")
    assert inventory.stock_of(desk.session, desk.cast.chipaota, fibre) == 2_250
