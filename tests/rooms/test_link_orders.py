"""Price lists by link: who sees which, what is asked for, and what becomes of it."""

from datetime import timedelta

import pytest

from coopshop import catalog, orders, sales
from coopshop.domain.quantity import WholePiecesOnly
from coopshop.orders import link_asking, link_reading
from coopshop.orders.link_asking import box


@pytest.fixture
def link(cast, session, today):
    """The hotel's link to the list of the shop."""
    stamp = {"at": today["at"], "by": today["by"]}
    made = {"buyer": cast.hotel, "price_list": "MINORISTA", "token_hash": "hash"}
    assert cast.basket
    link_asking.make_link(session, **made, **stamp)
    return link_asking.open_link(session, "hash")


@pytest.fixture
def ask(link, session, today):
    def ask(wanted, wished=None, note=None, **changes):
        stamp = {"on": today["on"], "at": today["at"]} | changes
        return link_asking.ask(session, link, wanted=wanted, wished=wished, note=note, **stamp)

    return ask


def asked_of(session, link, number, today):
    return link_reading.of_link(session, link, number, today["on"])


def test_a_list_says_what_is_there_and_what_must_be_made(cast, link, session, today):
    offers = link_asking.offers(session, link, today["on"])
    assert not offers[cast.basket].there
    cast.delivers(cast.rosa, 2)
    offers = link_asking.offers(session, link, today["on"])
    assert offers[cast.basket].there
    price = catalog.price_of(session, "MINORISTA", cast.basket, today["on"])
    assert offers[cast.basket].price == price


def test_a_service_is_not_ordered_by_link(cast, link, session, today):
    assert cast.visit not in link_asking.offers(session, link, today["on"])


def test_what_is_asked_keeps_the_price_that_was_seen(cast, ask, link, session, today):
    assert ask({cast.basket: 3_000}, note="con cinta") == 1
    told = asked_of(session, link, 1, today)
    price = catalog.price_of(session, "MINORISTA", cast.basket, today["on"])
    assert (told.total, told.state, told.changed) == (3 * price, "asked", False)
    later = today["on"] + timedelta(days=1)
    catalog.set_price(
        session, price_list="MINORISTA", sku=cast.basket, cents=price + 500, since=later
    )
    changed = link_reading.of_link(session, link, 1, later)
    assert (changed.total, changed.changed) == (3 * price, True)
    assert "con cinta" in link_reading.words(told)
    assert link_reading.waiting(session) == 1


def test_nonsense_is_refused_with_a_reason(cast, ask, today):
    yesterday, never = today["on"] - timedelta(days=1), today["on"] + timedelta(days=400)
    for wanted, more, refusal in (
        ({}, {}, link_asking.NothingAsked),
        ({"XXX": 1_000}, {}, link_asking.NotOnTheList),
        ({cast.visit: 1_000}, {}, link_asking.NotOnTheList),
        ({cast.basket: 10_000_000}, {}, link_asking.TooManyOfOne),
        ({f"S-{n}": 1_000 for n in range(61)}, {}, link_asking.TooManyLines),
        ({cast.basket: 1_000}, {"wished": yesterday}, link_asking.WishedTooEarly),
        ({cast.basket: 1_000}, {"wished": never}, link_asking.WishedTooLate),
    ):
        with pytest.raises(refusal):
            ask(wanted, **more)
    with pytest.raises(WholePiecesOnly) as refused:
        ask({cast.basket: 1_500})
    assert refused.value.field == box(cast.basket)
    assert ask({cast.basket: 1_000}) == 1


def test_twenty_orders_a_day_are_enough(cast, ask, today):
    assert [ask({cast.basket: 1_000}) for _ in range(20)] == list(range(1, 21))
    with pytest.raises(link_asking.TooManyOrders):
        ask({cast.basket: 1_000})
    tomorrow = today["at"] + timedelta(days=1, minutes=1)
    assert ask({cast.basket: 1_000}, at=tomorrow) == 21


def test_a_closed_link_opens_nothing(link, session, today):
    stamp = {"at": today["at"], "by": 1}
    link_asking.revoke_link(session, link.id, **stamp)
    link_asking.revoke_link(session, link.id, **stamp)
    for closed in ("hash", "guessed"):
        with pytest.raises(link_asking.UnknownLink):
            link_asking.open_link(session, closed)


def test_a_link_shows_nothing_of_another(cast, ask, session, today):
    ask({cast.basket: 1_000})
    made = {"buyer": cast.tourist, "price_list": "MINORISTA", "token_hash": "other"}
    link_asking.make_link(session, **made, at=today["at"], by=1)
    other = link_asking.open_link(session, "other")
    with pytest.raises(link_reading.UnknownAsked):
        asked_of(session, other, 1, today)
    assert link_reading.by_link(session, other) == []


def test_a_link_is_of_a_named_buyer_and_never_of_the_members_list(cast, session, today):
    stamp = {"token_hash": "x", "at": today["at"], "by": 1}
    assert cast.basket
    sales.anonymous(session)
    with pytest.raises(link_asking.NobodysLink):
        link_asking.make_link(session, buyer=sales.ANONYMOUS, price_list="MINORISTA", **stamp)
    for hidden in (catalog.MEMBER_LIST, "NADA"):
        with pytest.raises(link_asking.NoSuchList):
            link_asking.make_link(session, buyer=cast.hotel, price_list=hidden, **stamp)


def test_it_becomes_an_order_once(cast, ask, link, session, today):
    cast.delivers(cast.rosa, 1)
    cast.cooperative  # noqa: B018 - somebody must be selling
    ask({cast.basket: 2_000})
    told = asked_of(session, link, 1, today)
    like, lines = link_reading.like(told)
    wanted = orders.Wanted(
        like.buyer,
        like.price_list,
        like.used,
        tuple(sales.Asked(line.sku, line.units, 0) for line in lines),
    )
    code = orders.order(session, wanted, promised=today["on"], **today)
    stamp = {"at": today["at"], "by": 1}
    link_asking.settle(session, told.row.id, "order", code=code, **stamp)
    again = asked_of(session, link, 1, today)
    assert (again.state, again.order.code) == ("order", code)
    with pytest.raises(link_asking.OutcomeKnown):
        link_asking.settle(session, told.row.id, "declined", reason="no", **stamp)
    assert link_reading.waiting(session) == 0
    assert [row.state for row in link_reading.listed(session)] == ["order"]
