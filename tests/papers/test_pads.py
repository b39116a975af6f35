"""Pads: each sheet its own number, and the boxes of the screen in the screen's order."""

import re

import pytest

from coopshop.domain.pads import PADS, Rows
from coopshop.paper import pads
from tests.papers.reading import edges, pages, squeezed

EACH = pytest.mark.parametrize("kind", PADS)
NAME = "ASOCIACIÓN DE PRUEBA ECOMUSA - ALLIMA WASKA (FICTICIA)"


@EACH
def test_every_sheet_bears_its_number_once(kind):
    found = pages(pads.draw(kind, range(101, 111), NAME))
    assert len(found) == 10 // PADS[kind].on_a_page
    numbers = re.findall(rf"{PADS[kind].prefix}-(\d{{6}})", "\n".join(found))
    assert numbers == [f"{number:06d}" for number in range(101, 111)]


@EACH
def test_boxes_stand_in_order_with_their_numbers(kind):
    pad = PADS[kind]
    said = squeezed(pages(pads.draw(kind, [1], NAME))[0])
    labels = [
        box.label
        for part in pad.parts
        for box in (part.columns if isinstance(part, Rows) else (part,))
    ]
    places = [said.index(squeezed(f"{n}{label}")) for n, label in enumerate(labels, 1)]
    assert places == sorted(places)
    assert all(squeezed(who) in said for who in pad.signed)


@EACH
def test_nothing_leaves_the_sheet(kind):
    left, right = edges(pads.draw(kind, [1, 2], NAME * 3))
    assert left > 17
    assert right < 193


@EACH
def test_rows_are_no_wider_than_the_sheet(kind):
    for part in PADS[kind].parts:
        if isinstance(part, Rows):
            assert sum(column.wide for column in part.columns) == 12


@EACH
def test_the_same_numbers_give_the_same_bytes(kind):
    first, second = (pads.draw(kind, range(1, 21), NAME) for _time in range(2))
    assert first == second
    assert len(first) < 80_000
