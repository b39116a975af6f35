"""She says that one product of a sale is not right: it holds back that one and nothing else."""

from datetime import date

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, members, payouts, sales
from coopshop.maker import paying, soon
from coopshop.payouts import disputing, typed
from coopshop.sales import Asked, Back

BASKETS, BROOM = 2880, 833


@pytest.fixture
def ask(cast, session, today):
    """Rosa says so of a line; gives the dispute's code."""

    def ask(about, member=None):
        said = {"member": member or cast.rosa, "about": about, "words": "no es así"}
        return payouts.dispute(session, **said, **today)

    return ask


@pytest.fixture
def sale(cast, session, today):
    """Two baskets of Rosa, a broom of hers and a broom of Nelly; not paid for yet."""
    cast.fetches()
    cast.delivers(cast.rosa, 9)
    cast.delivers(cast.rosa, 1, sku=cast.broom)
    cast.delivers(cast.nelly, 1, sku=cast.broom)
    asked = (Asked(cast.basket, 2, 0), Asked(cast.broom, 1, 0), Asked(cast.broom, 1, 0))
    basket = cast.rings_up(*asked, buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    return invoices.issue(session, basket, **terms, at=today["at"], by=1).sale


@pytest.fixture
def collected(session, today, sale):
    """The same, and the buyer paid."""
    sales.collect(session, sale=sale, method="yape", **today)
    return sale


def held(session, today):
    return payouts.held(session, today["on"])


@pytest.mark.parametrize(("line", "cents"), [(1, BASKETS), (2, BROOM)])
def test_it_speaks_of_that_product_and_holds_it_alone(
    cast, session, today, collected, ask, line, cents
):
    code = ask(f"sale/{collected}/{line}")
    told = disputing.told(session, code)
    assert (told.cents, told.held) == (cents, cents)
    assert told.pieces == ("2 × canasta de bombonaje" if line == 1 else "1 × escoba doméstica")
    assert held(session, today) == {cast.rosa: cents}
    (proposal,) = payouts.propose(session, [cast.rosa], on=today["on"])
    assert proposal.held == cents
    assert 0 <= proposal.available - cents - proposal.amount < 10


def test_what_it_held_is_what_the_payout_left(cast, session, today, collected, ask):
    code = ask(f"sale/{collected}/2")
    first = payouts.settle(session, member=cast.rosa, **today)
    left = payouts.left_by(session, session.get(payouts.Payout, first))
    assert left == {f"sale/{collected}/2": BROOM}
    entry = paying.released(session, cast.rosa, [collected])[collected]
    lines = {(collected, line): entry for line in (1, 2)}
    paid = paying.paid_by(session, cast.rosa, lines)
    assert {line: one.code for (_, line), one in paid.items()} == {1: first}
    payouts.answer_dispute(session, code, reason="se aclaró", **today)
    # The baskets were paid: to say so of them now holds nothing back, though the broom is unpaid.
    late = ask(f"sale/{collected}/1")
    assert disputing.told(session, late).held == 0
    assert held(session, today) == {}
    second = payouts.settle(session, member=cast.rosa, **today)
    paid = paying.paid_by(session, cast.rosa, lines)
    assert [paid[collected, line].code for line in (1, 2)] == [first, second]


def test_two_products_each_hold_their_own_and_the_whole_sale_no_cent_twice(
    cast, session, today, collected, ask
):
    codes = [ask(f"sale/{collected}/{line}") for line in (1, 2)]
    codes.append(ask(f"sale/{collected}"))
    kept = [disputing.told(session, code).held for code in codes]
    assert kept == [BASKETS, BROOM, 0]
    assert held(session, today) == {cast.rosa: BASKETS + BROOM}
    for code in codes[:2]:
        payouts.answer_dispute(session, code, reason="se aclaró", **today)
    assert disputing.told(session, codes[2]).held == BASKETS + BROOM


def test_only_that_product_waits_on_her_pages(session, today, collected, ask, cast):
    ask(f"sale/{collected}/2")
    said = soon.soon(session, cast.rosa, today["on"])
    assert [said.holds(collected, line) for line in (1, 2)] == [False, True]
    assert not said.holds("V9999", 2)


def test_before_the_buyer_has_paid_it_holds_nothing(cast, session, today, sale, ask):
    code = ask(f"sale/{sale}/2")
    assert (disputing.told(session, code).cents, held(session, today)) == (BROOM, {})
    sales.collect(session, sale=sale, method="yape", **today)
    assert held(session, today) == {cast.rosa: BROOM}


def test_what_came_back_of_it_is_held_no_more(cast, session, today, collected, ask):
    code = ask(f"sale/{collected}/1")
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=collected, lines=back, reason_code="07", **today)
    told = disputing.told(session, code)
    assert (told.cents, told.held) == (BASKETS // 2, BASKETS // 2)
    line = payouts.since_last(session)[cast.rosa].lines[-1]
    assert (line.kind, line.cents) == ("return", -BASKETS // 2)
    assert [(piece.about, piece.cents) for piece in line.pieces] == [
        (f"sale/{collected}/1", -BASKETS // 2)
    ]


def test_a_payment_taken_back_after_a_payout_is_of_each_product(cast, session, today, collected):
    payouts.settle(session, member=cast.rosa, **today)
    (payout,) = session.scalars(sa.select(payouts.Payout))
    (line,) = payouts.settled(session, payout).lines
    ledger.reverse(session, line.cause, why="era de otra venta", **today)
    line = payouts.since_last(session)[cast.rosa].lines[-1]
    assert line.cents == -(BASKETS + BROOM)
    assert line.parts == {f"sale/{collected}/1": -BASKETS, f"sale/{collected}/2": -BROOM}


def test_where_the_assembly_decided_so_it_holds_nothing(session, today, collected, ask):
    members.decide_rule(session, key="dispute_holds", since=date(2026, 1, 1), value="no")
    ask(f"sale/{collected}/1")
    assert held(session, today) == {}


def test_her_only_product_in_a_sale_is_the_sale(cast, session, collected, ask):
    code = ask(f"sale/{collected}/3", member=cast.nelly)
    assert session.get(payouts.Dispute, code).about == f"sale/{collected}"
    for again in (f"sale/{collected}", f"sale/{collected}/3"):
        with pytest.raises(disputing.DisputedAlready):
            ask(again, member=cast.nelly)


def test_while_the_whole_sale_waits_its_products_do_too(collected, ask):
    code = ask(f"sale/{collected}")
    with pytest.raises(disputing.DisputedAlready) as refused:
        ask(f"sale/{collected}/1")
    assert refused.value.facts["code"] == code


@pytest.mark.parametrize("name", ["{}/0", "{}/3", "{}/4", "{}/01", "{}/1/1", "{}/x", "{}/", "V9/1"])
def test_a_line_without_pieces_of_hers_is_refused(collected, ask, name):
    with pytest.raises(disputing.NotHers):
        ask("sale/" + name.format(collected))


def test_a_code_from_a_paper_may_name_the_product(cast, session, collected):
    found = typed.by_code(session, cast.rosa, f"{collected.lower()}/2")
    assert found == f"sale/{collected}/2"
    with pytest.raises(typed.NothingOfHers):
        typed.by_code(session, cast.rosa, f"{collected}/3")
