"""A delivery that was written down wrong, and a count that has taken its surplus off already."""

import pytest

from coopshop import inventory, ledger, production
from coopshop.inventory.being_counted import CountedSince
from coopshop.inventory.counting import Figure
from coopshop.inventory.models import Adjustment
from coopshop.ledger.reading import whereabouts


def test_what_a_count_took_off_an_older_lot_is_not_taken_off_twice(session, cast, today):
    older, wrong = cast.delivers(cast.rosa, 4), cast.delivers(cast.nelly, 3)
    stamp = {"at": today["at"], "by": 1}
    code = inventory.begin_count(session, place=cast.chipaota, **today)
    inventory.jot(session, code=code, figures={cast.basket: Figure(5)}, **stamp)
    why = {cast.basket: ("no_se", None)}
    inventory.hand_in(session, code=code, reasons=why, seen={}, **today)
    with pytest.raises(CountedSince):
        production.undo_lot(session, wrong, why="eran menos", **stamp)
    off = session.query(Adjustment).one().code
    ledger.reverse(session, f"adjustment/{off}", why="se anotó mal la entrega", **today)
    production.undo_lot(session, wrong, why="eran menos", **stamp)
    assert whereabouts(session, older) == {"goods/shelf/CHI": 4}
