"""Rounds that take turns, and the one table their medians are told in."""

import random
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

#: Does the thing once and gives the seconds it took; what only prepares it is not counted.
Act = Callable[[], float]

HEAD = ("what", "median", "middle half", "ratio", "aim")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in words."""

    what: str
    median: str = ""
    spread: str = ""
    ratio: str = ""
    aim: str = ""


def timed(act: Callable[[], object]) -> Act:
    """An act that counts all of `act`."""

    def once() -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    return once


def in_turns(acts: Mapping[str, Act], rounds: int, *, warm: int = 5) -> dict[str, list[float]]:
    """The seconds of each act, one of every kind in each round, in an order that changes."""
    order = random.Random(2025)
    names = list(acts)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm, rounds):
        for name in order.sample(names, len(names)):
            took = acts[name]()
            if number >= 0:
                seconds[name].append(took)
    return seconds


def row(
    what: str, seconds: list[float], beside: list[float] | None = None, *, aim: str = ""
) -> Row:
    """A line for one act, its median as a multiple of the one it is held `beside`."""
    low, middle, high = _quartiles(seconds)
    unit, scale = _unit(middle)
    ratio = f"{middle / statistics.median(beside):.2f} ×" if beside else ""
    spread = f"{_short(low * scale)} – {_short(high * scale)}"
    return Row(what, f"{_short(middle * scale)} {unit}", spread, ratio, aim)


def table(rows: list[Row]) -> str:
    """The rows below their heads, columns in line."""
    cells = [HEAD, *((r.what, r.median, r.spread, r.ratio, r.aim) for r in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    ruled = [cells[0], tuple("─" * width for width in widths), *cells[1:]]
    return "\n".join(_line(line, widths) for line in ruled)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    what, *figures, aim = (
        cell.ljust(width) if place in (0, len(widths) - 1) else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join((what, *figures, aim)).rstrip()


def _short(figure: float) -> str:
    """Three digits, or as many as stand before the point."""
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"


def _unit(seconds: float) -> tuple[str, float]:
    if seconds >= 1:
        return "s ", 1
    return ("ms", 1e3) if seconds >= 1e-3 else ("µs", 1e6)


def _quartiles(seconds: list[float]) -> tuple[float, float, float]:
    if len(seconds) == 1:
        return seconds[0], seconds[0], seconds[0]
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return low, middle, high
