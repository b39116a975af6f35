"""Is this paper true? The page that confirms it, and the form that leads there."""

import re
import secrets

import pytest

from coopshop import invoices, sales
from coopshop.domain import checking
from tests.cast import Cast
from tests.pages.slips import text

PAGE = "/v/nota_venta-NV01-1"


@pytest.fixture
def code(write):
    """Julia bought a basket; gives the code of her paper."""
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 3)
        basket = cast.rings_up(sales.Asked(cast.basket, 1, 0), buyer=cast.tourist)
        tender = [invoices.Tender("yape")]
        sale = invoices.issue(session, basket, paper="boleta", tenders=tender, at=at, by=1).sale
        return checking.grouped(invoices.check_code(invoices.main_document(session, sale)))


def typed(client, number, code):
    return client.get("/v/", query_string={"number": number, "code": code})


def test_it_confirms_number_day_and_total_and_names_nobody(client, code):
    page = client.get(f"{PAGE}/{code}")
    assert "Nota de venta NV01-1 S/ 18.00 lun 5 ene" in text(page)
    assert "Papel interno, sin valor tributario." in text(page)
    for name in ("Julia", "Paredes", "99900401", "Rosa", "J•••", "vendedora"):
        assert name not in page.text


@pytest.mark.parametrize("number", ["NV01-1", "nv01 - 00000001", "nvo1-1"])
def test_typed_as_it_stands_on_paper_it_leads_there(client, code, number):
    for spelling in (code, code.lower(), code.replace("-", " "), code.replace("0", "O")):
        answer = typed(client, number, spelling)
        assert answer.location == f"{PAGE}/{code}"


def test_whatever_is_wrong_the_same_sentence_is_said(client, code):
    def said(number, code):
        answer = typed(client, number, code)
        assert answer.status_code == 404
        return re.search(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)[1]

    other = f"{code[:-1]}{'A' if code[-1] != 'A' else 'B'}"
    said_all = {said("NV01-1", other), said("NV01-2", code), said("EB01-1", code), said("", "")}
    assert len(said_all) == 1
    assert "No tenemos un papel con ese número y ese código." in said_all.pop()


def test_an_address_with_a_wrong_code_says_the_same(client, code):
    ways = (f"{PAGE}/X", f"/v/nota_venta-NV01-2/{code}", "/v/x/y", f"{PAGE}/ñ", "/v/a-b-c/d")
    pages = [client.get(way) for way in ways]
    assert {page.status_code for page in pages} == {404}
    assert len({text(page) for page in pages}) == 1


@pytest.mark.usefixtures("code")
def test_thousands_of_codes_find_nothing(client):
    letters = checking.LETTERS
    guesses = ("".join(secrets.choice(letters) for _place in range(12)) for _time in range(500))
    assert {client.get(f"{PAGE}/{guess}").status_code for guess in guesses} == {404, 429}


def test_an_undone_sale_says_so(client, write, code):
    with write() as (session, at):
        invoices.undo(session, "V0001", why="error", at=at, by=1)
    answer = client.get(f"{PAGE}/{code}")
    page = text(answer)
    assert "Anulada. La venta se anuló el lun 5 ene. Este papel no vale." in page
    assert "<title>Este papel está anulado</title>" in answer.text
    assert "Este papel está anulado" in re.search("<h1>.*</h1>", answer.text)[0]
    assert "#i-void" in re.search("<h1>.*</h1>", answer.text)[0]
    assert "verdadero" not in page
