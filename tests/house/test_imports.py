"""Who may lean on whom: down a floor or to an earlier room, into a room only by its door."""

import ast
import importlib
import sys

import pytest

from coopshop.app import JOURNEY
from tests.house.source import named, python, tree

#: The floors below the rooms; each may lean on those before it. Rooms follow, in their order.
FLOORS = ("domain", "paper", "config", "engines", "db", "web")
ORDER = {name: height for height, name in enumerate((*FLOORS, *JOURNEY))}

#: What stands above the rooms, or beside them, and may lean on all of them.
ROOF = {"app", "cli", "demo", "serving", "__init__", "practice"}


def leans(path):
    """(floor or room, what of it) for each import of our own in a file."""
    package = ["coopshop", *named(path).split("/")[1:-1]]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield from _ours(name.name.split("."), [""])
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield from _ours(above + (node.module or "").split("."), [n.name for n in node.names])


def _ours(parts, names):
    parts = [part for part in parts if part]
    if parts[:1] != ["coopshop"]:
        return
    if len(parts) == 1:
        yield from ((name, "") for name in names)
    else:
        yield parts[1], ".".join(parts[2:])


def home(path):
    """The floor or room that a file belongs to."""
    return named(path).split("/")[1].removesuffix(".py")


def housed():
    return [path for path in python("coopshop") if home(path) not in ROOF]


def test_the_order_knows_every_floor_and_room():
    assert {home(path) for path in housed()} == ORDER.keys()


@pytest.mark.parametrize("path", housed(), ids=named)
def test_a_file_leans_only_on_what_was_there_before(path):
    own = ORDER[home(path)]
    too_high = [name for name, _ in leans(path) if name in ROOF or ORDER[name] > own]
    assert too_high == []


@pytest.mark.parametrize("path", python("coopshop/domain"), ids=named)
def test_the_rules_lean_on_the_standard_library_and_on_rules(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            assert {name.name.split(".")[0] for name in node.names} <= sys.stdlib_module_names
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert node.module.split(".")[0] in sys.stdlib_module_names
    assert {name for name, _ in leans(path)} <= {"domain"}


@pytest.mark.parametrize("room", JOURNEY)
def test_a_door_opens_onto_everything_it_names(room):
    door = importlib.import_module(f"coopshop.{room}")
    assert all(hasattr(door, name) for name in getattr(door, "__all__", []))


def test_there_are_no_circles():
    """Files of one room may lean on each other, but never in a ring."""
    files = {named(path).removesuffix(".py").replace("/", "."): path for path in python("coopshop")}
    leaning = {path: set(_files(path, files)) for path in files.values()}
    finished = set()

    def walk(path, trail):
        ring = " → ".join(map(named, [*trail, path]))
        assert path not in trail, ring
        for target in leaning[path] - finished:
            walk(target, [*trail, path])
        finished.add(path)

    for path in leaning:
        walk(path, [])


def _files(path, by_name):
    """The files that a file imports at its top, as far as they are ours."""
    package = ["coopshop", *named(path).split("/")[1:-1]]
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            module = [*above, *(node.module or "").split(".")] if node.module else above
            for name in node.names:
                for found in (".".join([*module, name.name]), ".".join(module)):
                    if found in by_name:
                        yield by_name[found]
                        break
