"""Screen, paper and message of one account say the same steps and sums, for everybody."""

import html
import re
from datetime import date

import pytest

from coopshop import members
from coopshop.db import db
from coopshop.domain import speech
from coopshop.domain.days import last_day
from coopshop.domain.showing import money
from coopshop.maker import account, listening, statements, telling
from coopshop.paper import statement
from tests.pages.entering import enter
from tests.pages.slips import text
from tests.papers.reading import pages, squeezed

NEW_YEAR = date(2026, 1, 5)


def on_screen(page):
    """(words, sum) of each step on a page, the total last."""
    box = page.split('class="sum-big', 1)[1].split("</section>", 1)[0]
    lines = re.findall(r'<li class="line.*?</li>', box, flags=re.DOTALL)
    found = []
    for line in lines:
        said = re.search(r"<span>([^<]*)", line)[1]
        found.append((html.unescape(said), re.search(r'class="money">([^<]*)<', line)[1]))
    return found


def in_message(lines):
    """The same of a message; where one step is all, the first line says it."""
    head, *steps = [line for line in lines if not line.startswith("Vendido.")]
    return [tuple(step.removeprefix("· ").rsplit(": ", 1)) for step in steps], head


def said(terms):
    """The same, as the account has it."""
    return [(words, money(cents)) for words, cents in terms]


@pytest.fixture
def everybody(year):
    with year.app_context():
        return [member.code for member in members.everyone(db.session())]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_says_the_same_on_page_on_paper_and_by_whatsapp(year, everybody, month):
    since, until = date(2025, month, 1), last_day(2025, month)
    papers = []
    with year.test_request_context("/yo/cuenta"):
        session = db.session()
        for member in everybody:
            hers = account.between(session, member, since, until, NEW_YEAR)
            papers.append(statements.statement(session, hers, None, "x"))
            told, head = in_message(list(telling.account_lines(hers)))
            steps = said(papers[-1].terms)
            assert head == f"{papers[-1].headline}: {money(abs(hers.total))}"
            assert told == (steps if len(steps) > 1 else [])
        drawn = statement.draw(papers)
    firsts = [squeezed(page) for page in pages(drawn) if "Mi cuenta" in page]
    assert len(firsts) == len(papers)
    for paper, first in zip(papers, firsts, strict=True):
        steps = said(paper.terms)
        total = money(paper.total)
        wanted = [squeezed(words + cents) for words, cents in [*steps, (paper.closing, total)]]
        assert squeezed(paper.member_name) in first
        assert all(one in first for one in wanted), paper.member_code
    for paper in papers[month % 6 :: 6]:
        page = enter(year, "socia", paper.member_code).get(f"/yo/cuenta?month=2025-{month:02}")
        steps = said(paper.terms)
        if page.status_code == 404:  # her months have not begun, her papers come with all others
            assert (steps, paper.lines, paper.total) == ([("Tenías", "S/ 0.00")], (), 0)
            continue
        shown = on_screen(page.text)
        assert shown == [*steps, (paper.closing, money(paper.total))]


def test_her_first_screen_says_what_the_message_says(year, everybody):
    for member in everybody:
        shown = on_screen(enter(year, "socia", member).get("/yo/").text)
        with year.test_request_context("/yo/"):
            hers = account.owed(db.session(), member, NEW_YEAR)
            told, head = in_message(list(telling.account_lines(hers)))
        if len(hers.terms) > 1:
            assert shown[:-1] == told
        if hers.terms:
            closing = "Total" if hers.total < 0 else head.rpartition(": ")[0]
            assert shown[-1] == (closing, money(hers.total))
            assert head.endswith(money(abs(hers.total)))


#: Who began December 2025 owing, and ended it so.
OWING = "EC-02"


def test_below_zero_word_and_sign_agree_wherever_the_addition_is_said(year):
    """She owed S/ 80.00, now 63.00: it is said by a word or by a sign, not by both."""
    owing = enter(year, "socia", OWING)
    address = "/yo/cuenta{}?month=2025-12"
    page, paper = owing.get(address.format("")), owing.get(address.format(".pdf"))
    steps = [("De antes", "−S/ 80.00"), ("2 × escobita decorativa (recuerdo)", "S/ 17.00")]
    assert on_screen(page.text) == [*steps, ("Total", "−S/ 63.00")]
    box = squeezed("Al mié 31 dic 2025 debías S/ 63.00")
    assert box in squeezed(text(page))
    first = squeezed(pages(paper.data)[0])
    assert all(squeezed(said + sum_) in first for said, sum_ in [*steps, ("Total", "−S/ 63.00")])
    assert box in first
    with year.test_request_context("/yo/"):
        session = db.session()
        hers = account.between(session, OWING, date(2025, 12, 1), date(2025, 12, 31), NEW_YEAR)
        told = list(telling.account_lines(hers))
        aloud = speech.sentence(listening.of_account(hers))
    assert told[:3] == [
        "Al mié 31 dic 2025 debías: S/ 63.00",
        *(f"· {said}: {sum_}" for said, sum_ in steps),
    ]
    assert (
        "Debías sesenta y tres soles. Menos ochenta soles de antes. Más diecisiete soles" in aloud
    )
    assert "Debías −" not in text(page)
