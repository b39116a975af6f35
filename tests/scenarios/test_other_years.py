"""Years that nobody has seen before come out as the oracle says, in every row and céntimo."""

import csv
from datetime import date

import pytest

from coopshop import exchange
from coopshop.cli import CHECKS
from coopshop.db import db, transaction
from tests.scenarios import invented_year, small_folder
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


def test_half_a_year_read_late_leaves_the_other_half_to_be_settled(app, now, tmp_path):
    """Both goes in January: the first one tells nothing yet of the months from July on."""
    whole, half = tmp_path / "whole", tmp_path / "half"
    invented_year.write(whole, seed=11)
    told = tables(year := Year(whole))
    until_midsummer(whole, half, f"{year.year}-06-30T23:59:59")
    now.set(date(year.year + 1, 1, 2))
    with app.app_context():
        for folder in (half, whole):
            with transaction() as (session, at):
                exchange.import_folder(session, folder, at=at)
        exchange.export(db.session(), tmp_path / "out", year=year.year)
    for name in COMPARED:
        assert differences(table(tmp_path / "out" / name), told[name]) == []


def test_the_next_year_comes_with_its_own_settings(app, now, tmp_path):
    now.set(date(2027, 1, 2))
    first = small_folder.write(tmp_path / "first")
    settings = small_folder.FILES["settings.csv"]
    changed = settings.replace("year,2025", "year,2026").replace("AW_total,0.20", "AW_total,0.30")
    delivery = "D0003,2026-01-06T08:00:00,2026-01-06,CHI,AW-01,CAN,1,0,1,\n"
    sale = (
        "V0004,2026-01-07T10:00:00,2026-01-07,CHI,tienda,B-000,boleta,EB01,9,TIENDA,no,20,PEN,,\n"
    )
    files = small_folder.FILES
    second = small_folder.write(
        tmp_path / "second",
        ("settings.csv", settings, changed),
        ("deliveries.csv", files["deliveries.csv"], files["deliveries.csv"] + delivery),
        ("sales.csv", files["sales.csv"], files["sales.csv"] + sale),
        ("sale_lines.csv", "V0003,1,CAN", "V0004,1,CAN,1,10.00,0,lista,\nV0003,1,CAN"),
    )
    with app.app_context():
        for folder in (first, second, second):
            with transaction() as (session, at):
                exchange.import_folder(session, folder, at=at)
        exchange.export(db.session(), tmp_path / "out", year=2026)
    (line,) = rows(tmp_path / "out" / "lines.csv")
    assert (line["sale_id"], line["member_pool"]) == ("V0004", "7.00")


def test_a_price_older_than_the_year_is_read(app, tmp_path):
    old = ("prices.csv", "SOCIA,CAN,PEN,no,12.00,2025", "SOCIA,CAN,PEN,no,12.00,2024")
    folder = small_folder.write(tmp_path / "in", old)
    with app.app_context(), transaction() as (session, at):
        assert exchange.import_folder(session, folder, at=at).written == 14
