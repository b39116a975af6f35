"""The book by browser: entries, accounts, and closing a month."""

import pytest

from tests.cast import Cast
from tests.pages.slips import entries, filled, links, send, text


@pytest.fixture
def story(client, write, sign_in):
    """Rosa brings five baskets and some fibre is brought; two baskets are sold."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.delivers(cast.delia, 2500, sku=cast.fibre)
        cast.buys(2)
    return client


def test_an_empty_book_says_how_it_is_opened(client, sign_in):
    sign_in("tesorera")
    assert "/production/new" in links(client.get("/ledger/"))


def test_the_book_leads_to_each_entry_and_to_its_paper(story):
    found = links(story.get("/ledger/"))
    assert {"/ledger/entries/1", "/production/D0001", "/sales/V0001"} <= found


def test_an_entry_says_what_moved_by_whom_and_leads_to_its_accounts(story):
    page = story.get("/ledger/entries/2")
    assert "2.5 kg" in text(page)
    assert "/ledger/accounts/goods/shelf/CHI" in links(page)
    sale = story.get("/ledger/entries/3")
    assert "S/ 36.00" not in text(sale)  # the sum is divided among its owners
    assert "S/ 28.80" in text(sale)


def test_every_link_of_the_book_leads_somewhere(story):
    seen, todo = set(), {"/ledger/"}
    while todo:
        address = todo.pop()
        seen.add(address)
        answer = story.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if address.startswith("/ledger/") and "?" not in address:
            todo |= {link for link in links(answer) if link.startswith("/ledger/")} - seen


def test_an_account_tells_what_it_holds(story):
    assert "−S/ 28.80" in text(story.get("/ledger/accounts/payable/AW-01"))
    assert "2.5 kg" in text(story.get("/ledger/accounts/goods/shelf/CHI"))


@pytest.mark.parametrize(
    "address",
    ["/ledger/entries/999", "/ledger/entries/99999999999999999999", "/ledger/accounts/nowhere"],
)
def test_what_is_not_in_the_book_is_no_page(story, address):
    assert story.get(address).status_code == 404


def test_a_long_book_goes_on_from_a_key(client, write, sign_in):
    sign_in("fiscal")
    with write() as (session, at):
        cast = Cast(session, at)
        for _time in range(52):
            cast.delivers(cast.rosa, 1)
    for address in ("/ledger/", "/ledger/accounts/goods/maker/AW-01"):
        first = client.get(address)
        assert "/ledger/entries/3" in links(first)
        (older,) = (link for link in links(first) if "after=" in link)
        second = client.get(older)
        assert {"/ledger/entries/1", "/ledger/entries/2"} <= links(second)
        assert "/ledger/entries/3" not in links(second)


def test_a_month_is_closed_after_it_was_asked_once_more(story, write):
    late = filled(story, "/ledger/months", month="2025-12", confirmed="y")
    first = send(story, "/ledger/months", month="2025-12")
    assert first.status_code == 409
    assert "confirmed" in first.text
    with write() as (session, _at):
        before = entries(session)
    assert send(story, "/ledger/months", month="2025-12", confirmed="y").status_code == 303
    with write() as (session, _at):
        assert entries(session) == before + 1
    again = story.post("/ledger/months", data=late)
    assert again.status_code == 422


def test_the_month_that_is_not_over_is_not_offered(story):
    page = story.get("/ledger/months").text
    assert 'value="2025-12"' in page
    assert 'value="2026-01"' not in page


def test_a_seller_does_not_read_the_book(client, sign_in):
    sign_in("vendedora")
    assert client.get("/ledger/").status_code == 403
