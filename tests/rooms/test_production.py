"""Taking in pieces: a lot on the shelf, its journey, and what is refused."""

from datetime import timedelta

import pytest

from coopshop import catalog, ledger, members, production
from coopshop.domain import accounts as acc
from coopshop.ledger import reading as book
from coopshop.ledger.service import ClosedMonth, FutureDay
from coopshop.production import Delivery, desk, handing_in, lists, reading, service
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


def test_the_list_tells_what_each_brought(cast, session, slip):
    production.receive(session, **slip)
    cast.delivers(cast.nelly, 1)

    def listed(*asked):
        query = lists.deliveries().where(*asked).order_by(Delivery.lot)
        rows = session.execute(query).all()
        return [(row.lot, row.who, row.product, row.accepted, row.rejected) for row in rows]

    hers = ("D0002", members.member(session, cast.nelly).name, "Canasta de bombonaje", 1, 0)
    name = members.member(session, cast.rosa).name
    assert listed() == [("D0001", name, "Canasta de bombonaje", 4, 1), hers]
    assert listed(Delivery.member == cast.nelly) == [hers]


def test_fibre_is_said_in_kilos(cast, session):
    lot = cast.delivers(cast.delia, 2500, sku=cast.fibre)
    assert reading.of_lot(session, 2500, lot) == "2.5 kg"
    assert reading.of_lot(session, 2, "D9999") == "2"


def test_several_lots_come_on_one_slip(session, cast, today):
    lines = [
        production.Brought(cast.basket, 5, 1, "moho"),
        production.Brought(cast.fibre, 2_500, 0),
        production.Brought(cast.basket, 2, 2, "otro", "son de su hermana"),
    ]
    code = production.hand_in(
        session, member=cast.rosa, place=cast.chipaota, lines=lines, note="con lluvia", **today
    )
    assert code == "E0001"
    found = reading.hand_in(session, code)
    assert [each.delivery.accepted for each in found] == [4, 2_500, 0]
    assert [each.delivery.reason for each in found] == ["moho", None, "son de su hermana"]
    assert {reading.hand_in_code(session, each.delivery.lot) for each in found} == {code}
    assert reading.note_of(session, code) == "con lluvia"
    assert [law(session).wrong for law in production.CHECKS] == [[], []]


@pytest.mark.parametrize(
    ("lines", "refusal", "field"),
    [
        ([], handing_in.NothingHandedIn, "lines"),
        ([("AW-CAN", 0)], service.NothingBrought, "lines-0-brought"),
        ([("AW-CAN", 3), ("AW-CAN", 1, 2, "moho")], service.RejectedTooMany, "lines-1-rejected"),
        ([("AW-CAN", 3, 1)], handing_in.FaultMissing, "lines-0-fault"),
        ([("AW-CAN", 3, 1, "otro")], handing_in.WordsMissing, "lines-0-words"),
        ([("AW-VIS", 1)], service.NotDelivered, "lines-0-sku"),
    ],
)
def test_a_slip_that_cannot_be_takes_nothing_in(session, cast, today, lines, refusal, field):
    cast.basket, cast.visit  # noqa: B018 - they are there
    asked = {"member": cast.rosa, "place": cast.chipaota}
    brought = [production.Brought(*line) for line in lines]
    attempt = session.begin_nested()
    with pytest.raises(refusal) as refused:
        production.hand_in(session, lines=brought, **asked, **today)
    attempt.rollback()
    assert refused.value.field == field
    assert session.execute(lists.deliveries()).first() is None


def test_the_desk_knows_what_a_piece_is_worth_to_her(session, cast, today):
    cast.cooperative, cast.basket, cast.fibre  # noqa: B018 - they are there
    offers = desk.offers(session, today["on"])
    assert offers[cast.basket].agreed(3) == 3 * 1200
    assert offers[cast.basket].if_sold(3) == 3 * 1440  # the group keeps 20 % of 18.00
    assert offers[cast.fibre].if_sold(2_500) == 1063  # 85 % of 12.50, half a céntimo up
    cast.delivers(cast.rosa, 3)
    cast.buys(3)
    hers = -ledger.balance(session, acc.payable(cast.rosa))
    assert offers[cast.basket].if_sold(3) == hers


def test_without_rules_or_prices_nothing_is_promised(session, cast, today):
    sku = catalog.add_product(
        session, sku="AW-NEW", name_es="Nueva", group=cast.weavers, unit="unidad"
    ).sku
    offer = desk.offers(session, today["on"])[sku]
    assert (offer.agreed(3), offer.if_sold(3)) == (None, None)


def test_who_came_last_and_what_is_brought_most_stand_first(session, cast, today):
    for member, sku in (
        (cast.delia, cast.broom),
        (cast.rosa, cast.basket),
        (cast.rosa, cast.broom),
    ):
        cast.delivers(member, 1, sku=sku)
    first = [maker.member.code for maker in desk.makers(session, today["on"])]
    assert first == [cast.rosa, cast.delia]
    assert next(iter(desk.offers(session, today["on"]))) == cast.broom
    assert desk.usual_place(session, today["on"]) == cast.chipaota
