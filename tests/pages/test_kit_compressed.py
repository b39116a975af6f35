"""Words travel compressed, secrets blurred; everything else as it is."""

import gzip

import pytest
from flask import Response

from tests.pages.kit import make_app

ZIPPED = {"Accept-Encoding": "gzip, deflate"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = make_app(tmp_path_factory.mktemp("shop"))
    pages = {
        "long": lambda: "palabra " * 500,
        "short": lambda: "palabra",
        "streamed": lambda: (b"palabra " for _ in range(500)),
        "paper": lambda: Response(b"%PDF" * 500, mimetype="application/pdf"),
    }
    for name, page in pages.items():
        app.get(f"/{name}", endpoint=name)(page)
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def test_a_page_is_the_same_page_after_it_is_unpacked(client):
    plain, zipped = client.get("/long"), client.get("/long", headers=ZIPPED)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert len(zipped.data) == zipped.content_length < len(plain.data) / 10
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/short", "/streamed", "/paper"])
def test_what_is_not_worth_it_or_not_words_goes_as_it_is(client, path):
    assert "Content-Encoding" not in client.get(path, headers=ZIPPED).headers


def test_a_browser_that_cannot_unpack_gets_plain_words(client):
    refused = {"Accept-Encoding": "br, gzip;q=0"}
    assert client.get("/long", headers=refused).text.startswith("palabra palabra")


def test_a_page_that_another_site_led_to_is_not_compressed(client):
    answer = client.get("/basket/new", headers=ZIPPED | {"Sec-Fetch-Site": "cross-site"})
    assert "Content-Encoding" not in answer.headers


def test_the_length_of_a_page_tells_nothing_of_its_secrets(client):
    lengths = {len(client.get("/basket/new", headers=ZIPPED).data) for _ in range(20)}
    assert max(lengths) - min(lengths) > 20


def test_a_script_is_compressed_once_and_not_sent_twice(client):
    path = "/static/js/lines.js?v=1"
    first, second = client.get(path, headers=ZIPPED), client.get(path, headers=ZIPPED)
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.data == second.data
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    again = client.get(path, headers=ZIPPED | {"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    part = client.get(path, headers=ZIPPED | {"Range": "bytes=0-9"})
    assert (part.status_code, len(part.data)) == (206, 10)


def test_the_styles_travel_light(client, app):
    with app.test_request_context():
        address = app.jinja_env.globals["style_url"]()
    assert len(client.get(address, headers=ZIPPED).data) < 16_000
