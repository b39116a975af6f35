"""The assembly's sheet: every figure once, in large letters, on one page if it can be."""

import re
from datetime import date

import pytest

from coopshop.domain.charts import Row, lying_bars
from coopshop.paper import assembly, charts
from tests.papers.reading import edges, pages, says
from tests.papers.specimens import ISSUER


def sheet(sections, lines):
    """A sheet of so many sections of so many lines."""
    numbers = iter(range(1, 1000))
    return assembly.Assembly(
        issuer=ISSUER,
        since=date(2025, 1, 1),
        until=date(2025, 12, 31),
        sections=tuple(
            assembly.Section(
                f"Parte {part}",
                tuple(
                    assembly.Line(n, f"Cifra-{n}", f"S/ {n}.00", "Cien soles" if n % 4 == 0 else "")
                    for n in (next(numbers) for _ in range(lines))
                ),
            )
            for part in range(sections)
        ),
        entry=4321,
        entry_on=date(2025, 12, 31),
        seal="a1b2c3d4e5",
    )


@pytest.mark.parametrize(("sections", "lines", "expected"), [(1, 1, 1), (8, 3, 1), (8, 4, 1)])
def test_the_sheet_of_an_assembly_is_one_page(sections, lines, expected):
    pdf = assembly.draw(sheet(sections, lines))
    found = pages(pdf)
    assert len(found) == expected
    assert re.findall(r"Cifra-(\d+)", found[0]) == [f"{n}" for n in range(1, sections * lines + 1)]
    assert edges(pdf)[1] < 193
    assert says(pdf, "hasta la página 4321 del 31 dic 2025: a1b2c3d4e5", "Presidenta", "Fiscal")


def test_more_figures_than_a_page_holds_go_on_to_the_next_and_none_is_lost():
    found = pages(assembly.draw(sheet(12, 9)))
    assert len(found) > 1
    said = "\n".join(found)
    assert re.findall(r"Cifra-(\d+)", said) == [f"{n}" for n in range(1, 109)]
    assert ["Presidenta" in page for page in found] == [False] * (len(found) - 1) + [True]


def test_the_same_figures_give_the_same_bytes():
    assert assembly.draw(sheet(3, 3)) == assembly.draw(sheet(3, 3))


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (12, 2), (24, 2), (7, 6)])
def test_charts_stand_two_to_a_page_with_all_their_figures(rows, columns):
    bars = [Row(f"fila {n}", tuple(range(n + 1, n + 1 + columns)), f"T{n}") for n in range(rows)]
    drawn = lying_bars(bars, [f"serie {n}" for n in range(columns)])
    heads = ("Qué", *(f"c{n}" for n in range(columns)))
    table = tuple((f"fila {n}", *("9" for _ in range(columns))) for n in range(rows))
    chart = charts.Chart("¿Cuánto?", "Mucho. " * 40, drawn, heads, table)
    pdf = charts.draw(ISSUER, "2025", [chart, chart, chart])
    found = pages(pdf)
    assert len(found) == 2
    assert [page.count("¿Cuánto?") for page in found] == [2, 1]
    assert all(
        page.count(f"T{rows - 1}") == count for page, count in zip(found, (2, 1), strict=True)
    )
    assert edges(pdf)[1] < 193
