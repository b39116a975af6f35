"""What tests of the till's pages begin with."""

import pytest

from tests.cast import Cast


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
