"""Years that nobody has seen before come out as the oracle says, in every row and céntimo."""

import csv
from datetime import date

import pytest

from coopshop import exchange
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from tests.scenarios import invented_year
from tests.scenarios.invented_people import COLUMNS
from tests.scenarios.oracle import Year
from tests.scenarios.oracle_tables import tables
from tests.scenarios.reading import COMPARED, differences, rows, table

#: What is filled in when a canoe arrives.
LATER = ("date_in", "in_recorded_at", "qty_received", "qty_lost", "loss_kind")


@pytest.mark.parametrize("seed", range(5))
def test_an_invented_year_comes_out_as_the_oracle_says(app, tmp_path, seed):
    invented_year.write(tmp_path / "in", seed)
    told = tables(year := Year(tmp_path / "in"))
    with app.app_context():
        with transaction() as (session, at):
            exchange.import_folder(session, tmp_path / "in", at=at)
        exchange.export(db.session(), tmp_path / "out", year=year.year)
        for name in COMPARED:
            assert differences(table(tmp_path / "out" / name), told[name]) == []
        for law in CHECKS:
            assert law(db.session()).wrong == [], law.__name__


def test_a_year_read_in_two_goes_is_the_same_year(app, now, tmp_path):
    """Half of it in July, all of it in January: what was known is left as it was."""
    whole, half = tmp_path / "whole", tmp_path / "half"
    invented_year.write(whole, seed=11)
    told = tables(year := Year(whole))
    until_midsummer(whole, half, f"{year.year}-06-30T23:59:59")
    with app.app_context():
        for folder, today in ((half, date(year.year, 7, 1)), (whole, date(year.year + 1, 1, 2))):
            now.set(today)
            with transaction() as (session, at):
                exchange.import_folder(session, folder, at=at)
        exchange.export(db.session(), tmp_path / "out", year=year.year)
    for name in COMPARED:
        assert differences(table(tmp_path / "out" / name), told[name]) == []


def until_midsummer(whole, half, last):
    """The folder as it was when half of the year was over: canoes on the way have not arrived."""
    half.mkdir()
    sold = {row["sale_id"] for row in rows(whole / "sales.csv") if row["recorded_at"] <= last}
    for name, columns in COLUMNS.items():
        kept = [
            row | dict.fromkeys(LATER, "") if row.get("in_recorded_at", "") > last else row
            for row in rows(whole / f"{name}.csv")
            if (row.get("recorded_at") or row.get("out_recorded_at") or "") <= last
            and (name != "sale_lines" or row["sale_id"] in sold)
        ]
        with (half / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
