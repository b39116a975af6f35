"""The sales register by browser and as files: every document, and what SUNAT said of it."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from coopshop import invoices, sales
from coopshop.invoices.issuing import Given
from tests.cast import Cast
from tests.pages.slips import links, send, text
from tests.papers import cdrs

REGISTER = "/reports/book?month=2026-01"


@pytest.fixture
def desk(client, write, sign_in):
    """B001-1, of another system, was rejected; V0001 has EB01-7, SUNAT's page said accepted."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        given = Given("X1", "B001", 1, True, at)
        basket = cast.rings_up(sales.Asked(cast.basket, 2, 0), buyer=cast.tourist)
        issued = invoices.issue(session, basket, paper="boleta", given=given, at=at, by=1)
        rejected = invoices.document(session, issued.document)
        today = {"on": at.date(), "at": at, "by": 1}
        invoices.keep_cdr(session, rejected, cdrs.of(rejected, code="2335"), **today)
        number = {"kind": "boleta", "series": "EB01", "number": 7}
        named = invoices.register(session, sale=cast.buys(1), **number, **today)
        good = invoices.document(session, named)
        invoices.keep_look(session, good, "accepted", today["on"], **today)
    return client


def as_csv(answer):
    """The rows of a CSV answer by their first cell."""
    rows = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline=""))
    return {row["Comprobante"]: row for row in rows}


def test_every_document_stands_there_with_what_sunat_said(desk):
    page = desk.get(REGISTER)
    said = text(page)
    assert "Boleta B001-1 5 ene 2026 Julia Paredes Inventada S/ 0.00 No vale" in said
    assert "S/ 0.00 No vale, y nada lo reemplaza Rechazado" in said
    assert "S/ 36.00 Sin comprobante válido" in said
    assert "S/ 18.00 Aceptado" in said
    assert "S/ 0.00 En su lugar: EB01-7" in said
    assert "Total 54.00 54.00 De eso, sin valor tributario 36.00 36.00" in said
    assert {"/sales/X1", "/invoices/boleta-B001-1", "/invoices/nota_venta-NV01-1"} <= links(page)


def test_only_what_has_tax_value_if_that_is_wanted(desk):
    said = text(desk.get(f"{REGISTER}&papers=tax"))
    assert "Boleta B001-1" in said
    assert "Boleta EB01-7" in said
    assert "NV01" not in said
    assert "Sin comprobante" not in said
    assert "NV01" not in desk.get(f"{REGISTER}&papers=tax&as=csv").text


def test_the_one_in_its_place_counts_instead(desk):
    typed = {"kind": "boleta", "series": "EB01", "number": "8", "on": "2026-01-05"}
    assert send(desk, "/invoices/boleta-B001-1/register", **typed).status_code == 303
    said = text(desk.get(REGISTER))
    assert "S/ 0.00 En su lugar: EB01-8 Rechazado" in said
    assert "S/ 36.00 Emitido allí" in said
    assert "Sin comprobante" not in said
    assert "Total 54.00 54.00" in said


def test_its_files_say_the_same(desk):
    rows = as_csv(desk.get(f"{REGISTER}&as=csv"))
    told = {name: (row["Total (S/)"], row["Estado"], row["SUNAT"]) for name, row in rows.items()}
    assert told == {
        "Total": ("54.00", "", ""),
        "Boleta B001-1": ("0.00", "No vale, y nada lo reemplaza", "Rechazado"),
        "Venta X1": ("36.00", "Sin comprobante válido", ""),
        "Boleta EB01-7": ("18.00", "", "Aceptado"),
        "Nota de venta NV01-1": ("0.00", "En su lugar: EB01-7", ""),
    }
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(f"{REGISTER}&as=xlsx").data))
    cells = {row[0]: row for row in book.get_sheet_by_index(0).to_python()}
    assert cells["Boleta B001-1"][-1] == "Rechazado"
    assert 0 in cells["Boleta B001-1"]
    assert 36 in cells["Venta X1"]


def test_the_export_counts_each_sale_once_and_says_what_sunat_said(desk):
    answer = desk.get("/exchange/2026/documents.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    told = [
        (row["series"], row["total"], row["counted_total_pen"], row["counts_in"], row["sunat"])
        for row in rows
    ]
    assert told == [
        ("", "0.00", "36.00", "2026-01", ""),
        ("B001", "36.00", "0.00", "", "rechazado"),
        ("NV01", "18.00", "0.00", "", ""),
        ("EB01", "18.00", "18.00", "2026-01", "aceptado"),
    ]
    assert {row["series"]: row["counts_instead"] for row in rows}["NV01"] == "boleta-EB01-7"
    assert {row["sunat_on"] for row in rows} == {"", "2026-01-05"}


@pytest.fixture
def new_year(client, write, sign_in, now):
    """Sold on 31 December, numbered in the portal on 2 January, when another sale is made."""
    now.set(date(2025, 12, 31))
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        sold = cast.buys(2)
    now.set(date(2026, 1, 2))
    with write() as (session, at):
        number = {"kind": "boleta", "series": "EB01", "number": 12}
        invoices.register(session, sale=sold, **number, on=date(2026, 1, 2), at=at, by=1)
        cast.session, cast.today = session, {"on": date(2026, 1, 2), "at": at, "by": 1}
        cast.buys(1)
    sign_in("tesorera")
    return client


def rows_of(desk, year, name):
    return list(csv.DictReader(io.StringIO(desk.get(f"/exchange/{year}/{name}.csv").text)))


@pytest.mark.parametrize(
    ("year", "stands", "total"),
    [
        (
            2025,
            {
                ("NV01", "1", "2025-12-31", "", "0.00"),
                ("EB01", "12", "2026-01-02", "2025-12", "36.00"),
            },
            "36.00",
        ),
        (
            2026,
            {
                ("EB01", "12", "2026-01-02", "2025-12", "0.00"),
                ("NV01", "2", "2026-01-02", "2026-01", "18.00"),
            },
            "18.00",
        ),
    ],
)
def test_each_year_of_the_export_counts_what_was_sold_in_it(new_year, year, stands, total):
    rows = rows_of(new_year, year, "documents")
    names = ("series", "number", "date", "counts_in", "counted_total_pen")
    assert {tuple(row[name] for name in names) for row in rows} == stands
    assert len(rows) == len(stands)
    figures = {(row["metric"], row["key1"]): row["value"]
               for row in rows_of(new_year, year, "figures")}  # fmt: skip
    assert figures["sales_total", "YEAR"] == total
    assert sum(Decimal(row["counted_total_pen"]) for row in rows) == Decimal(total)
