"""Every page, as every role sees it: no fault of access, nothing sideways, nothing too small.

Pages that two roles see alike are looked at once. axe-core looks at a page as WCAG 2.2 AA does; a
finger needs 48 pixels, links in running text excepted.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask

from coopshop.access import ROLES
from tests.browser.conftest import served
from tests.pages.addresses import lived_in, pages
from tests.pages.entering import begin, let_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

FAULTS = f"""
  axe.run({{runOnly: {RULES}, preload: false, resultTypes: ["violations"]}})
    .then(found => found.violations.flatMap(rule => rule.nodes.slice(0, 3)
      .map(node => rule.id + ": " + node.html.slice(0, 160))))
"""

#: What a finger must hit, and does not. A box to tick is hit through its label, a card anywhere.
TOO_SMALL = """
  [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter(target => target.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(target => !target.closest(
    ".unseen, .trap, .skip, .yes, .stat, .door, p:not(.back), "
    + "li:not(:has(> a:only-child)), td, dd, th"))
    .filter(target =>
      (target.closest("label") || target).getBoundingClientRect().height < 47.5)
    .map(target => "too small: " + target.outerHTML.slice(0, 160))
"""

SIDEWAYS = """
  document.documentElement.scrollWidth <= innerWidth ? [] :
    ["sideways: " + document.documentElement.scrollWidth].concat(
      [...document.querySelectorAll("body *")]
        .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
        .slice(-2).map(part => part.outerHTML.slice(0, 120)))
"""

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}

#: What differs from one asking to the next, and the menu, which is looked at on the first page.
CHANGES = re.compile(
    r'<details class="menu">.*?</details>|<nav class="bar".*?</nav>|value="[0-9a-f]{32}"|'
    r'name="csrf_token" value="[^"]*"|Persona \w+|<title>.*?</title>',
    re.DOTALL,
)


class Look(NamedTuple):
    """One page to look at, and as whom."""

    role: str
    endpoint: str
    address: str


def looks(app: Flask, asked: list[tuple[str, str]], tokens: dict[str, str]) -> Iterator[Look]:
    """Every page that looks different from those before it."""
    seen, files = set(), set()
    for role, token in tokens.items():
        client = app.test_client()
        let_in(client, token)
        for endpoint, address in asked:
            answer = client.get(address) if endpoint not in files else None
            if answer is None or answer.status_code != 200:
                continue
            if b"<html" not in answer.data[:200]:
                files.add(endpoint)  # a paper, a picture, a file, or a piece of a page for a script
                continue
            alike = (endpoint, CHANGES.sub("", answer.text))
            if endpoint == "access.home" or alike not in seen:
                seen.add(alike)
                yield Look(role, endpoint, address)


@pytest.fixture(params=[0, 1], ids=["even", "odd"])
def site(lived, request):
    """The address of a shop where everything happened, half its pages, the visits of each role."""
    named = lived_in(lived)
    whose = {role: begin(lived, role, "AW-01" if role == "socia" else None)[1] for role in ROLES}
    half = list(pages(lived, named))[request.param :: 2]
    with served(lived) as address:
        yield address, list(looks(lived, half, whose)), whose


def test_every_page_in_every_role(site, lived, browser):
    address, found, tokens = site
    signer = lived.session_interface.get_signing_serializer(lived)
    axe, faults = Axe().axe_script, {}
    for role, token in tokens.items():
        context = browser.new_context(viewport=PHONE)
        cookie = signer.dumps({"_user_id": token, "_fresh": True})
        context.add_cookies([{"name": "session", "value": cookie, "url": address}])
        page = context.new_page()
        for look in (look for look in found if look.role == role):
            page.goto(address + look.address)
            page.evaluate(axe)
            wrong = page.evaluate(FAULTS)
            for size in (PHONE, DESK):
                page.set_viewport_size(size)
                wrong += page.evaluate(SIDEWAYS) + page.evaluate(TOO_SMALL)
            page.set_viewport_size(PHONE)
            if wrong:
                faults[f"{role} {look.address}"] = wrong
        context.close()
    assert len(found) > 75
    assert faults == {}
