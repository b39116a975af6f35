"""The assembly's sheet of 2025: each figure is the known one, and its entries add up to it."""

from datetime import date
from decimal import Decimal

import pytest

from coopshop import reports
from coopshop.reports import assembly
from coopshop.reports.tracing import GRAMS, Period, figure_of, traced
from tests.scenarios.reading import EXPECTED, rows

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
JUNE = Period(date(2025, 6, 1), date(2025, 6, 30))


@pytest.fixture(params=[YEAR, JUNE], ids=["year", "june"])
def period(request):
    return request.param


def known(metric, key="YEAR"):
    """Céntimos of one expected figure."""
    (row,) = (
        r for r in rows(EXPECTED / "expected.csv") if (r["metric"], r["key1"]) == (metric, key)
    )
    return int(Decimal(row["value"]) * 100)


def summed(metric):
    """Céntimos of all expected figures of a kind, and how many are above zero."""
    found = [Decimal(r["value"]) for r in rows(EXPECTED / "expected.csv") if r["metric"] == metric]
    return [int(value * 100) for value in found]


def test_every_figure_adds_up_from_its_entries(read_year, period):
    sheet = assembly.sheet(read_year, period)
    assert [figure.number for figure in sheet.figures] == list(range(1, len(sheet.figures) + 1))
    for figure in sheet.figures:
        before, behind = assembly.behind(read_year, figure, period)
        assert before + sum(row.cents for row in behind) == figure.value, figure.key
        for trace in figure.traces[1:]:
            assert trace.unit == GRAMS
            assert traced(read_year, trace, period).total == figure.grams
        if figure.rows:
            continue
        for trace in figure.traces:
            whole = Period(date(2024, 1, 1), (figure.span or period).until)
            span = (figure.span or period) if trace.flow else whole
            found = traced(read_year, trace, span)
            assert trace.flow or found.before == 0
            assert found.total == figure_of(read_year, trace, figure.span or period), figure.key


def test_the_year_s_figures_are_the_known_ones(read_year):
    value = {figure.key: figure.value for figure in assembly.sheet(read_year, YEAR).figures}
    assert value["sold"] == known("sales_total")
    assert value["returned"] == known("nc_total")
    assert value["paid"] == known("payouts_total")
    assert value["part"] == known("association_margin_net")
    assert value["fund-in"] - value["fund-out"] == value["fund"]
    dues = sum(summed("member_debit_aporte"))
    assert value["fund"] == known("fund_comunal_net") + dues
    costs = known("association_paid_losses_and_samples") + known("cash_rounding_cost")
    assert value["costs"] == costs - known("fx_difference_association")
    assert value["kept"] == value["part"] - value["costs"]
    available = summed("member_balance_available")
    assert value["available"] == sum(cents for cents in available if cents > 0)
    assert value["owing"] == -sum(cents for cents in available if cents < 0)
    assert value["earned"] == sum(summed("member_balance_total")) - sum(available)
    (due,) = (
        int(Decimal(r["value"]) * 100)
        for r in rows(EXPECTED / "expected.csv")
        if r["metric"] == "receivable_total" and "PEN" in (r["key1"], r["key2"], r["unit"])
    )
    assert value["due"] - value.get("owed-back", 0) == due


def test_the_pieces_of_the_sheet_are_those_on_the_shelves(read_year):
    sheet = assembly.sheet(read_year, YEAR)
    shelves = reports.stock_by_place(read_year, YEAR.until)
    assert sheet.figure("stock").value == sum(shelf.value for shelf in shelves)
    for shelf in shelves:
        if not shelf.travelling:
            figure = sheet.figure(f"shelf-{shelf.code}")
            pieces = sum(row.units for row in shelf.lying if row.parts == 1)
            assert (figure.value, figure.worth) == (pieces, shelf.value)


def test_the_sheet_of_a_past_day_is_what_that_day_s_sheet_said(read_year):
    """June's figures of a state, worked back from today, are those of adding up from the start."""
    sheet = assembly.sheet(read_year, JUNE)
    for figure in sheet.figures:
        for trace in figure.traces:
            if not trace.flow and figure.span is None:
                whole = traced(read_year, trace, Period(date(2024, 1, 1), JUNE.until))
                assert whole.before == 0
                assert whole.total == figure_of(read_year, trace, JUNE)
