"""Scripts name what they need by `import` and are read into one answer: what that asks of them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from coopshop import config
from coopshop.web.assets import scripts_of
from tests.house.source import HOUSE, named, tracked

FOLDER = HOUSE / "coopshop/static/js"
FILES = [path for path in tracked() if path.suffix == ".js"]

IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";$', re.MULTILINE)
NAME = r"(?:async )?(?:function|const|let|class) (\w+)"
OWN = re.compile(rf"^(?:export )?{NAME}", re.MULTILINE)
GIVEN = re.compile(rf"^export {NAME}", re.MULTILINE)

#: What is not code: remarks, words and patterns.
ASIDE = re.compile(r'//.*|"(?:\\.|[^"\\\n])*"|(?<=[(,=:?] )/(?:\\.|[^/\\\n])+/')


def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def imports(path: Path) -> dict[Path, list[str]]:
    """What a script asks for, and of whom."""
    return {
        (path.parent / where).resolve(): re.findall(r"\w+", what)
        for what, where in IMPORT.findall(source(path))
    }


def test_what_is_imported_is_given_and_what_is_given_is_imported():
    given = {(path, name) for path in FILES for name in GIVEN.findall(source(path))}
    asked = {(of, name) for path in FILES for of, names in imports(path).items() for name in names}
    assert asked == given


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_script_says_where_each_name_comes_from_that_it_uses(path):
    """Read into one answer it would find the names of others without asking: it shall not."""
    code = ASIDE.sub("", IMPORT.sub("", source(path)))
    asked = {name for names in imports(path).values() for name in names}
    assert {name for name in asked if not re.search(rf"(?<![.\w]){name}\b", code)} == set()
    others = {name for other in FILES for name in GIVEN.findall(source(other))}
    used = {name for name in others if re.search(rf"(?<![.\w]){name}(?=\()", code)}
    here = set(re.findall(NAME, code))
    assert used - asked - here == set()


def test_scripts_do_not_import_in_circles():
    def walk(path, above):
        assert path not in above, [named(each) for each in above]
        for needed in imports(path):
            walk(needed, [*above, path])

    for path in FILES:
        walk(path, [])


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.js")))
def test_in_one_answer_every_name_stands_once(name):
    text, _digest = scripts_of(config.HERE / "static/js")[name]
    assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == []
    assert [each for each, times in Counter(OWN.findall(text)).items() if times > 1] == []


def test_every_script_is_asked_for():
    pages = "".join(source(path) for path in tracked() if path.suffix == ".html")
    asked = set(re.findall(r"""(?:script_url|inline_script)\(["'](\w+)["']\)""", pages))
    needed = {needed for path in FILES for needed in imports(path)}
    assert [n for p in FILES if p not in needed and (n := p.stem) not in asked] == []
