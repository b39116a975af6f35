"""What tests of the till's and the drawer's pages begin with."""

import pytest

from coopshop import cash
from tests.cast import Cast
from tests.pages.slips import send


@pytest.fixture
def till_shop(client, write, sign_in):
    """Six baskets and 2.5 kg of fibre lie in Chipaota; the treasurer stands at the till."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 6)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        for name in ("cooperative", "hotel", "tourist", "visit"):
            getattr(cast, name)
    return client


@pytest.fixture
def book(write):
    """What the book says, read in a transaction of its own."""

    def read(ask):
        with write() as (session, _at):
            return ask(session)

    return read


@pytest.fixture
def cash_shop(client, write, sign_in):
    """A shop's till with a closed drawer, S/ 1,000.00 in the box, the treasurer signed in."""
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    with write() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - somebody must be selling
        cast.delivers(cast.rosa, 9, place=cast.tarapoto)
        cash.add_till(session, code="TIENDA", name="Caja de la tienda", place=cast.tarapoto)
        cast.fetches()
    return client


@pytest.fixture
def opened(cash_shop):
    """The drawer is open with S/ 50.00 that the box gave."""
    assert send(cash_shop, "/cash/open/TIENDA", pieces_10="0").location == "/cash/sessions/S001"
    facts = {"reason": "sencillo", "amount": "50", "till": "TIENDA", "on": "2026-01-05"}
    send(cash_shop, "/cash/moves/new", **facts, currency="PEN")
    return cash_shop
