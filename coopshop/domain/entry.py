"""An entry of the book: moves of goods and money that one paper caused."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

#: The canonical form below. A new form gets a new number; old entries keep theirs for ever.
HASH_VERSION = 1

#: What stands before the first entry.
GENESIS = hashlib.sha256(b"coopshop: the first page of the book").hexdigest()


class Move(NamedTuple):
    """`amount` of `unit` leaves `source` and enters `target`: credit and debit in one line."""

    source: str
    target: str
    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one paper (`cause`) did on the business day `on`; moves in the order they happened."""

    cause: str
    kind: str
    on: date
    moves: tuple[Move, ...]
    reverses: str | None = None

    def __post_init__(self) -> None:
        for move in self.moves:
            if move.amount <= 0 or move.source == move.target:
                raise ValueError(f"{self.cause}: {move}")

    def reversed(self, cause: str, on: date) -> "Entry":
        """The exact mirror of this entry, for a mistake: nothing is ever rubbed out.

        >>> e = Entry("advance/X001", "advance", date(2025, 1, 2), (Move("cash", "p", 5, "PEN"),))
        >>> e.reversed("reversal/X001", date(2025, 1, 3)).moves
        (Move(source='p', target='cash', amount=5, unit='PEN'),)
        """
        mirror = tuple(Move(m.target, m.source, m.amount, m.unit) for m in reversed(self.moves))
        return Entry(cause, "reversal", on, mirror, reverses=self.cause)


def canonical(value: object) -> bytes:
    """One spelling for one value: JSON arrays of whole numbers and text, nothing optional.

    >>> canonical(["ñ", 1, None])
    b'["\\xc3\\xb1",1,null]'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def seal(previous: str, header: list[object], moves: list[list[object]]) -> str:
    """The hash of one entry, chained to the one before it.

    `header` holds every column of the entry but the two hashes, in the order of the table; `moves`
    every column of its moves. A frozen example, so that nobody changes the form unawares:

    >>> seal(GENESIS, [1, "x/1"], [["a", "b", 1, "PEN"]])[:16]
    '81f538ab457c9e0d'
    """
    return digest([HASH_VERSION, previous, header, moves])
