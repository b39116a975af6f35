"""Lists by browser: what the address asks for, what the page shows, what goes out as a file."""

import csv
import io
import re
from datetime import date, datetime
from html import unescape
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from coopshop import access
from coopshop.db import transaction
from coopshop.domain.showing import plain_money
from coopshop.sales import Buyer, Sale
from coopshop.web.listing import Column, queries
from coopshop.web.listing.sheets import Sheet, as_csv, as_xlsx
from tests.benchmarks.cooperative import GROUP, HOTEL, MEMBERS, PRODUCTS
from tests.benchmarks.lists import LISTS
from tests.pages.slips import links, text


def enter(app, role, language="en"):
    """A client of somebody with a role."""
    client = app.test_client()
    with app.app_context(), transaction() as (session, at):
        facts = {"login": f"x{role}", "name": "X", "role": role, "password_hash": "none"}
        member = "AW-01" if role == "socia" else None
        user = access.add_user(session, **facts, member=member).id
        token = access.begin_visit(session, user, at=at)
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["language"] = token, language
    return client


@pytest.fixture
def books(year):
    """A fiscal who looks at the whole of 2025."""
    return enter(year, "fiscal")


def codes(answer):
    return re.findall(r'class="is-head">.*?<a href="/sales/(V\d+)"', answer.text)


def rows_of(answer):
    """The cells of a CSV answer, its heads first."""
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def sheet_of(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    return book.get_sheet_by_index(0).to_python()


def summed(answer):
    row = re.search(r'<tr role="row" class="totals">(.*?)</tr>', answer.text, re.DOTALL)
    return re.findall(r"<td[^>]*>([^<]*)</td>", row[1])


def test_the_newest_month_that_has_rows_is_shown_unasked(books):
    page = books.get("/sales/")
    assert "December 2025" in text(page)
    assert codes(page)[0] == "V0851"


def test_leafing_goes_through_every_row_and_back(books, year):
    with year.app_context(), transaction() as (session, _at):
        wanted = session.scalars(sa.select(Sale.code).order_by(Sale.on.desc(), Sale.entry.desc()))
        wanted = list(wanted)
    address, found, pages = "/sales/?period=all", [], []
    while address:
        answer = books.get(address)
        pages.append(codes(answer))
        found += pages[-1]
        address = next(iter(re.findall(r'rel="next" href="([^"]+)"', answer.text)), "")
        address = unescape(address)
    assert found == wanted
    back = answer
    for page in pages[-2::-1]:
        (address,) = re.findall(r'rel="prev" href="([^"]+)"', back.text)
        back = books.get(unescape(address))
        assert codes(back) == page


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("period=month&day=2025-06-11", "2025-06-01", "2025-06-30"),
        ("period=month&day=2025-02", "2025-02-01", "2025-02-28"),
        ("period=week&day=2025-06-11", "2025-06-09", "2025-06-15"),
        ("period=day&day=2025-06-11", "2025-06-11", "2025-06-11"),
        ("period=span&day=2025-06-11&to=2025-06-20", "2025-06-11", "2025-06-20"),
        ("period=span&day=2025-06-20&to=2025-06-11", "2025-06-11", "2025-06-20"),
        ("period=span&day=2025-12-20", "2025-12-20", "2025-12-31"),
    ],
)
def test_days_are_chosen_and_both_files_and_the_page_agree(books, year, asked, first, last):
    with year.app_context(), transaction() as (session, _at):
        query = sa.select(Sale.code, Sale.on, Sale.total, Sale.currency)
        days = date.fromisoformat(first), date.fromisoformat(last)
        query = query.where(Sale.on.between(*days)).order_by(Sale.on.desc(), Sale.entry.desc())
        wanted = [tuple(row) for row in session.execute(query)]
    page = books.get(f"/sales/?{asked}")
    assert codes(page) == [row[0] for row in wanted][:50]
    table = rows_of(books.get(f"/sales/?{asked}&as=csv"))
    assert table[0] == ["Sale", "Day", "Buyer", "Total", "Currency", "Due", "State"]
    body = [row for row in table[1:] if row[0] != "Total"]
    assert [(r[0], r[1], r[3], r[4]) for r in body] == [
        (code, on.isoformat(), plain_money(total), currency) for code, on, total, currency in wanted
    ]
    sheet = sheet_of(books.get(f"/sales/?{asked}&as=xlsx"))
    assert [_as_csv(row) for row in sheet] == table
    shown = summed(page)
    sums = [row for row in table if row[0] == "Total"]
    for place, column in ((3, 3), (4, 5)):
        said = [f"{'US$' if r[4] == 'USD' else 'S/'} {float(r[column]):,.2f}" for r in sums]
        some = [words for words in said if not words.endswith(" 0.00")]
        assert shown[place] == " · ".join(some or ["S/ 0.00"])


def _as_csv(row):
    return [
        f"{cell:.2f}" if isinstance(cell, float) else f"{cell}" if cell is not None else ""
        for cell in row
    ]


def test_words_are_found_whatever_their_accents_and_capitals(books, year):
    with year.app_context(), transaction() as (session, _at):
        query = sa.select(Sale.code).join(Buyer, Buyer.code == Sale.buyer)
        wanted = {*session.scalars(query.where(Buyer.name.like("%Cordillera%")))}
    assert wanted
    found = rows_of(books.get("/sales/?q=ÁLBERGUE córdillera&as=csv"))
    assert {row[0] for row in found[1:]} - {"Total"} == wanted
    one = books.get("/sales/?q=v0012")
    assert codes(one) == ["V0012"]
    none = books.get("/sales/?q=100%25_")
    assert "Nothing was found here." in text(none)
    assert "/sales/?period=all" in links(none)


def test_of_very_many_rows_only_indexed_columns_sort(books, monkeypatch):
    few = heads(books.get("/sales/?period=all"))
    monkeypatch.setattr(queries, "FEW", 100)
    many = heads(books.get("/sales/?period=all&sort=-total"))
    assert few == ["code", "on", "buyer", "-total", "-due"]
    assert many == ["code", "-on", "total"]
    asked = books.get("/sales/?period=all&sort=-due")
    assert "So many rows cannot be put in that order." in text(asked)
    assert codes(asked)[0] == "V0851"
    day = heads(books.get("/sales/?period=day&day=2025-12-20&sort=due"))
    assert day == ["code", "-on", "buyer", "-total", "-due"]


def heads(page):
    """The ways to sort in the heads of the columns."""
    return re.findall(r'<th role="columnheader"[^>]*><a href="[^"]*sort=([-a-z]+)', page.text)


@pytest.mark.parametrize(
    "asked",
    [
        "sort=nothing",
        "sort=--on",
        "sort=state",
        "period=month&day=2025-13",
        "period=century",
        "period=day&day=x",
        "period=week&day=0001-01-01",
        "period=month&day=9999-12-31",
        "period=day&day=9999-12-31",
        "after=V0001",
        "after=99999999999999999999",
        "before=-1",
        "after=%00",
        "q=%00%FF%27",
        "q=" + "x" * 5000,
        "as=pdf",
        "sums=x",
    ],
)
def test_an_address_that_makes_no_sense_is_no_error(books, asked):
    assert books.get(f"/sales/?{asked}").status_code == 200
    assert books.get(f"/sales/buyers/?{asked}").status_code == 200


def test_what_was_left_out_of_an_address_is_said(books):
    assert "There are no such days" in text(books.get("/sales/?period=month&day=2025-13"))
    assert "cannot be put in that order" in text(books.get("/sales/?sort=nothing"))


def test_heads_sort_and_say_how(books):
    page = books.get("/sales/?period=month&day=2025-06&sort=-total")
    assert 'aria-sort="descending"><a href="/sales/?' in page.text
    table = rows_of(books.get("/sales/?period=all&sort=-total&as=csv"))
    totals = [float(row[3]) for row in table if row[0].startswith("V")]
    assert len(totals) > 800
    assert totals == sorted(totals, reverse=True)


def test_heads_of_a_file_are_in_the_reader_s_language(year):
    spanish = enter(year, "tesorera", "es")
    answer = spanish.get("/sales/?period=month&day=2025-06&as=xlsx")
    assert sheet_of(answer)[0][:3] == ["Venta", "Fecha", "Comprador"]
    assert "ventas-2025-06-01-2025-06-30.xlsx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("form", ["", "csv", "xlsx"])
def test_a_file_asks_for_the_right_of_its_page(year, form):
    member = enter(year, "socia")
    assert member.get(f"/sales/?as={form}").status_code == 403
    assert member.get(f"/sales/buyers/?as={form}").status_code == 403
    stranger = year.test_client().get(f"/sales/?as={form}")
    assert stranger.location == "/sign-in"


EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", " =1"]


def test_no_cell_of_a_file_is_a_formula(client, write, sign_in):
    sign_in("fiscal")
    with write() as (session, _at):
        for number, name in enumerate(EVIL):
            facts = {"kind": "persona", "document_type": "0", "city": name}
            session.add(Buyer(code=f"E-{number}", name=name, **facts))
    table = rows_of(client.get("/sales/buyers/?as=csv&q=E-"))
    assert sorted(row[0] for row in table[1:]) == sorted(f"'{name}" for name in EVIL)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
    answer = client.get("/sales/buyers/?as=xlsx&q=E-")
    assert [row[0] for row in sheet_of(answer)] == [row[0] for row in table]


def test_a_sum_below_zero_is_a_number():
    columns = (Column("amount", "Amount", "money", total=True),)
    row = SimpleNamespace(amount=-450)
    sheet = Sheet(columns)
    lines = list(as_csv(sheet, [row], {"amount": {columns[0].nothing: -450}}))
    assert lines[1:] == ["-4.50\r\n", "-4.50\r\n"]
    held = io.BytesIO()
    as_xlsx(held, "[x]:*?/\\'" * 9, sheet, [row], {})
    held.seek(0)
    book = CalamineWorkbook.from_filelike(held)
    assert book.get_sheet_by_index(0).to_python()[1] == [-4.5]


def test_days_of_a_workbook_are_days(books):
    sheet = sheet_of(books.get("/sales/?period=day&day=2025-06-11&as=xlsx"))
    assert isinstance(sheet[1][1], date | datetime)


#: A list of every room, as far as it has an address of its own.
EVERY = [*LISTS.values(), "/payouts/statement/AW-03?month=2025-06", "/reports/book?month=2025-06"]


def test_every_list_goes_out_as_both_files_with_the_same_rows(year):
    reader = enter(year, "administradora")
    for address in (_of_the_year(address) for address in EVERY):
        mark = "&" if "?" in address else "?"
        page = reader.get(address)
        assert page.status_code == 200, address
        table = rows_of(reader.get(f"{address}{mark}as=csv"))
        sheet = sheet_of(reader.get(f"{address}{mark}as=xlsx"))
        assert len(table) == len(sheet), address
        assert [len(row) for row in table] == [len(row) for row in sheet], address
        assert 'class="table listed"' in page.text or len(table) <= 2, address


@pytest.mark.parametrize("role", ["vendedora", "socia"])
def test_a_file_of_any_list_asks_for_what_its_page_asks(year, role):
    reader = enter(year, role)
    for address in (_of_the_year(address) for address in EVERY):
        mark = "&" if "?" in address else "?"
        page = reader.get(address).status_code
        files = [reader.get(f"{address}{mark}as={form}").status_code for form in ("csv", "xlsx")]
        assert files == [page, page], address


def _of_the_year(address):
    """The addresses of the benchmarks speak of another cooperative."""
    for theirs, ours in (
        (HOTEL, "B-101"), (MEMBERS[0], "AW-03"), (PRODUCTS[0], "AW-CAN-BOM-L"),
        (f"fund/{GROUP}", "fund/AW"),
    ):  # fmt: skip
        address = address.replace(theirs, ours)
    return address
