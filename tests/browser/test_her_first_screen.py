"""Her first screen on a cheap phone: how much comes over a slow line, and what it needs."""

import time
from io import BytesIO

import pytest
from PIL import Image

from coopshop import payouts
from coopshop.db import transaction
from coopshop.domain.days import day_of
from coopshop.maker import voices
from coopshop.members import portraits
from coopshop.web import photos
from tests.browser.conftest import served
from tests.pages.addresses import lived_in
from tests.pages.entering import begin, let_in

#: The most that may come over the wire before the page is whole, heads and all.
MOST = 14 * 1024

#: 2G as its users know it: 50 kbit/s, 400 ms there and back.
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000 / 8,
    "uploadThroughput": 50_000 / 8,
}


def a_busy_photo() -> bytes:
    """As many bytes as a photo can have: no two points alike."""
    file = BytesIO()
    Image.effect_noise((640, 480), 120).convert("RGB").save(file, "JPEG", quality=90)
    return photos.shrunk(file.getvalue())


@pytest.fixture
def hers(lived):
    """Her address and the cookie of her visit; she has a photo, and took an advance."""
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        today = {"on": day_of(at), "at": at, "by": 1}
        payouts.owe(session, member="AW-01", kind="adelanto", amount=700, **today)
        portraits.keep_face(session, "AW-01", a_busy_photo(), at=at)
    client = lived.test_client()
    let_in(client, begin(lived, "socia", "AW-01")[1])
    cookie = client.get_cookie("session")
    with served(lived) as address:
        yield address, {"name": "session", "value": cookie.value, "url": address}


def test_it_is_one_small_answer_on_a_slow_line_without_javascript(hers, opened, capsys):
    address, cookie = hers
    page = opened(javascript=False)
    page.context.add_cookies([cookie])
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    asked = []
    line.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    began = time.monotonic()
    answer = page.goto(f"{address}/yo/", wait_until="load")
    took = time.monotonic() - began
    assert [url for url in asked if not url.startswith("data:")] == [f"{address}/yo/"]
    sizes = answer.request.sizes()
    came = sizes["responseHeadersSize"] + sizes["responseBodySize"]
    assert 0 < came <= MOST
    assert page.locator(".sum-big").is_visible()
    assert page.locator(".her img").evaluate("it => it.complete && it.naturalWidth > 0")
    with capsys.disabled():
        print(f"\nher first screen: {came} bytes, {took:.1f} s on 2G")


def test_number_addition_and_pictures_stand_on_one_small_screen(lived, opened):
    """AW-02 has a payment, two steps and something that is not collected; it can be read aloud."""
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        spoken = voices.Spoken("Ana Prueba", None, day_of(at))
        for phrase in voices.tongue(session, "es").phrases:
            facts = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
            voices.record(session, "es", phrase, **facts, at=at, by=1)
    client = lived.test_client()
    let_in(client, begin(lived, "socia", "AW-02")[1])
    cookie = client.get_cookie("session")
    with served(lived) as address:
        page = opened()
        page.set_viewport_size({"width": 360, "height": 640})
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
        page.goto(f"{address}/yo/")
        assert page.locator("[data-listen]").is_visible()
        assert 1 <= page.locator(".sum .line:not(.line-total)").count() <= 2
        below = page.eval_on_selector(".ways", "it => it.getBoundingClientRect().bottom")
        assert below <= 640
        assert page.get_by_text("Salir").is_visible()
        page.emulate_media(media="print")
        assert page.locator(".on-paper").is_visible()


def test_it_never_scrolls_sideways_and_every_step_is_wide_enough_for_a_thumb(hers, opened):
    address, cookie = hers
    page = opened(javascript=False)
    page.context.add_cookies([cookie])
    for path in ("/yo/", "/yo/piezas", "/yo/piezas/D0001", "/yo/pagos/L002", "/yo/cuenta"):
        page.goto(f"{address}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
        low = page.eval_on_selector_all(
            "main .line > a, main .ways a, main .back a",
            "them => them.filter(it => it.getBoundingClientRect().height < 44).length",
        )
        assert low == 0, path
