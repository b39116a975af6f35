"""How fast, and how does the cost grow? Prints figures; nothing here passes or fails.

`coopshop bench` runs it. Rounds take turns, so that a busy machine slows both sides of a ratio:
read the ratios, not the milliseconds.
"""

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """What `coopshop bench` does; the import's own process needs nothing of it."""
    from .run import main as run

    return run(argv)
