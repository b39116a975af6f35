"""From shelf to shelf: transfers with losses, adjustments, counts, cards; and what is refused."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import catalog, inventory, ledger
from coopshop.domain import accounts as acc
from coopshop.inventory import Landed, Missing, logbook, lying, reading
from coopshop.inventory.arriving import (
    BeforeDeparture,
    DoesNotAddUp,
    MoreThanSent,
    ReasonMissing,
)
from coopshop.inventory.service import UnknownKind
from coopshop.inventory.stock import NothingAsked
from coopshop.inventory.stock_card import carded, with_rest
from coopshop.inventory.transfers import ExpectedBefore, NothingSent, SamePlace, UnknownTransfer
from coopshop.production import NotEnough


@pytest.fixture
def sent(cast, session, today):
    """Three of Rosa's and two of Nelly's baskets are on their way down the river."""
    cast.cooperative  # noqa: B018 - it says what a loss is made good with
    cast.delivers(cast.rosa, 3)
    cast.delivers(cast.nelly, 4)
    facts = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
    return inventory.send(session, **facts, lines=[(cast.basket, 5)], **today)


def stock(session, place):
    return {row.sku: row.units for row in inventory.stock_at(session, place)}


def test_what_is_sent_lies_nowhere_until_it_arrives(cast, session, sent, today):
    assert stock(session, "CHI") == {cast.basket: 2}
    assert [(s.place, s.units) for s in inventory.on_the_way(session)] == [(sent, 5)]
    inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **today)
    assert stock(session, "TPP") == {cast.basket: 5}
    assert inventory.on_the_way(session) == []


def test_the_first_arrive_the_last_are_lost_and_their_maker_is_credited(session, sent, today):
    end = Landed(4, 1, "mojado", "asociacion")
    inventory.arrive(session, transfer=sent, landed={1: end}, **today)
    ((loss, delivery),) = logbook.losses(session, sent)
    assert (delivery.member, loss.units, loss.compensation) == ("AW-02", 1, 600)
    assert ledger.balance(session, acc.payable("AW-02")) == -600
    assert ledger.balance(session, acc.LOSSES) == 600


@pytest.mark.parametrize(
    ("bearer", "payer", "cents"),
    [
        ("fondo", acc.fund("AW"), 600),
        ("transportista", acc.CARRIER, 600),
        ("socia", acc.LOSSES, 0),
    ],
)
def test_whoever_bears_the_loss_pays_it(session, sent, today, bearer, payer, cents):
    inventory.arrive(session, transfer=sent, landed={1: Landed(4, 1, "roto", bearer)}, **today)
    assert ledger.balance(session, payer) == cents


@pytest.mark.parametrize(
    ("end", "refusal", "box"),
    [
        (Landed(4), DoesNotAddUp, "lines-0-received"),
        (Landed(6, -1), MoreThanSent, "lines-0-received"),
        (Landed(6), MoreThanSent, "lines-0-received"),
        (Landed(4, 1), ReasonMissing, "lines-0-reason"),
        (Landed(4, 1, "mojado", "nadie"), ReasonMissing, "lines-0-reason"),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(session, sent, today, end, refusal, box):
    with pytest.raises(refusal) as refused:
        inventory.arrive(session, transfer=sent, landed={1: end}, **today)
    assert refused.value.field == box


def test_two_wet_and_one_missing_are_borne_by_whoever_bears_each(cast, session, today):
    """Ten leave, seven come: R3 says whose are lost, the parts say who pays."""
    cast.cooperative  # noqa: B018 - it says what a loss is made good with
    cast.delivers(cast.rosa, 8)
    cast.delivers(cast.nelly, 2)
    way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
    sent = inventory.send(session, **way, lines=[(cast.basket, 10)], **today)
    parts = (Missing(2, "mojado", "fondo"), Missing(1, "perdido", "transportista", "cayó"))
    inventory.arrive(session, transfer=sent, landed={1: Landed(7, parts=parts)}, **today)
    assert stock(session, "TPP") == {cast.basket: 7}
    assert inventory.on_the_way(session) == []
    assert ledger.balance(session, acc.fund("AW")) == 1200
    assert ledger.balance(session, acc.CARRIER) == 600
    assert ledger.balance(session, acc.payable(cast.rosa)) == -600
    assert ledger.balance(session, acc.payable(cast.nelly)) == -1200
    day = today["on"]
    found = inventory.losses_between(session, day, day)
    said = [(p.units, p.reason, p.bearer, p.value, p.compensation, p.note) for p in found]
    assert said == [
        (2, "mojado", "fondo", 2400, 1200, None),
        (1, "perdido", "transportista", 1200, 600, "cayó"),
    ]
    assert inventory.losses_between(session, day + timedelta(days=1), day) == []
    reasons, bearers = inventory.summed_losses(found)
    assert (reasons["mojado"].compensation, bearers["transportista"].value) == (1200, 1200)
    assert all(law(session).wrong == [] for law in inventory.CHECKS)


@pytest.mark.parametrize(
    ("parts", "refusal", "box"),
    [
        ((Missing(1, "mojado", "fondo"),), DoesNotAddUp, "lines-0-received"),
        (
            (Missing(1, "mojado", "fondo"), Missing(1, "", "socia")),
            ReasonMissing,
            "lines-0-reason_2",
        ),
        ((Missing(2, "mojado", "nadie"),), ReasonMissing, "lines-0-reason"),
        (
            (Missing(3, "roto", "socia"), Missing(-1, "roto", "socia")),
            ReasonMissing,
            "lines-0-reason_2",
        ),
    ],
)
def test_every_missing_piece_is_accounted_for(session, sent, today, parts, refusal, box):
    with pytest.raises(refusal) as refused:
        inventory.arrive(session, transfer=sent, landed={1: Landed(3, parts=parts)}, **today)
    assert refused.value.field == box


def test_a_boatman_is_remembered_and_no_canoe_is_expected_before_it_leaves(cast, session, today):
    cast.delivers(cast.rosa, 3)
    way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa", **today}
    who = {"carrier": "Julio Prueba", "phone": "999000111", "boat": "La Ficticia"}
    early = today["on"] - timedelta(days=1)
    with pytest.raises(ExpectedBefore):
        inventory.send(session, **way, lines=[(cast.basket, 1)], expected_on=early)
    code = inventory.send(session, **way, **who, lines=[(cast.basket, 1)], expected_on=today["on"])
    known = session.get(inventory.TransferCarrier, code)
    assert (known.name, known.phone, known.boat) == ("Julio Prueba", "999000111", "La Ficticia")


def test_nothing_arrives_before_it_left_or_twice(session, sent, today):
    early = today | {"on": today["on"] - timedelta(days=1)}
    with pytest.raises(BeforeDeparture):
        inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **early)
    inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **today)
    with pytest.raises(UnknownTransfer):
        inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **today)


def test_a_transfer_needs_two_places_and_pieces(cast, session, today):
    cast.delivers(cast.rosa, 3)
    facts = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "combi", **today}
    with pytest.raises(SamePlace):
        inventory.send(session, **facts | {"destination": "CHI"}, lines=[(cast.basket, 1)])
    with pytest.raises(NothingSent):
        inventory.send(session, **facts, lines=[])
    with pytest.raises(NothingAsked):
        inventory.send(session, **facts, lines=[(cast.basket, 0)])
    with pytest.raises(NotEnough) as refused:
        inventory.send(session, **facts, lines=[(cast.basket, 2), (cast.basket, 2)])
    assert refused.value.field == "lines-1-quantity"


def test_the_logbook_tells_what_is_under_way_and_whose_it_is(session, sent, today):
    (journey,) = logbook.journeys(session, under_way=True)
    assert (journey.code, journey.lines, journey.waiting) == (sent, 1, 1)
    lines = logbook.lines_of(session, sent)
    assert logbook.owners(session, lines) == {1: "AW-01: 3, AW-02: 2"}
    inventory.arrive(session, transfer=sent, landed={1: Landed(5)}, **today)
    assert logbook.journeys(session, under_way=True) == []
    assert [row.waiting for row in logbook.journeys(session)] == [0]


def test_shrinkage_pays_nobody_and_a_sample_pays_its_maker(cast, session, today):
    cast.delivers(cast.rosa, 3)
    facts = {"place": cast.chipaota, "sku": cast.basket, "units": 1, **today}
    inventory.adjust(session, kind="merma", **facts)
    assert ledger.balance(session, acc.payable(cast.rosa)) == 0
    code = inventory.adjust(session, kind="muestra", note="feria", **facts)
    assert ledger.balance(session, acc.payable(cast.rosa)) == -1200
    found = logbook.adjustment_of(session, code)
    assert (found.what.note, found.what.member_price, found.shown(1)) == ("feria", 1200, "1")
    assert stock(session, "CHI") == {cast.basket: 1}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"units": 4}, NotEnough), ({"units": 0}, NothingAsked), ({"kind": "regalo"}, UnknownKind)],
)
def test_an_adjustment_that_cannot_be_is_refused(cast, session, today, changed, refusal):
    cast.delivers(cast.rosa, 3)
    facts = {"place": cast.chipaota, "sku": cast.basket, "units": 1, "kind": "merma", **today}
    with pytest.raises(refusal):
        inventory.adjust(session, **facts | changed)


@pytest.mark.parametrize("step", [1, 2, 1_000])
def test_the_card_runs_with_its_balance_on_each_page(cast, session, monkeypatch, step):
    monkeypatch.setattr(lying, "STEP", step)
    for units in (4, 3, 2):
        cast.delivers(cast.rosa, units)
        cast.delivers(cast.delia, units, sku=cast.broom)
    for units in (1, 2, 5):
        cast.buys(units)
    basket = catalog.product(session, cast.basket)
    card = carded("CHI", basket).subquery()
    rows = session.execute(sa.select(card).order_by(card.c.entry.desc(), card.c.line.desc())).all()
    whole = [line.left for line in with_rest("CHI", basket)(session, rows)]
    assert whole[0] == 1
    assert whole[-1] == 4
    for place in range(len(rows)):
        for size in (1, 2, 3):
            page = with_rest("CHI", basket)(session, rows[place : place + size])
            assert [line.left for line in page] == whole[place : place + size]
    lying._remembered.clear()
    middle = with_rest("CHI", basket)(session, rows[3:4])
    assert [line.left for line in middle] == whole[3:4]


@pytest.mark.usefixtures("sent")
def test_the_card_runs_with_its_balance(cast, session):
    cast.buys(1)
    basket = catalog.product(session, cast.basket)
    card = carded("CHI", basket).subquery()
    rows = session.execute(sa.select(card).order_by(card.c.entry, card.c.line)).all()
    lines = with_rest("CHI", basket)(session, rows)
    assert [(line.cause.split("/")[0], line.came, line.went, line.left) for line in lines] == [
        ("delivery", 3, 0, 3),
        ("delivery", 4, 0, 7),
        ("departure", 0, 3, 2),
        ("departure", 0, 2, 2),
        ("sale", 0, 1, 1),
    ]
    assert with_rest("CHI", basket)(session, rows[2:]) == lines[2:]


@pytest.mark.usefixtures("sent")
def test_the_table_sums_pieces_with_pieces_and_kilos_with_kilos(cast, session):
    cast.delivers(cast.delia, 2500, sku=cast.fibre)
    table = reading.table(session)
    assert [(place.code, total) for place, total in table.at_places] == [("CHI", "2 + 2.5 kg")]
    assert (table.on_the_way, table.altogether) == ("5", "7 + 2.5 kg")


def test_the_lots_of_a_product_stand_in_the_order_in_which_they_leave(cast, session):
    cast.delivers(cast.nelly, 2)
    cast.delivers(cast.rosa, 1)
    lying = reading.lying(session, cast.basket)
    assert [(lot.lot, lot.member.code, lot.units) for lot in lying] == [
        ("D0001", "AW-02", 2),
        ("D0002", "AW-01", 1),
    ]
