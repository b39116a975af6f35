"""A book that runs on: what was there, what came and what went, what is there at the end."""

from typing import Protocol


class InOrOut(Protocol):
    """One of its lines, in céntimos or cents."""

    @property
    def came(self) -> int: ...

    @property
    def went(self) -> int: ...


class Running:
    """Its sums, for a class that keeps `opening` and `lines`.

    >>> from types import SimpleNamespace as Line
    >>> class Box(Running):
    ...     opening, lines = 500, (Line(came=120, went=0), Line(came=0, went=20))
    >>> Box().came, Box().went, Box().closing
    (120, 20, 600)
    """

    __slots__ = ()

    opening: int
    lines: tuple[InOrOut, ...]

    @property
    def came(self) -> int:
        """All that came in."""
        return sum(line.came for line in self.lines)

    @property
    def went(self) -> int:
        """All that went out."""
        return sum(line.went for line in self.lines)

    @property
    def closing(self) -> int:
        """What is there at the end of the last day."""
        return self.opening + self.came - self.went
