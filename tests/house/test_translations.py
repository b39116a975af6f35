"""Every word that a person reads is there in Spanish and in English, and takes the same facts."""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import Environment

from coopshop.web.i18n import LANGUAGES

HOUSE = Path(__file__).parents[2]

#: Names that are the same in every language.
NAMES = {"coopshop"}

#: Attributes that are read aloud or shown.
SPOKEN = {"alt", "aria-label", "placeholder", "title"}


def _read(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()))


def _said(catalog: Catalog) -> dict[str, Message]:
    return {_one(message.id): message for message in catalog if message.id}


def _one(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def _all(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _facts(words: str | tuple[str, ...] | list[str]) -> set[str]:
    return {fact for text in _all(words) for fact in re.findall(r"%\((\w+)\)", text)}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Message]:
    """What the pages say today, read as translations/README.md tells a translator to."""
    target = tmp_path_factory.mktemp("extracted") / "messages.pot"
    words = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-o", str(target), "."]
    with pytest.MonkeyPatch.context() as place:
        place.chdir(HOUSE)
        CommandLineInterface().run(words)
    return _said(_read(target))


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> dict[str, Message]:
    """The catalogue of one language."""
    path = HOUSE / "translations" / request.param / "LC_MESSAGES" / "messages.po"
    return _said(_read(path))


def test_everything_the_pages_say_is_translated(extracted, catalogue):
    said = {words for words, message in catalogue.items() if all(_all(message.string))}
    assert set(extracted) - said == set()


def test_a_catalogue_holds_nothing_that_no_page_says(extracted, catalogue):
    assert set(catalogue) - set(extracted) == set()


def test_a_translation_takes_the_facts_of_its_original(catalogue):
    wrong = [
        message.id
        for message in catalogue.values()
        if message.fuzzy or _facts(message.string) != _facts(message.id)
    ]
    assert wrong == []


def test_a_translation_can_be_filled_in(catalogue):
    for message in catalogue.values():
        facts = dict.fromkeys(_facts(message.id), "1")
        for words in _all(message.string):
            assert words % facts == words % facts


def test_no_word_stands_in_a_page_untranslated():
    pages = sorted((HOUSE / "templates").rglob("*.html"))
    bare = [(page.name, words) for page in pages for words in _bare_words(page.read_text())]
    assert bare == []


class _Words(HTMLParser):
    """Collects what a browser would show or read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in SPOKEN]


def _bare_words(template: str) -> Iterator[str]:
    """What stands in a page outside of Jinja's braces, tags left out; `·` marks the braces."""
    tokens = Environment(autoescape=True).lex(template)
    html = "".join(value if kind == "data" else "·" for _line, kind, value in tokens)
    parser = _Words()
    parser.feed(re.sub("·+", "·", html))
    for text in parser.found:
        yield from (word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES)
