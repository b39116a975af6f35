"""What the till does beside the page: what it finds, offers and keeps aside; on both databases."""

from datetime import timedelta

import pytest

from coopshop import cash, catalog, invoices, sales
from coopshop.sales import Asked
from coopshop.till import after, parking, usual, wallets
from coopshop.till.goods import by_group, goods_at, hits


@pytest.fixture
def goods(cast, session):
    """Four baskets of Rosa's, no broom, two and a half kilos of fibre, a visit."""
    cast.delivers(cast.rosa, 4)
    cast.delivers(cast.delia, 2_500, sku=cast.fibre)
    for name in ("broom", "visit"):
        getattr(cast, name)
    return {
        good.sku: good for good in goods_at(session, cast.chipaota, "MINORISTA", cast.today["on"])
    }


def test_each_tile_says_what_it_costs_and_what_is_left(goods):
    said = {sku: (good.price, good.left_words, good.gone) for sku, good in goods.items()}
    assert said == {
        "AW-CAN": (1800, "4", False),
        "AW-VIS": (2500, "", False),
        "EC-ESC": (980, "0", True),
        "EC-FIB-KG": (500, "2.5 kg", False),
    }


def test_what_has_no_price_on_a_list_is_not_sold_by_it(cast, session, goods):
    assert goods
    listed = goods_at(session, cast.chipaota, "FERIA", cast.today["on"])
    assert {good.sku for good in listed if not good.gone} == {"AW-CAN"}


def test_goods_stand_below_the_group_whose_share_they_feed(session, goods):
    groups = by_group(session, goods.values())
    assert {name: [good.sku for good in found] for name, found in groups.items()} == {
        "Tejedoras de prueba": ["AW-CAN", "AW-VIS"],
        "Escoberas de prueba": ["EC-FIB-KG", "EC-ESC"],  # no broom is left
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("can", ["AW-CAN"]),
        ("DE bombo", ["AW-CAN"]),
        ("piasába", ["EC-FIB-KG"]),
        ("ec-", ["EC-FIB-KG", "EC-ESC"]),
        ("es", ["EC-ESC"]),
        ("nada", []),
    ],
)
def test_words_find_goods_and_what_is_there_comes_first(goods, words, found):
    assert [good.sku for good in hits(goods.values(), words)] == found


def test_buyers_are_found_by_every_word(cast, session):
    for name in ("hotel", "tourist"):
        getattr(cast, name)
    sales.anonymous(session)

    def found(words):
        return [buyer.name.split()[0] for buyer in sales.find_buyers(session, words)]

    assert found("rio") == found("RÍO hotel") == found("2099") == ["Hotel"]
    assert found("9990") == found("inventada julia") == ["Julia"]
    assert found("") == found("clientes") == found("julia hotel") == found("100%") == []


def test_an_empty_ticket_begins_like_the_last_sale(cast, session, today):
    cast.delivers(cast.rosa, 4)
    for name in ("broom", "tarapoto"):  # a shop, where nothing was sold yet
        getattr(cast, name)
    fresh = usual.usual(session, today["on"], 1, None)
    assert (fresh["place"], fresh["channel"], fresh["used"]) == ("TPP", "tienda", "here")
    assert fresh["price_list"] == "MINORISTA", "the list that prices most"
    basket = cast.rings_up(Asked(cast.basket, 1, 0), used="away", price_list="FERIA")
    paid = {"tenders": [invoices.Tender("yape")], "at": today["at"], "by": 1}
    invoices.issue(session, basket, paper="boleta", **paid)
    again = usual.usual(session, today["on"], 1, None)
    assert (again["place"], again["price_list"], again["used"]) == ("CHI", "FERIA", "away")
    other = usual.usual(session, today["on"], 2, None)
    assert (other["place"], other["price_list"]) == ("TPP", "MINORISTA")


def test_neither_a_hotel_s_report_nor_a_named_buyer_teaches_the_next_sale(cast, session, today):
    cast.delivers(cast.rosa, 9)
    cast.broom, cast.tarapoto, cast.hotel  # noqa: B018 - they are there
    cast.delivers(cast.rosa, 2, place=cast.tarapoto)
    catalog.open_place(session, code="HOT", name="Hotel", kind="consignacion")
    cast.delivers(cast.rosa, 5, place="HOT")
    stamp = {"paper": "boleta", "tenders": [invoices.Tender("yape")], "at": today["at"], "by": 1}
    usual_ = {"place": "TPP", "channel": "tienda", "price_list": "MINORISTA", "used": "here"}

    def sells(**facts):
        basket = cast.rings_up(Asked(cast.basket, 1, 0), **facts)
        invoices.issue(session, basket, **stamp)
        found = usual.usual(session, today["on"], 1, None)
        return {name: found[name] for name in usual_}

    assert sells(place="TPP") == usual_
    report = {"place": "HOT", "channel": "consignacion", "price_list": "FERIA"}
    assert sells(**report, buyer=cast.hotel, used="away") == usual_
    assert sells(**report) == usual_, "though the hotel's sale bore no name"
    wholesale = {"place": "TPP", "channel": "mayorista", "price_list": "FERIA", "used": "away"}
    assert sells(**wholesale, buyer=cast.hotel) == usual_
    elsewhere = sells(place="CHI", channel="feria", price_list="FERIA")
    assert (elsewhere["place"], elsewhere["price_list"]) == ("CHI", "FERIA")
    cash.add_till(session, code="TIENDA", name="Caja", place="TPP")
    back = usual.usual(session, today["on"], 1, "TIENDA")
    assert {name: back[name] for name in usual_} == usual_, "list and channel of the drawer's place"


def test_who_has_sold_nothing_yet_sells_by_the_list_that_passers_by_paid(cast, session, today):
    cast.delivers(cast.rosa, 4)
    assert usual.usual(session, today["on"], 99, None)["price_list"] == "FERIA"
    cast.buys(1)
    assert usual.usual(session, today["on"], 99, None)["price_list"] == "MINORISTA"


def test_whoever_works_at_a_drawer_sells_where_it_stands(cast, session, today):
    cash.add_till(session, code="PUERTO", name="Caja", place=cast.chipaota)
    cast.tarapoto  # noqa: B018
    assert usual.usual(session, today["on"], 1, "PUERTO")["place"] == "CHI"
    catalog.close_place(session, cast.chipaota, on=today["on"])
    assert usual.usual(session, today["on"], 1, "PUERTO")["place"] == "TPP"


def test_a_ticket_waits_seven_days(session, today):
    stamp = {"at": today["at"], "by": 1}
    boxes = {"lines-0-sku": "AW-CAN", "lines-0-quantity": "2", "key": "k", "csrf_token": "t"}
    waiting = parking.park(session, boxes, "Ana", **stamp).id
    kept = parking.boxes_of(session, waiting)
    assert kept == {"lines-0-sku": "AW-CAN", "lines-0-quantity": "2", "parked": waiting}
    with pytest.raises(parking.NothingToPark):
        parking.park(session, {"note": "nada"}, "Ana", **stamp)
    later = stamp | {"at": today["at"] + timedelta(days=8)}
    parking.park(session, boxes, "Berta", **later)
    assert [ticket.name for ticket in parking.parked(session)] == ["Berta"]
    with pytest.raises(parking.NotParked):
        parking.boxes_of(session, waiting)


@pytest.mark.parametrize(
    ("phone", "begins"),
    [
        (None, "https://wa.me/?text="),
        ("999 000 111", "https://wa.me/51999000111?text="),
        ("+51 999-000-111", "https://wa.me/51999000111?text="),
        ("0044 20 7946 0000", "https://wa.me/00442079460000?text="),
    ],
)
def test_whatsapp_is_addressed_by_whatever_number(cast, session, phone, begins):
    cast.delivers(cast.rosa, 1)
    told = after.outcome(session, cast.buys(1), cast.today["at"])
    address = after.whatsapp(after.number_of(phone), invoices.message(told.facts, ""))
    assert address.startswith(begins)
    assert "S/%2018.00" in address
    with pytest.raises(after.WrongPhone):
        after.number_of("1234")


def test_after_a_sale_it_says_what_is_left_and_why_it_stays(cast, session):
    cast.delivers(cast.rosa, 3)
    first, second = cast.buys(1), cast.buys(1)
    told = after.outcome(session, first, cast.today["at"])
    assert told.left == {"AW-CAN": (1, "1")}
    assert isinstance(told.stays, invoices.undoing.NotTheNewest)
    assert after.outcome(session, second, cast.today["at"]).stays is None


def test_a_newer_qr_takes_the_place_of_the_old_one(session, today):
    facts = {"phone": "999000111", "holder": "Asociación"}
    for photo in (b"old", b"new"):
        wallets.keep_wallet(session, "yape", photo=photo, at=today["at"], **facts)
    assert {m: w.jpeg for m, w in wallets.wallets(session).items()} == {"yape": b"new"}
