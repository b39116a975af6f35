"""Charts say what the book says: their sums are those of the assembly's sheet."""

from datetime import date

import pytest

from coopshop import invoices, sales
from coopshop.reports import answers, assembly
from coopshop.reports.questions import questions
from coopshop.reports.tracing import Period
from coopshop.sales import Asked, Back

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def traded(cast, session, today, now):
    """A basket and two brooms sold and paid; a basket on credit, paid eleven days later."""
    cast.delivers(cast.rosa, 9)
    cast.delivers(cast.delia, 9, sku=cast.broom, place=cast.tarapoto)
    cast.buys(1)
    basket = cast.rings_up(Asked(cast.broom, 2, 0), place=cast.tarapoto)
    stamp = {"at": today["at"], "by": 1}
    tender = [invoices.Tender("yape")]
    invoices.issue(session, basket, paper="boleta", tenders=tender, **stamp)
    basket = cast.rings_up(Asked(cast.basket, 3, 0), buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    credit = invoices.issue(session, basket, **terms, **stamp).sale
    now.set(date(2026, 1, 16))
    later = {"on": date(2026, 1, 16), "at": now.at, "by": 1}
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=credit, lines=back, reason_code="07", **later)
    return credit, later


@pytest.mark.usefixtures("traded")
def test_charts_of_what_was_sold_add_up_to_the_assembly_s_figure(cast, session):
    sold = assembly.sheet(session, JANUARY).figure("sold").value
    months = answers.sold_by_month(session, JANUARY)
    assert months.rows == (("2026-01", "2026-01"),)
    assert months.cells == {("2026-01", cast.weavers): 7200, ("2026-01", cast.sweepers): 1960}
    places = answers.sold_by_place(session, JANUARY)
    assert [name for name, _ in places.rows] == [cast.chipaota, cast.tarapoto]
    assert months.whole == places.whole == sold == 9160


@pytest.mark.usefixtures("traded")
def test_a_hundred_soles_are_divided_to_the_last_centimo(session):
    shared = answers.hundred_soles(session, JANUARY)
    figures = {f.key: f.value for f in assembly.sheet(session, JANUARY).figures}
    assert shared.whole == figures["sold"] - figures["returned"]
    assert sum(part for _, _, part in shared.parts) == answers.HUNDRED
    assert {key: cents for key, cents, _ in shared.parts}["association"] == figures["part"]


def test_days_to_collect_go_from_the_sale_to_the_payment_that_closed_it(session, traded):
    credit, later = traded
    kinds = {one.kind: one for one in answers.days_to_collect(session, JANUARY)}
    assert (kinds["anonimo"].at_once, kinds["anonimo"].middle) == (2, 0)
    assert (kinds["hotel"].sales, kinds["hotel"].open, kinds["hotel"].longest) == (1, 1, 0)
    sales.collect(session, sale=credit, method="yape", **later)
    (slowest, *_) = answers.days_to_collect(session, JANUARY)
    assert (slowest.kind, slowest.middle, slowest.longest, slowest.open) == ("hotel", 11, 11, 0)


@pytest.mark.usefixtures("traded")
def test_every_question_has_an_answer_with_figures_and_a_table_that_says_the_same(session, app):
    with app.test_request_context():
        found = questions(session, JANUARY)
    for question in found:
        assert question.drawing.words, question.key
        assert any(sign.isdigit() for sign in question.answer)
        assert {len(row) for row in question.rows} == {len(question.heads)}
        figures = {words.said.split()[-1] for words in question.drawing.words if words.right}
        assert figures <= {cell for row in question.rows for cell in row}


def test_a_time_without_sales_says_so(session, app):
    with app.test_request_context():
        found = questions(session, JANUARY)
    for question in found:
        assert question.answer
        assert question.drawing.words == ()
