"""What is made, what it costs on a day, where it lies; and what is refused."""

from datetime import date, timedelta

import pytest

from coopshop import catalog
from coopshop.catalog import pricing
from coopshop.catalog.pricing import NoPrice, OtherTerms, PriceExists
from coopshop.catalog.service import NotEmpty, PlaceTaken, Retired, SkuTaken
from coopshop.domain.quantity import WholePiecesOnly


@pytest.fixture
def since(today):
    return today["on"]


def test_a_unit_settles_how_finely_a_product_is_counted(cast, session):
    fibre, visit = (catalog.product(session, sku) for sku in (cast.fibre, cast.visit))
    assert (fibre.parts, fibre.sunat_unit, fibre.is_service) == (1000, "KGM", False)
    assert (visit.parts, visit.sunat_unit, visit.is_service) == (1, "ZZ", True)


def test_what_is_typed_becomes_the_smallest_parts(cast, session):
    assert catalog.units(session, cast.fibre, 2500) == 2500
    assert catalog.units(session, cast.basket, 3000) == 3
    with pytest.raises(WholePiecesOnly) as refused:
        catalog.units(session, cast.basket, 2500, field="brought")
    assert refused.value.field == "brought"


def test_a_code_names_one_product_and_one_place_for_ever(cast, session):
    with pytest.raises(SkuTaken):
        catalog.add_product(session, sku=cast.basket, name_es="Otra", group="AW", unit="unidad")
    with pytest.raises(PlaceTaken):
        catalog.open_place(session, code=cast.chipaota, name="Otro", kind="tienda")


def test_a_retired_product_stays_in_the_book_and_leaves_the_forms(cast, session, since):
    catalog.change_product(session, cast.basket, retired_on=since)
    assert catalog.still_made(session, cast.basket, since - timedelta(days=1))
    with pytest.raises(Retired):
        catalog.still_made(session, cast.basket, since)
    assert catalog.products(session, on=since) == []
    assert [product.sku for product in catalog.products(session)] == [cast.basket]


def test_a_new_price_ends_the_one_before(cast, session, since):
    facts = {"price_list": "MINORISTA", "sku": cast.basket}
    catalog.set_price(session, **facts, since=since, cents=2000)
    assert catalog.price_of(session, **facts, on=since - timedelta(days=1)) == 1800
    assert catalog.price_of(session, **facts, on=since) == 2000
    old = pricing.price_story(session, cast.basket)
    ends = [price.until for price in old if price.price_list == "MINORISTA"]
    assert ends == [None, since - timedelta(days=1)]


def test_a_price_is_not_overwritten(cast, session):
    facts = {"price_list": "MINORISTA", "sku": cast.basket, "cents": 1}
    with pytest.raises(PriceExists):
        catalog.set_price(session, **facts, since=date(2019, 1, 1))


def test_a_list_has_one_currency_for_good(cast, session, since):
    facts = {"price_list": "MINORISTA", "sku": cast.basket, "since": since, "cents": 1}
    for terms in ({"currency": "USD"}, {"includes_igv": True}):
        with pytest.raises(OtherTerms):
            catalog.set_price(session, **facts, **terms)


def test_a_price_may_end(cast, session, since):
    facts = {"price_list": "FERIA-X", "sku": cast.basket}
    catalog.set_price(session, **facts, since=since, until=since, cents=1000)
    assert catalog.prices_on(session, "FERIA-X", since) == {cast.basket: 1000}
    with pytest.raises(NoPrice):
        catalog.price_of(session, **facts, on=since + timedelta(days=1))


def test_a_place_closes_only_when_nothing_lies_there(cast, session, since):
    cast.delivers(cast.rosa, 1)
    with pytest.raises(NotEmpty):
        catalog.close_place(session, cast.chipaota, on=since)
    catalog.close_place(session, cast.tarapoto, on=since)
    assert [place.code for place in catalog.places(session, on=since)] == [cast.chipaota]


def test_offers_stand_below_their_group_and_services_may_be_left_out(cast, session, since):
    cast.basket, cast.visit, cast.broom  # noqa: B018 - three products
    offers = catalog.product_offers(session, since, services=False)
    assert {group: [sku for sku, _words in products] for group, products in offers.items()} == {
        "Tejedoras de prueba": ["AW-CAN"],
        "Escoberas de prueba": ["EC-ESC"],
    }
