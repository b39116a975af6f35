"""Her pages: one number and its addition, every step opened until it is a thing and its price."""

import gzip
import re
from datetime import date

import pytest

from coopshop import ledger
from coopshop.db import transaction
from coopshop.domain import bookings
from coopshop.maker import statements
from tests.pages.addresses import lived_in
from tests.pages.entering import enter
from tests.pages.slips import text
from tests.papers.reading import whole

MONEY = re.compile(r"(−?)S/ ([0-9,]+)\.([0-9]{2})")


def sums(text):
    """Every sum on a page, in céntimos, in the order in which it is read."""
    found = MONEY.findall(re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL))
    return [int(f"{minus and '-'}{whole.replace(',', '')}{rest}") for minus, whole, rest in found]


@pytest.fixture
def rosa(lived):
    """Who looks at hers, in the life in which everything happened once."""
    lived_in(lived)
    return enter(lived, "socia", "AW-01")


def test_the_number_comes_first_and_its_addition_below_it(rosa):
    found = sums(rosa.get("/yo/").text.split('class="sum-big', 1)[1])
    total, last, *terms = found[0], found[1], *found[2:]
    addends = terms[: terms.index(total)]
    assert last == 2_000  # the payout that it begins with
    assert sum(addends) == total > 0
    assert {4_697, 1_250, -1_520} <= set(addends)  # what it left, the notebook, what came back


def test_what_the_buyer_has_not_paid_is_shown_and_not_added(rosa):
    page = rosa.get("/yo/").text
    assert "Falta que pague el cliente" in page
    to_come = sums(page)[-1]
    assert to_come >= 43_280
    assert sum(sums(rosa.get("/yo/falta").text)) == 2 * to_come


def test_each_step_opens_down_to_the_price_of_a_thing(rosa):
    page = rosa.get("/yo/").text
    (step,) = set(re.findall(r'href="(/yo/suma/sold-CAN)"', page))
    sale = re.findall(r'href="(/yo/ventas/[^"]+)"', rosa.get(step).text)[-1]
    price, fund, association, hers, *_back_and_price = sums(rosa.get(sale).text)
    assert price + fund + association == hers == 1_520


def test_a_payment_says_what_it_settled_and_what_stayed(rosa):
    text = rosa.get("/yo/pagos/L002").text
    big, *terms = sums(re.sub(r"<small>.*?</small>", "", text))  # notes repeat what was not paid
    assert big == 2_000
    assert terms[-3:] == [6_697, -2_000, 4_697]
    assert sum(terms[:-3]) == 6_697
    assert "Ana Prueba" in text


def test_a_lot_is_five_pictures_each_told_by_shape_and_word(rosa):
    page = rosa.get("/yo/piezas/D0001").text
    pictures = re.findall(r'<li class="life-([a-z-]+)">(.*?)</li>', page, flags=re.DOTALL)
    assert len(pictures) == 5
    words = ["hecha", "canoa", "tienda", "vendida", "pagada"]
    assert all(word in picture for word, (_, picture) in zip(words, pictures, strict=True))
    states = {state for state, _ in pictures}
    assert states <= {"here", "passed", "not-yet", "never"}
    assert "Se mojaron" in page


def test_what_was_lost_or_given_away_opens_at_its_lot(rosa):
    for kind in ("lost", "sample"):
        page = rosa.get(f"/yo/suma/{kind}?month=2026-01").text
        lots = re.findall(r'href="(/yo/piezas/[^"]+)"', page)
        assert lots, kind
        cents = sums(page)
        assert sum(cents[:-1]) == cents[-1]
        assert cents[0] in sums(rosa.get(lots[0]).text)


def test_what_the_last_payment_left_leads_to_that_payment(rosa):
    before, *_rest = rosa.get("/yo/").text.split("<span>Quedó de tu último pago")
    assert before.rpartition("<a ")[2].startswith('href="/yo/pagos/L002"')


def test_each_step_of_a_month_opens(rosa):
    page = rosa.get("/yo/cuenta?month=2026-01").text
    steps = re.findall(r'href="(/yo/suma/[^"]+)"', page)
    assert steps
    for step in steps:
        found = sums(rosa.get(step.replace("&amp;", "&")).text)
        assert sum(found[:-1]) == found[-1]


def test_what_is_lost_given_away_or_not_taken_in_is_shown_too(rosa):
    page = rosa.get("/yo/piezas").text
    for words in ("dada como muestra", "Se mojaron", "malograda", "No se recibió: 1"):
        assert words in page, words


@pytest.mark.parametrize(
    "address",
    [
        *("/yo/suma/sold-CAN", "/yo/suma/before", "/yo/suma/x", "/yo/ventas/V0001/1"),
        *("/yo/pagos/L002", "/yo/piezas/D0001", "/yo/piezas/D9999"),
    ],
)
def test_what_is_another_s_is_not_there(lived, address):
    lived_in(lived)
    assert enter(lived, "socia", "AW-02").get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/yo/ventas/V0001/9", "/yo/ventas/V9999/1", "/yo/ventas/V0001/99999999999999999999"],
)
def test_what_never_was_is_not_there_either(rosa, address):
    assert rosa.get(address).status_code == 404


def test_her_first_screen_is_one_small_answer(rosa):
    answer = rosa.get("/yo/", headers={"Accept-Encoding": "gzip"})
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)
    assert len(answer.data) + head < 14 * 1024
    html = gzip.decompress(answer.data).decode()
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)', html) == []
    assert '<img src="data:image/jpeg;base64,' in html


def read_pdf(answer):
    assert answer.mimetype == "application/pdf"
    return whole(answer.data)


@pytest.mark.parametrize("month", ["2025-01", "2025-12", "2026-01"])
def test_page_and_paper_of_a_month_say_the_same_sums(rosa, month):
    page = rosa.get(f"/yo/cuenta?month={month}").text
    big, *addends = sums(page.split('class="sum-big', 1)[1].split("line-total", 1)[0])
    assert sum(addends) == big
    paper = read_pdf(rosa.get(f"/yo/cuenta.pdf?month={month}"))
    assert f"S/{big // 100:,}.{big % 100:02}" in paper
    for cents in addends:
        assert f"{'−' if cents < 0 else ''}S/{abs(cents) // 100:,}.{abs(cents) % 100:02}" in paper
    assert "Sellodellibrohastalapágina" in paper


def test_the_month_that_goes_on_is_opened_and_says_what_her_first_screen_says(rosa):
    first, month = text(rosa.get("/yo/")), text(rosa.get("/yo/cuenta"))
    assert "enero de 2026" in month
    owed = re.search(r"Te debemos S/ [0-9.]+", first)[0]
    assert owed in month


def test_a_month_that_is_over_says_what_was_owed_then(rosa):
    """On the page, on paper and aloud, in the words of a day that has passed."""
    page = rosa.get("/yo/cuenta?month=2025-12")
    said = re.search(r"Al mié 31 dic 2025 (te debíamos|debías|no te debíamos nada)", text(page))[0]
    assert "Te debemos" not in text(page)
    assert "Te debemos" not in page.text.split("data-say", 1)[1].split(">", 1)[0]
    assert 'data-say="Al final de ese mes' in page.text
    assert said.replace(" ", "") in read_pdf(rosa.get("/yo/cuenta.pdf?month=2025-12"))


@pytest.mark.parametrize("month", ["2026-02", "2026-13", "x", "1999-01"])
def test_a_month_that_is_none_is_not_there(rosa, month):
    assert rosa.get(f"/yo/cuenta?month={month}").status_code == 404
    assert rosa.get(f"/yo/cuenta.pdf?month={month}").status_code == 404


def test_the_paper_of_another_is_not_there(lived):
    another = enter(lived, "socia", "AW-02")
    assert another.get("/yo/estados/AW-01.pdf").status_code == 404
    assert another.get("/yo/estados/AW-02.pdf").status_code == 200


def test_a_paper_keeps_the_seal_it_was_begun_with(lived):
    with lived.app_context(), transaction() as (session, at):
        seal = ledger.seal(session)
        later = bookings.notice("meanwhile/1", "notice", at.date())
        ledger.post(session, later, at=at, by=1)
        days = date(2025, 12, 1), date(2025, 12, 31)
        paper = statements.of_month(session, "AW-01", *days, at.date(), seal, "where it is checked")
        assert ledger.seal(session) != seal
        assert (paper.entry, paper.signs) == (seal.entry, seal.signs)


def test_the_desk_prints_all_of_them_by_surname(lived):
    lived_in(lived)
    desk = enter(lived, "tesorera")
    listed = re.findall(r'href="/yo/estados/([^".]+)\.pdf', desk.get("/yo/estados").text)
    paper = read_pdf(desk.get("/yo/estados.pdf?month=2025-12"))
    assert len(listed) > 1
    assert sorted(paper.find(code) for code in listed) == [paper.find(code) for code in listed]
    assert desk.get("/yo/estados/ZZ-99.pdf").status_code == 404
