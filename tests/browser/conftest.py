"""A real browser on a real server: Debian's Chromium, with or without JavaScript."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from coopshop import access, catalog
from coopshop.db import transaction
from tests.cast import Cast

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
]


def chromium_path() -> str | None:
    """Where the system keeps its browser."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield chromium
        chromium.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of an application, as long as the block lasts."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(width=360, javascript=False)`: a page of a visitor nobody knows yet."""
    contexts = []

    def opened(width: int = 360, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, java_script_enabled=javascript
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def shop(app):
    """Twelve baskets, some brooms and a kilo of fibre in the shop; gives its address."""
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        for name in ("cooperative", "hotel", "tourist"):
            getattr(cast, name)
        cast.delivers(cast.rosa, 12)
        cast.delivers(cast.delia, 9, sku=cast.broom)
        cast.delivers(cast.delia, 1_000, sku=cast.fibre)
    with served(app) as address:
        yield address


@pytest.fixture
def full_shop(app, shop):
    """So many products that a phone must scroll; their names differ at the end only."""
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.__dict__ |= {"rosa": "AW-01", "chipaota": "CHI", "weavers": "AW"}
        for number, size in enumerate(("pequeño con asa", "mediano con tapa", "grande")):
            about = {"sku": f"AW-BO{number}", "unit": "unidad", "sunat_unit": "NIU"}
            name = f"Bolso de chambira tejido a mano, {size}"
            sku = catalog.add_product(session, name_es=name, group="AW", **about).sku
            terms = {"price_list": "MINORISTA", "since": date(2020, 1, 1), "cents": 1_800}
            catalog.set_price(session, sku=sku, **terms)
            cast.delivers(cast.rosa, 3, sku=sku)
    return shop


@pytest.fixture
def at_the_till(app, shop, opened):
    """`at_the_till(width=360)`: the open till of a treasurer who has signed in."""

    def at_the_till(width=1280, **kind):
        with app.app_context(), transaction() as (session, at):
            facts = {"role": "tesorera", "password_hash": "none"}
            login = f"tesorera{len(access.users(session))}"
            user = access.add_user(session, login=login, name="Persona", **facts).id
            token = access.begin_visit(session, user, at=at)
        signer = app.session_interface.get_signing_serializer(app)
        cookie = signer.dumps({"_user_id": token, "_fresh": True, "language": "en"})
        page = opened(width, **kind)
        page.context.add_cookies([{"name": "session", "value": cookie, "url": shop}])
        page.goto(f"{shop}/till/")
        return page

    return at_the_till
