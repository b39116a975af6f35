"""Her pieces: each lot with its own money, its own days, and why what is gone has gone."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import inventory, invoices, ledger, members, payouts, sales
from coopshop.domain import accounts as acc
from coopshop.inventory import Figure
from coopshop.maker import account, audit, life, words
from coopshop.maker.behind import behind
from coopshop.maker.soon import soon
from coopshop.production import Delivery
from coopshop.sales import Back
from coopshop.web.i18n import in_spanish


@pytest.fixture
def hers(session, cast):
    """The life of each of her lots, by its code."""
    cast.fetches()

    def hers():
        query = sa.select(Delivery).where(Delivery.member == cast.rosa).order_by(Delivery.lot)
        found = life.lives(session, cast.rosa, list(session.scalars(query)))
        return {one.lot: one for one in found}

    return hers


def test_each_lot_shows_its_own_money_in_a_sale_of_two_of_her_lots(session, cast, today, hers):
    first, second = cast.delivers(cast.rosa, 2), cast.delivers(cast.rosa, 2)
    sale = cast.buys(3)
    assert [[one.cents for one in hers()[lot].sold] for lot in (first, second)] == [[2880], [1440]]
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    left = [one for found in hers().values() for one in found.sold]
    assert sum(one.cents for one in left) == 2880
    assert [one.cents for one in left] == [one.units * 1440 for one in left]
    assert audit.lots_make_the_line(session).wrong == []


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("robo", "robada en la tienda"),
        ("no_se", "faltó en el conteo"),
        ("merma", "malograda en la tienda"),
    ],
)
def test_what_a_count_found_missing_is_told_by_its_reason(
    app, session, cast, today, hers, reason, said
):
    lot = cast.delivers(cast.rosa, 3)
    code = inventory.begin_count(session, place=cast.chipaota, **today)
    stamp = {"at": today["at"], "by": 1}
    inventory.jot(session, code=code, figures={cast.basket: Figure(2)}, **stamp)
    why = {cast.basket: (reason, None)}
    inventory.hand_in(session, code=code, reasons=why, seen={}, **today)
    (off,) = hers()[lot].off
    assert (off.units, off.on) == (1, today["on"])
    with app.test_request_context():
        assert words.off_words(off) == said


def test_the_day_of_what_was_sold_is_of_what_is_not_paid_yet(session, cast, today, hers):
    lot = cast.delivers(cast.rosa, 3)
    basket = cast.rings_up(sales.Asked(cast.basket, 1, 0), buyer=cast.hotel)
    late = {"paper": "factura", "terms": "credito", "due_on": today["on"] + timedelta(days=9)}
    invoices.issue(session, basket, **late, at=today["at"], by=1)
    day = {**today, "on": today["on"] + timedelta(1), "at": today["at"] + timedelta(1)}
    cast.today = day
    cast.buys(1)
    payouts.settle(session, member=cast.rosa, **day)
    stages = {stage.name: stage for stage in hers()[lot].stages}
    assert stages[life.SOLD].on == today["on"]
    assert stages[life.PAID].on == day["on"]


def test_a_write_off_that_was_undone_gives_no_day(session, cast, today, hers):
    lot = cast.delivers(cast.rosa, 3)
    gone = {"place": cast.chipaota, "sku": cast.basket, "units": 1, "kind": "merma"}
    inventory.adjust(session, **gone, **today)
    day = {**today, "on": today["on"] + timedelta(1), "at": today["at"] + timedelta(1)}
    second = inventory.adjust(session, **gone, **day)
    ledger.reverse(session, f"adjustment/{second}", why="apareció", **day)
    assert [(off.units, off.on) for off in hers()[lot].off] == [(1, today["on"])]


def test_a_sample_says_at_each_lot_what_it_brought_her(session, cast, today, hers):
    first, second = cast.delivers(cast.rosa, 1), cast.delivers(cast.rosa, 2)
    gone = {"place": cast.chipaota, "sku": cast.basket, "units": 2, "kind": "muestra"}
    inventory.adjust(session, **gone, **today)
    found = [[(off.end, off.cents) for off in hers()[lot].off] for lot in (first, second)]
    assert found == [[(acc.SAMPLE, 1200)], [(acc.SAMPLE, 1200)]]


def said_of(app, session, cast, today, one):
    with app.test_request_context(), in_spanish():
        return words.sale_words(one, soon(session, cast.rosa, today["on"]))


def test_a_line_that_waits_for_an_answer_is_not_in_her_next_payment(
    app, session, cast, today, hers
):
    members.decide_rule(session, key="dispute_holds", since=today["on"], value="si")
    lot = cast.delivers(cast.rosa, 1)
    sale = cast.buys(1)
    (one,) = hers()[lot].sold
    assert said_of(app, session, cast, today, one) == "En tu próximo pago"
    payouts.dispute(session, member=cast.rosa, about=f"sale/{sale}", words=None, **today)
    assert said_of(app, session, cast, today, one) == "Espera respuesta"


def test_to_who_owes_no_next_payment_is_promised(app, session, cast, today, hers):
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=5_000, **today)
    lot = cast.delivers(cast.rosa, 1)
    cast.buys(1)
    (one,) = hers()[lot].sold
    assert said_of(app, session, cast, today, one) == "Se descontó de lo que debes"


def test_what_was_lost_or_given_away_opens_down_to_its_lots(session, cast, today):
    cast.fetches()
    lots = [cast.delivers(cast.rosa, 1), cast.delivers(cast.rosa, 2)]
    gone = {"place": cast.chipaota, "sku": cast.basket, "units": 2, "kind": "muestra"}
    inventory.adjust(session, **gone, **today)
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=500, note="para fibra", **today)
    found = account.owed(session, cast.rosa, today["on"])
    seen = behind(session, cast.rosa, found.lines)
    sample, advance = found.lines
    assert [(one.delivery.lot, one.off.cents) for one in seen.lots[sample.entry]] == [
        (lots[0], 1200),
        (lots[1], 1200),
    ]
    assert seen.notes == {advance.entry: "para fibra"}
