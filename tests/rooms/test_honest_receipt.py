"""Whose the money is: every céntimo of a sale, also after a return, with names and without."""

from itertools import pairwise

import pytest
import sqlalchemy as sa

from coopshop import invoices, members, sales
from coopshop.db import db
from coopshop.invoices.printing import ticket_of
from coopshop.members import consents
from coopshop.sales import Allocation, Asked, SaleLine
from coopshop.sales.honest import Hers
from tests.papers.reading import says, whole


@pytest.fixture
def sale(session, cast, today):
    """Three baskets: one of Rosa, two of Nelly; and a broom of Delia."""
    cast.delivers(cast.rosa, 1)
    cast.delivers(cast.nelly, 2)
    cast.delivers(cast.delia, 1, sku=cast.broom)
    basket = cast.rings_up(Asked(cast.basket, 3, 0, 700), Asked(cast.broom, 1, 0))
    tender = [invoices.Tender("yape")]
    return invoices.issue(
        session, basket, paper="boleta", tenders=tender, at=today["at"], by=1
    ).sale


def agree(session, member, today, given=True):
    consents.say(session, member=member, kind=members.NAME, given=given, **today)


def test_the_parts_are_the_whole_and_those_of_the_book(session, cast, sale, today):
    agree(session, cast.nelly, today)
    told = sales.honest_receipt(session, sale)
    assert [line.divided.total for line in told.lines] == [5022, 980]
    assert told.whole.total == 6002
    earned = dict(
        session.execute(
            sa.select(Allocation.member, sa.func.sum(Allocation.amount))
            .where(Allocation.sale == sale)
            .group_by(Allocation.member)
        ).all()
    )
    hers = earned[cast.nelly]
    others = earned[cast.rosa] + earned[cast.delia]
    assert told.whole.makers == (Hers("Nelly Cachique", hers), Hers("", others))


def test_a_return_takes_its_part_from_everybody(session, sale, today):
    back = [sales.Back(line=1, units=1, restock="CHI")]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    told = sales.honest_receipt(session, sale)
    (returned,) = session.scalars(sa.select(sales.Return))
    assert told.came_back
    assert told.whole.total - told.left.total == returned.total
    assert told.lines[0].back_units == 1
    rest = [sales.Back(1, 2, "CHI"), sales.Back(2, 1, "CHI")]
    invoices.credit(session, sale=sale, lines=rest, reason_code="07", **today)
    left = sales.honest_receipt(session, sale).left
    assert (left.total, left.fund, left.association) == (0, 0, 0)
    assert {one.cents for one in left.makers} == {0}


def test_every_sale_of_the_year_is_divided_to_the_centimo(year):
    with year.app_context():
        session = db.session()
        for code in session.scalars(
            sa.select(sales.Sale.code).order_by(sales.Sale.code).limit(150)
        ):
            told = sales.honest_receipt(session, code)
            query = sa.select(sa.func.sum(SaleLine.net_pen + SaleLine.igv_pen))
            assert told.whole.total == session.scalar(query.where(SaleLine.sale == code))


def decided(session, today, value="si"):
    members.decide_rule(session, key="honest_ticket", since=today["on"], value=value)


def test_the_ticket_says_it_only_where_the_assembly_wants_it(session, sale, today):
    paper = invoices.main_document(session, sale)
    assert "Fondocomunal" not in whole(ticket_of(session, paper, 80))
    decided(session, today)
    ticket = ticket_of(session, paper, 80)
    assert says(ticket, "De S/ 60.02:", "Para quien lo hizo", "Fondo comunal 3.00")
    assert says(ticket, "Gastos de la asociación")
    credited = invoices.credit(
        session, sale=sale, lines=[sales.Back(1, 1, "CHI")], reason_code="07", **today
    )
    note = invoices.document(session, credited)
    assert "Fondocomunal" not in whole(ticket_of(session, note, 80))


def test_a_yes_without_a_day_puts_no_name_on_a_ticket(session, cast, sale, today):
    decided(session, today)
    members.change(session, cast.nelly, consent_public_name=True)
    paper = invoices.main_document(session, sale)
    assert "Nelly" not in whole(ticket_of(session, paper, 80))
    agree(session, cast.nelly, today)
    assert says(ticket_of(session, paper, 80), "Para Nelly Cachique")


def test_a_ticket_printed_again_is_the_same_until_she_takes_her_name_back(
    session, cast, sale, today
):
    decided(session, today)
    paper = invoices.main_document(session, sale)
    agree(session, cast.nelly, today)
    named, again = (ticket_of(session, paper, 58) for _time in range(2))
    assert named == again
    assert says(named, "Para Nelly Cachique")
    agree(session, cast.nelly, today, given=False)
    assert "Nelly" not in whole(ticket_of(session, paper, 58))


def test_the_code_stands_on_the_ticket_and_leads_nowhere_without_an_address(session, sale):
    paper = invoices.main_document(session, sale)
    code = invoices.check_code(paper)
    spelled = "-".join(code[at:end] for at, end in pairwise((0, 4, 8, 12)))
    plain = ticket_of(session, paper, 80)
    assert says(plain, f"Código {spelled}")
    public = ticket_of(session, paper, 80, form="https://tienda.example.org/v/")
    assert says(public, "tienda.example.org/v")
