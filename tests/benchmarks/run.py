"""The command: every measure, one table."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import Flask

from coopshop.db import db

from . import balance, book, importing, lists, paper, postgres, sale
from .measuring import Row, in_turns, row, table

#: Recorded sales of the small book and of the large one.
FEW, MANY = 1_000, 200_000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; figures are for reading, so the exit status is always 0."""
    asked = _asked(argv)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        rows += (_on_postgresql if asked.postgres else _books)(Path(folder), asked)
    if not asked.postgres:
        rows += _papers(asked)
        rows += _imports(asked)
    _tell("")
    sys.stdout.write(f"{table(rows)}\n")
    return 0


def _asked(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="coopshop bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=400, help="rounds of each measure")
    parser.add_argument("--imports", type=int, default=3, help="how often the year is imported")
    parser.add_argument("--sales", type=int, default=MANY, help="sales of the large book")
    parser.add_argument(
        "--postgres",
        action="store_true",
        help="the lists alone, on PostgreSQL: a server of its own, gone at the end",
    )
    return parser.parse_args(argv)


def _books(folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    many = asked.sales
    _tell(f"building books of {FEW:,} and {many:,} sales, the first time only")
    small = book.copied(FEW, folder, "small")
    large = book.copied(many, folder, "large")
    bare = book.copied(FEW, folder, "bare")
    _tell("recording sales")
    verb = sale.by_the_verb
    acts = {"bare": sale.by_hand(bare), "small": verb(small), "large": verb(large)}
    took = in_turns(acts, asked.rounds)
    yield row("a sale of 3 lines: bare SQLite, same rows", took["bare"])
    yield row("  recorded by coopshop", took["small"], took["bare"], aim="at most 6 ×")
    yield row(
        f"  at {many:,} sales, not {FEW:,}", took["large"], took["small"], aim="at most 1.2 ×"
    )
    _tell("reading balances")
    acts = {"small": balance.of_a_member(small), "large": balance.of_a_member(large)}
    took = in_turns(acts, asked.rounds)
    yield row(f"a member's balance at {FEW:,} sales", took["small"])
    yield row(f"  at {many:,} sales", took["large"], took["small"], aim="the same")
    yield from _lists(lists.open_pages(f"sqlite:///{folder / 'large.sqlite3'}", folder), asked)


def _on_postgresql(folder: Path, asked: argparse.Namespace) -> Iterator[Row]:
    _tell(f"building a book of {asked.sales:,} sales, and copying it to PostgreSQL: some minutes")
    with postgres.served(book.kept(asked.sales)) as url:
        app = lists.open_pages(url, folder)
        yield from _lists(app, asked)
        with app.app_context():
            db.engine.dispose()


def _lists(app: Flask, asked: argparse.Namespace) -> Iterator[Row]:
    """Each list as it is opened, then its other views, each beside its own bare page."""
    _tell("opening lists")
    for view in lists.acts(app):
        _tell(f"opening lists: {view.what}")
        rounds = max(asked.rounds // (20 if view.usual else 40), 5)
        took = in_turns({"bare": view.bare, "whole": view.whole}, rounds)
        whole, bare = took["whole"], took["bare"]
        if view.usual:
            yield row(f"the list {view.what}: bare template", bare)
            yield row(f"  opened at {asked.sales:,} sales", whole, bare, aim="at most 3 ×")
        else:
            yield row(f"  {view.what}", whole, bare, aim="at most 3 ×")


def _papers(asked: argparse.Namespace) -> Iterator[Row]:
    _tell("drawing invoices")
    took = in_turns(paper.acts(), max(asked.rounds // 4, 5))
    yield row("an A4 invoice of 10 lines: bare canvas, same words", took["bare"])
    yield row("  drawn by coopshop", took["coopshop"], took["bare"], aim="at most 1.3 ×")
    if "weasyprint" in took:
        yield row("  WeasyPrint, same words", took["weasyprint"], took["bare"])
    else:
        yield Row("  WeasyPrint, same words", aim="(not installed)")


def _imports(asked: argparse.Namespace) -> Iterator[Row]:
    _tell("importing the year")
    done = [importing.once() for _ in range(asked.imports)]
    yield row("the year's import", [seconds for seconds, _ in done], aim="below 10 s")
    most = max(megabytes for _, megabytes in done)
    yield Row("  the most memory it held", f"{most:.0f} MB", aim="below 200 MB")


def _tell(doing: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{doing}{' …' if doing else ''}")
        sys.stderr.flush()
