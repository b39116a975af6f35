"""So many of a thing is said in one form, on the desk's pages, on hers, on paper, by WhatsApp."""

import pytest

from tests.cast import Cast
from tests.pages.entering import enter
from tests.pages.slips import text
from tests.papers.reading import says

#: By the member whose pieces were sold.
SAID = {"AW-01": "2 × canasta de bombonaje", "EC-01": "1.5 kg de fibra de piasaba"}


@pytest.fixture
def sold(app, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        cast.buys(2)
        cast.buys(1500, sku=cast.fibre)
    return app


@pytest.mark.parametrize("member", SAID)
def test_the_desk_she_paper_and_message_say_it_alike(sold, member):
    desk, hers, said = enter(sold, "tesorera"), enter(sold, "socia", member), SAID[member]
    pages = (
        f"/payouts/statement/{member}?month=2026-01",
        f"/payouts/disputes/new/{member}",
        "/payouts/",
    )
    for page in pages:
        assert said in text(desk.get(page)), page
    assert f"se vendió {said} en" in text(desk.get(f"/yo/avisos/{member}"))
    assert says(desk.get(f"/yo/estados/{member}.pdf?month=2026-01").data, said)
    for page in ("/yo/", "/yo/cuenta", "/yo/ventas/" + ("V0001" if member == "AW-01" else "V0002")):
        assert said in text(hers.get(page)), page
