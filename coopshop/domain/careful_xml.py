"""Reading XML that a stranger made: for a few words in known places, and for nothing else.

Expat alone reads it, with nothing that a document may define: no document type, no entity, so that
a small file stays small. Depth, length and the number of words are limited; what a ZIP claims about
itself is not believed. Signatures are not examined here.
"""

import lzma
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from .errors import Refused

#: Bytes of a file: those of SUNAT have some twenty thousand.
MOST_BYTES = 512 * 1024

#: How a ZIP begins.
ZIP = b"PK\x03\x04"

#: So deep are its parts laid into each other at most; those of SUNAT are some ten deep.
DEEPEST = 40

#: Letters of one word, and how often one may be said that is said several times.
LONGEST, OFTEN = 500, 50

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"

#: What a ZIP says that is none, or is broken, or locked, or packed in an odd way.
_DAMAGED = (
    *(BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError),
    *(zlib.error, lzma.LZMAError),
)


class Refusals(NamedTuple):
    """What is said of a file: too large, none of these, or one that defines something."""

    large: type[Refused]
    other: type[Refused]
    forbidden: type[Refused]


class Unpacked(NamedTuple):
    """The XML itself, and the name it had in its ZIP ("" where it came alone)."""

    xml: bytes
    name: str


#: How SUNAT packs.
_PACKED = (ZIP_STORED, ZIP_DEFLATED)


@dataclass
class Found:
    """The root as `namespace name`, and the words in the places that were asked for."""

    root: str = ""
    once: dict[str, str] = field(default_factory=dict)
    often: dict[str, list[str]] = field(default_factory=dict)


def unpacked(raw: bytes, refusals: Refusals) -> Unpacked:
    """An XML that came alone, or as the one XML in a small ZIP; folders in it do not matter.

    However much more it may claim to be, it is read no further than MOST_BYTES + 1; Python keeps
    to that only for what is stored or deflated, so nothing else is opened.
    """
    if not raw.startswith(ZIP):
        return Unpacked(raw, "")
    try:
        with ZipFile(BytesIO(raw)) as packed:
            (name,) = (each for each in packed.namelist() if each.lower().endswith(".xml"))
            if packed.getinfo(name).compress_type not in _PACKED:
                raise refusals.other
            with packed.open(name) as file:
                return Unpacked(file.read(MOST_BYTES + 1), name.rpartition("/")[2])
    except _DAMAGED:
        raise refusals.other from None


def read(
    raw: bytes, places: Mapping[str, str], refusals: Refusals, often: Collection[str] = ()
) -> Found:
    """The words in some places (`Party/ID`: the name it is found by), below the root.

    What is said twice where it can hold only once is refused: which one would hold? `often` names
    what may be said several times.
    """
    if len(raw) > MOST_BYTES:
        raise refusals.large
    reader = _Reader(places, refusals, often)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = reader.forbid
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise refusals.other from None
    return reader.found


class _Reader:
    """Remembers where it is, and what stands in the places that matter."""

    def __init__(
        self, places: Mapping[str, str], refusals: Refusals, often: Collection[str]
    ) -> None:
        self.places, self.refusals, self.often = places, refusals, often
        self.trail: list[str] = []
        self.found = Found()

    def forbid(self, *_said: object) -> None:
        raise self.refusals.forbidden

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if not self.trail:
            self.found.root = name
        self.trail.append(name.rpartition(" ")[2])
        if len(self.trail) > DEEPEST:
            raise self.refusals.other
        place = self._place()
        if place in self.often:
            self.found.often.setdefault(place, []).append("")
            if len(self.found.often[place]) > OFTEN:
                raise self.refusals.other
        elif place and self.found.once.setdefault(place, ""):
            raise self.refusals.other  # said twice: which one holds?

    def text(self, words: str) -> None:
        place = self._place()
        if place in self.often:
            said = self.found.often[place]
            said[-1] = (said[-1] + words)[:LONGEST]
        elif place:
            self.found.once[place] = (self.found.once.get(place, "") + words)[:LONGEST]

    def end(self, _name: str) -> None:
        self.trail.pop()

    def _place(self) -> str:
        return self.places.get("/".join(self.trail[1:]), "")
