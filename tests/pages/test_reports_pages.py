"""What the assembly reads, by browser; and every link of these rooms leads somewhere."""

import re
from collections import deque

import pytest
import sqlalchemy as sa

from coopshop.ledger.models import Entry
from tests.cast import Cast
from tests.pages.slips import links, text
from tests.papers.reading import pages, squeezed, whole

ADDRESSES = ("", "book", "stock", "members", "buyers", "fund", "assembly", "charts")


@pytest.fixture
def reader(client, sign_in):
    sign_in("fiscal")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


@pytest.fixture
def shop(reader, write):
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.buys(2)
    return reader


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_book_has_its_reports_too(reader, address):
    assert reader.get(f"/reports/{address}").status_code == 200


def test_the_overview_leads_to_what_stands_behind_each_figure(shop):
    page = shop.get("/reports/")
    assert "Sold in January 2026 S/ 36.00" in text(page)
    assert "Owed to the members S/ 28.80" in text(page)
    behind = {f"/reports/{address}" for address in ADDRESSES if address}
    assert behind <= links(page)


def test_the_sales_book_shows_a_month_and_its_neighbours(shop):
    page = shop.get("/reports/book?month=2026-01")
    assert "Sales note NV01-1" in text(page)
    assert "/invoices/nota_venta-NV01-1" in links(page)
    for month in ("2025-12", "2026-02", "x"):
        assert shop.get(f"/reports/book?month={month}").status_code == 404


def test_stock_debts_and_fund_say_their_figures(shop):
    assert "S/ 36.00" in text(shop.get("/reports/stock"))
    assert "Rosa Tapullima S/ 28.80 S/ 0.00 S/ 28.80" in text(shop.get("/reports/members"))
    assert "every sale is collected" in text(shop.get("/reports/buyers"))
    assert "Tejedoras de prueba S/ 1.80" in text(shop.get("/reports/fund"))
    assert "Sale V0001" in text(shop.get("/reports/fund/AW"))
    assert shop.get("/reports/fund/ZZ").status_code == 404


@pytest.mark.parametrize("role", ["vendedora", "socia"])
def test_others_do_not_read_them(client, sign_in, role):
    sign_in(role, member="AW-01" if role == "socia" else None)
    for address in ADDRESSES:
        assert client.get(f"/reports/{address}").status_code == 403


@pytest.mark.parametrize("role", ["tesorera", "vendedora", "fiscal"])
def test_every_link_of_a_year_s_pages_leads_somewhere(year, now, role):
    """A walk over these rooms' pages, not more than so many of each kind."""
    del now
    client = year.test_client()
    _enter(year, client, role)
    found, left, walked = set(), deque(["/sales/", "/invoices/"]), {}
    if role != "vendedora":
        left.extend(["/payouts/", "/reports/"])
    while left:
        address = left.popleft()
        kind = _kind(address)
        if address in found or walked.get(kind, 0) >= 3:
            continue
        found.add(address)
        walked[kind] = walked.get(kind, 0) + 1
        answer = client.get(address)
        assert answer.status_code in (200, 302), address
        if answer.mimetype == "text/html" and address.startswith(ROOMS):
            left.extend(sorted(links(answer)))
    assert len(found) > 20


ROOMS = ("/sales", "/invoices", "/payouts", "/reports")


def _enter(app, client, role):
    from coopshop import access
    from coopshop.db import transaction

    with app.app_context(), transaction() as (session, at):
        facts = {"login": "x", "name": "X", "role": role, "password_hash": "none"}
        user = access.add_user(session, **facts).id
        token = access.begin_visit(session, user, at=at)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token


def _kind(address):
    """Addresses that differ only in digits are of one kind, and all states of one list."""
    page = re.sub("^/reports/assembly/.*", "/reports/assembly/", address.partition("?")[0])
    return "".join("0" if letter.isdigit() else letter for letter in page)


YEAR = "since=2026-01-01&until=2026-12-31"


def test_every_figure_of_the_assembly_leads_to_the_entries_that_add_up_to_it(shop):
    page = shop.get(f"/reports/assembly?{YEAR}")
    assert "Sold. Sales: 1 S/ 36.00" in text(page)
    assert "Can be paid now. Members: 1 S/ 28.80" in text(page)
    behind = [address for address in links(page) if address.startswith("/reports/assembly/")]
    assert len(behind) > 15
    for address in behind:
        assert shop.get(address).status_code == 200, address
    sold = text(shop.get(f"/reports/assembly/sold?{YEAR}"))
    assert "Sale V0001" in sold
    assert sold.count("S/ 36.00") >= 3
    assert "3 pieces" in text(page)
    shelf = text(shop.get(f"/reports/assembly/shelf-CHI?{YEAR}"))
    assert "Worth at the member price S/ 36.00" in shelf


def test_the_assembly_asks_for_days_that_there_are(shop):
    for days in ("since=2026-02-01&until=2026-01-01", "since=ayer", "until=2026-02-30"):
        assert shop.get(f"/reports/assembly?{days}").status_code == 404
    assert shop.get(f"/reports/assembly/nothing?{YEAR}").status_code == 404
    empty = text(shop.get("/reports/assembly?since=2025-01-01&until=2025-01-31"))
    assert "All the money S/ 0.00" in empty


def test_the_assembly_s_paper_is_one_sheet_with_numbers_words_and_a_seal(shop, write):
    with write() as (session, _at):
        head = session.scalars(sa.select(Entry).order_by(Entry.id.desc())).first()
        seal, number = head.hash[:10], head.id
    (said,) = pages(shop.get(f"/reports/assembly.pdf?{YEAR}").data)
    assert "Disponible, para 1 socia" in said
    assert "Veintiocho soles con ochenta céntimos" in said
    assert f"hasta la página {number} del 5 ene 2026: {seal}" in said
    assert [who in said for who in ("Presidenta", "Tesorera", "Fiscal")] == [True] * 3


def test_a_figure_goes_out_as_a_file_with_the_sum_of_its_page(shop):
    file = shop.get(f"/reports/assembly/sold?{YEAR}&as=csv").get_data(as_text=True)
    assert "36.00" in file
    assert "Sale V0001" in file


def test_charts_say_their_question_its_answer_and_the_same_as_a_table(shop):
    page = shop.get(f"/reports/charts?{YEAR}")
    assert "In which months did we sell, and whose pieces? S/ 36.00 in all" in text(page)
    said = page.get_data(as_text=True)
    assert said.count('<svg class="chart-drawing" role="img" aria-label=') == 4
    assert "style=" not in said
    assert "January 2026 36.00 36.00" in text(page)


def test_charts_go_on_paper_in_spanish(shop):
    said = whole(shop.get(f"/reports/charts.pdf?{YEAR}").data)
    assert squeezed("¿Qué se hizo de cada 100 soles?") in said
    assert squeezed("S/ 80.00 son para las socias, S/ 5.00 para el fondo") in said
    assert squeezed("enero de 2026") in said
