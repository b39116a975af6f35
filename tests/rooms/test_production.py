"""Taking in pieces: a lot on the shelf, its journey, and what is refused."""

from datetime import timedelta

import pytest

from coopshop import catalog, ledger, members, production
from coopshop.domain import accounts as acc
from coopshop.ledger import reading as book
from coopshop.ledger.service import ClosedMonth, FutureDay
from coopshop.production import reading
from coopshop.production.service import NotDelivered, NothingBrought, RejectedTooMany


@pytest.fixture
def slip(cast, today):
    """Rosa brings five baskets to Chipaota, one of which goes back with her."""
    return {
        "member": cast.rosa,
        "sku": cast.basket,
        "place": cast.chipaota,
        "brought": 5,
        "rejected": 1,
        "reason": "fibra quebrada",
        **today,
    }


def test_what_is_accepted_lies_on_the_shelf_as_a_lot(session, slip):
    lot = production.receive(session, **slip)
    assert lot == "D0001"
    assert ledger.balance(session, acc.shelf("CHI"), lot) == 4
    found = reading.delivery_of(session, lot)
    assert (found.delivery.accepted, found.member.code, found.shown(4)) == (4, "AW-01", "4")


def test_a_delivery_of_which_nothing_is_accepted_is_still_written_down(session, slip):
    lot = production.receive(session, **slip | {"rejected": 5})
    assert book.whereabouts(session, lot) == {}
    assert reading.delivery_of(session, lot).delivery.accepted == 0


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"brought": 0}, NothingBrought),
        ({"rejected": 6}, RejectedTooMany),
        ({"rejected": -1}, RejectedTooMany),
        ({"member": "AW-99"}, members.UnknownMember),
        ({"sku": "NADA"}, catalog.UnknownProduct),
        ({"place": "NADA"}, catalog.UnknownPlace),
    ],
)
def test_a_slip_that_cannot_be_is_refused(session, slip, changed, refusal):
    with pytest.raises(refusal):
        production.receive(session, **slip | changed)


def test_tomorrow_and_a_closed_month_are_refused(session, slip, today):
    with pytest.raises(FutureDay):
        production.receive(session, **slip | {"on": today["on"] + timedelta(days=1)})
    ledger.close_month(session, month="2025-12", at=today["at"], by=1)
    with pytest.raises(ClosedMonth):
        production.receive(session, **slip | {"on": today["on"] - timedelta(days=10)})


def test_a_service_and_a_retired_product_are_not_handed_in(cast, session, slip, today):
    with pytest.raises(NotDelivered):
        production.receive(session, **slip | {"sku": cast.visit})
    catalog.change_product(session, cast.basket, retired_on=today["on"])
    with pytest.raises(catalog.service.Retired):
        production.receive(session, **slip)


def test_a_lot_can_be_followed_to_its_sale(cast, session, slip):
    lot = production.receive(session, **slip)
    cast.buys(3)
    assert book.whereabouts(session, lot) == {acc.SOLD: 3, acc.shelf("CHI"): 1}
    delivery = reading.delivery_of(session, lot).delivery
    assert [(moved.cause, moved.units) for moved in reading.journey(session, delivery)] == [
        (f"delivery/{lot}", 4),
        ("sale/V0001", 3),
    ]


def test_the_list_is_newest_first_and_goes_on_from_a_key(cast, session):
    for _time in range(3):
        cast.delivers(cast.rosa, 1)
    cast.delivers(cast.nelly, 1)
    newest = reading.deliveries(session)
    assert [row.delivery.lot for row in newest] == ["D0004", "D0003", "D0002", "D0001"]
    older = reading.deliveries(session, before=newest[1].delivery.entry)
    assert [row.delivery.lot for row in older] == ["D0002", "D0001"]
    hers = reading.deliveries(session, member=cast.nelly)
    assert [row.delivery.lot for row in hers] == ["D0004"]


def test_fibre_is_said_in_kilos(cast, session):
    lot = cast.delivers(cast.delia, 2500, sku=cast.fibre)
    assert reading.of_lot(session, 2500, lot) == "2.5 kg"
    assert reading.of_lot(session, 2, "D9999") == "2"
