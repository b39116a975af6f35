"""The guide shows every part of the house and every drawing; its slip records nothing."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from coopshop.config import shipped
from coopshop.web import icons
from tests.pages.slips import beside, filled, text

TEMPLATES = shipped("templates")

#: Where a part may be shown: in the guide, or around every page.
SHOWN = [*sorted((TEMPLATES / "guide").glob("*.html")), TEMPLATES / "layout.html"]

PARTS = sorted((TEMPLATES / "ui").glob("*.html"))


def parsed(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def imports(tree: nodes.Template, path: Path) -> dict[str, str]:
    """What a name means in a file: `drawn` is `ui/icon.html:icon`."""
    found = {macro.name: f"ui/{path.name}:{macro.name}" for macro in tree.find_all(nodes.Macro)}
    for line in tree.find_all(nodes.FromImport):
        for name in line.names:
            original, here = name if isinstance(name, tuple) else (name, name)
            found[here] = f"{line.template.value}:{original}"
    return found


def called(tree: nodes.Node, meaning: dict[str, str]) -> set[str]:
    names = {
        call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)
    }
    return {meaning[name] for name in names & meaning.keys()}


def macros() -> dict[str, set[str]]:
    """Every macro of the parts, and which macros it calls."""
    found = {}
    for path in PARTS:
        tree = parsed(path)
        meaning = imports(tree, path)
        for macro in tree.find_all(nodes.Macro):
            found[f"ui/{path.name}:{macro.name}"] = called(macro, meaning)
    return found


def rooms_with(part: str) -> set[str]:
    """The rooms whose pages use a part: one that a single room uses is looked at there."""
    return {
        path.parent.name
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in ("ui", "guide") and f'"{part}"' in path.read_text("utf-8")
    }


def test_every_part_is_shown_in_the_guide():
    inside, waiting, shown = macros(), set(), set()
    for path in SHOWN:
        tree = parsed(path)
        waiting |= called(tree, imports(tree, path))
    while waiting:
        part = waiting.pop()
        shown.add(part)
        waiting |= inside.get(part, set()) - shown
    missing = {part.partition(":")[0] for part in set(inside) - shown}
    assert {part for part in missing if len(rooms_with(part)) != 1} == set()


def test_every_drawing_is_shown_with_its_name(client, sign_in, app):
    sign_in("vendedora")
    page = client.get("/guia").text
    with app.app_context():
        drawn = set(icons.names())
    assert set(re.findall(r'<symbol id="i-([a-z-]+)"', page)) == drawn
    assert drawn <= set(re.findall(r"<code>([a-z-]+)</code>", page))


@pytest.mark.parametrize("role", ["administradora", "fiscal"])
def test_it_opens_for_everybody_who_is_in_and_for_nobody_else(client, sign_in, role):
    assert client.get("/guia").location == "/sign-in"
    sign_in(role)
    assert client.get("/guia").status_code == 200


def test_its_slip_says_what_is_wrong_and_records_nothing(client, sign_in):
    sign_in("tesorera")
    answer = client.post("/guia", data=filled(client, "/guia", name="Canasta", price="abc"))
    assert answer.status_code == 200
    assert beside(answer, "price")
    assert "Todavía no se registró nada" in text(answer)
