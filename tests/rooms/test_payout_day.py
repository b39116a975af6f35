"""Payout day: what a payout settles, what is held back and why, numbers, hands, signatures."""

from datetime import date

import pytest

from coopshop import inventory, invoices, ledger, members, payouts, production, sales
from coopshop.maker import paying
from coopshop.payouts import disputing, handing, service
from coopshop.sales import Asked, Back


@pytest.fixture
def account(cast, session, today):
    """Rosa: two sales collected, one of two products; an advance; a sample of hers given away."""
    cast.fetches()
    cast.delivers(cast.rosa, 9)
    cast.delivers(cast.rosa, 3, sku=cast.broom)
    basket = cast.rings_up(Asked(cast.basket, 2, 0), Asked(cast.broom, 1, 0))
    stamp = {"at": today["at"], "by": 1}
    tender = [invoices.Tender("yape")]
    first = invoices.issue(session, basket, paper="boleta", tenders=tender, **stamp).sale
    second = cast.buys(1)
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=1000, **today)
    return first, second


def lines_of(account):
    return [
        (line.kind, line.sale, line.cents, [(piece.words, piece.cents) for piece in line.pieces])
        for line in account.lines
    ]


def test_a_proposal_lists_every_line_since_her_last_payout(cast, session, account):
    first, second = account
    (mine,) = payouts.since_last(session).values()
    assert lines_of(mine) == [
        (
            "collection",
            first,
            2880 + 833,
            [("2 × canasta de bombonaje", 2880), ("1 × escoba doméstica", 833)],
        ),
        ("collection", second, 1440, [("1 × canasta de bombonaje", 1440)]),
        ("adelanto", None, -1000, []),
    ]
    assert mine.total == payouts.available(session, cast.rosa) == 4153


@pytest.mark.usefixtures("account")
def test_each_payout_keeps_its_own_list_for_ever(cast, session, today):
    first = payouts.settle(session, member=cast.rosa, **today)
    before = payouts.settled(session, session.get(payouts.Payout, first))
    cast.buys(1)
    second = payouts.settle(session, member=cast.rosa, **today)
    old, new = (session.get(payouts.Payout, code) for code in (first, second))
    assert payouts.settled(session, old) == before
    assert payouts.settled(session, old).total == old.available
    mine = payouts.settled(session, new)
    assert (mine.opening, [line.cents for line in mine.lines]) == (3, [1440])
    assert mine.total == new.available


@pytest.mark.usefixtures("account")
def test_what_an_undone_payout_settled_is_settled_by_the_next_one(cast, session, today):
    wrong = payouts.settle(session, member=cast.rosa, **today)
    ledger.reverse(session, f"payout/{wrong}", why="no vino", **today)
    right = payouts.settle(session, member=cast.rosa, amount=4000, **today)
    mine = payouts.settled(session, session.get(payouts.Payout, right))
    assert [line.cents for line in mine.lines] == [3713, 1440, -1000]
    assert payouts.since_last(session)[cast.rosa].total == 153


def test_pieces_that_came_back_before_they_were_paid_are_not_listed(cast, session, today):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 3, 0), buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    sale = invoices.issue(session, basket, **terms, at=today["at"], by=1).sale
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    sales.collect(session, sale=sale, method="yape", **today)
    assert lines_of(payouts.since_last(session)[cast.rosa]) == [
        ("collection", sale, 2880, [("2 × canasta de bombonaje", 2880)])
    ]


def disputes(cast, session, today, about, member=None):
    said = {"member": member or cast.rosa, "about": about, "words": "No eran dos, eran tres"}
    return payouts.dispute(session, **said, **today)


def test_a_disputed_line_stays_out_of_the_payout_until_it_is_answered(
    cast, session, today, account
):
    first, _ = account
    code = disputes(cast, session, today, f"sale/{first}")
    (proposal,) = payouts.propose(session, [cast.rosa], on=today["on"])
    assert (proposal.available, proposal.held, proposal.amount) == (4153, 3713, 440)
    with pytest.raises(service.HeldBack):
        payouts.settle(session, member=cast.rosa, amount=450, **today)
    payouts.settle(session, member=cast.rosa, **today)
    (proposal,) = payouts.propose(session, [cast.rosa], on=today["on"])
    assert (proposal.available, proposal.held, proposal.amount) == (3713, 3713, 0)
    payouts.answer_dispute(session, code, reason="Eran dos: lo vio con la vendedora", **today)
    (proposal,) = payouts.propose(session, [cast.rosa], on=today["on"])
    assert (proposal.held, proposal.amount) == (0, 3710)


def test_the_assembly_may_decide_that_a_dispute_holds_nothing(cast, session, today, account):
    disputes(cast, session, today, f"sale/{account[0]}")
    members.decide_rule(session, key="dispute_holds", since=date(2026, 1, 6), value="no")
    held = {on: payouts.held(session, on) for on in (date(2026, 1, 5), date(2026, 1, 6))}
    assert held == {date(2026, 1, 5): {cast.rosa: 3713}, date(2026, 1, 6): {}}


@pytest.mark.usefixtures("account")
def test_what_was_paid_before_and_what_she_owes_hold_nothing(cast, session, today):
    payouts.settle(session, member=cast.rosa, **today)
    sale = cast.buys(1)
    disputes(cast, session, today, "sale/V0001")
    disputes(cast, session, today, "debit/X001")
    disputes(cast, session, today, "payout/L001")
    assert payouts.held(session, today["on"]) == {}
    disputes(cast, session, today, f"sale/{sale}")
    assert payouts.held(session, today["on"]) == {cast.rosa: 1440}


def test_a_part_that_was_not_paid_can_still_be_held(cast, session, today, account):
    """Money pays what is oldest: with 30.00 and an advance of 10.00 the first sale was paid."""
    payouts.settle(session, member=cast.rosa, amount=3000, **today)
    disputes(cast, session, today, f"sale/{account[0]}")
    assert payouts.held(session, today["on"]) == {}
    disputes(cast, session, today, f"sale/{account[1]}")
    assert payouts.held(session, today["on"]) == {cast.rosa: 1153}


@pytest.fixture
def three_sales(cast):
    """Rosa: 43.20, 14.40 and 28.80, all collected."""
    cast.fetches()
    cast.delivers(cast.rosa, 9)
    return [cast.buys(units) for units in (3, 1, 2)]


def paid_sales(cast, session, sales_):
    """Which payout paid her part of each sale."""
    released = paying.released(session, cast.rosa, sales_)
    lines = {(sale, 1): entry for sale, entry in released.items()}
    paid = paying.paid_by(session, cast.rosa, lines)
    return [paid[sale, 1].code if (sale, 1) in paid else None for sale in sales_]


def test_two_disputes_do_not_hold_the_same_money(cast, session, today, three_sales):
    first, _second, third = three_sales
    one = disputes(cast, session, today, f"sale/{first}")
    payouts.settle(session, member=cast.rosa, **today)
    other = disputes(cast, session, today, f"sale/{third}")  # it was paid
    held = {code: disputing.told(session, code).held for code in (one, other)}
    assert held == {one: 4320, other: 0}
    assert payouts.held(session, today["on"]) == {cast.rosa: 4320}
    cast.buys(1)
    (proposal,) = payouts.propose(session, [cast.rosa], on=today["on"])
    assert (proposal.available, proposal.held, proposal.amount) == (5760, 4320, 1440)


def test_no_more_is_held_than_is_owed_to_her(cast, session, today, three_sales):
    for sale in three_sales:
        disputes(cast, session, today, f"sale/{sale}")
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=8000, **today)
    assert payouts.held(session, today["on"]) == {cast.rosa: 640}
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=8000, **today)
    assert payouts.held(session, today["on"]) == {}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_payout_pays_all_but_the_line_that_it_holds_back(
    cast, session, today, three_sales, place
):
    code = disputes(cast, session, today, f"sale/{three_sales[place]}")
    first = payouts.settle(session, member=cast.rosa, **today)
    told = [None if n == place else first for n in range(3)]
    assert paid_sales(cast, session, three_sales) == told
    (left,) = payouts.left_by(session, session.get(payouts.Payout, first))
    assert left == f"sale/{three_sales[place]}/1"
    payouts.answer_dispute(session, code, reason="se aclaró", **today)
    assert paid_sales(cast, session, three_sales) == told  # what was paid then stays so
    second = payouts.settle(session, member=cast.rosa, **today)
    told[place] = second
    assert paid_sales(cast, session, three_sales) == told
    assert payouts.left_by(session, session.get(payouts.Payout, second)) == {}


def test_what_is_left_besides_is_of_the_newest_lines(cast, session, today, three_sales):
    first, _second, third = three_sales
    disputes(cast, session, today, f"sale/{first}")
    code = payouts.settle(session, member=cast.rosa, amount=1440, **today)
    left = payouts.left_by(session, session.get(payouts.Payout, code))
    assert left == {f"sale/{first}/1": 4320, f"sale/{third}/1": 2880}
    assert paid_sales(cast, session, three_sales) == [None, code, None]
    rest = payouts.settle(session, member=cast.rosa, **today)
    assert paid_sales(cast, session, three_sales) == [None, code, rest]
    assert payouts.held(session, today["on"]) == {cast.rosa: 4320}


def test_where_a_dispute_holds_nothing_the_oldest_line_is_paid(cast, session, today, three_sales):
    members.decide_rule(session, key="dispute_holds", since=date(2026, 1, 1), value="no")
    disputes(cast, session, today, f"sale/{three_sales[0]}")
    code = payouts.settle(session, member=cast.rosa, amount=4320, **today)
    assert paid_sales(cast, session, three_sales) == [code, None, None]


def test_a_dispute_of_a_sale_that_is_not_collected_holds_it_once_it_is(cast, session, today):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 1, 0), buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    sale = invoices.issue(session, basket, **terms, at=today["at"], by=1).sale
    code = disputes(cast, session, today, f"sale/{sale}")
    assert payouts.held(session, today["on"]) == {}
    assert disputing.told(session, code).cents == 1440
    sales.collect(session, sale=sale, method="yape", **today)
    assert payouts.held(session, today["on"]) == {cast.rosa: 1440}


def test_a_dispute_that_cannot_be_is_refused(cast, session, today, account):
    for about in ("sale/V9999", "debit/X999", "delivery/D9999", "adjustment/J999", ""):
        with pytest.raises(disputing.NotHers):
            disputes(cast, session, today, about)
    with pytest.raises(disputing.NotHers):
        disputes(cast, session, today, f"sale/{account[0]}", member=cast.nelly)
    with pytest.raises(members.UnknownMember):
        disputes(cast, session, today, f"sale/{account[0]}", member="AW-99")
    code = disputes(cast, session, today, f"sale/{account[0]}")
    with pytest.raises(disputing.DisputedAlready):
        disputes(cast, session, today, f"sale/{account[0]}")
    payouts.answer_dispute(session, code, reason="se le explicó", **today)
    with pytest.raises(disputing.AnsweredAlready):
        payouts.answer_dispute(session, code, reason="otra vez", **today)
    with pytest.raises(disputing.UnknownDispute):
        payouts.answer_dispute(session, "R999", reason="nadie", **today)
    assert disputes(cast, session, today, f"sale/{account[0]}") == "R002"


def test_disputes_are_listed_open_ones_first_and_as_they_stood_on_a_day(
    cast, session, today, now, account
):
    first, second = account
    old = disputes(cast, session, today, f"sale/{first}")
    new = disputes(cast, session, today, f"sale/{second}")
    now.set(date(2026, 1, 9))
    later = {"on": date(2026, 1, 9), "at": now.at, "by": 1}
    payouts.answer_dispute(session, old, reason="se aclaró", **later)
    assert [one.row.code for one in disputing.every_dispute(session)] == [new, old]
    assert [one.row.code for one in payouts.open_disputes(session)] == [new]
    assert [one.row.code for one in payouts.open_disputes(session, today["on"])] == [old, new]
    assert payouts.open_disputes(session, date(2026, 1, 4)) == []


def test_an_operation_is_needed_by_yape_and_pays_once(cast, session, today):
    cast.delivers(cast.nelly, 5)
    cast.buys(1)
    with pytest.raises(service.OperationMissing):
        payouts.settle(session, member=cast.nelly, **today)
    assert payouts.settle_all(session, **today) == []
    (code,) = payouts.settle_all(session, operations={cast.nelly: " 0071 23 "}, **today)
    assert session.get(payouts.Payout, code).operation == "007123"
    cast.buys(1)
    again = {"member": cast.nelly, "operation": "007123"}
    for typed in ("007123", "71-23", "00 7123"):
        with pytest.raises(service.OperationTwice):
            payouts.settle(session, **again | {"operation": typed}, **today)
    payouts.settle(session, **again, method="plin", amount=100, **today)
    ledger.reverse(session, f"payout/{code}", why="era para otra", **today)
    assert payouts.settle(session, **again, **today)


@pytest.mark.usefixtures("account")
def test_some_members_are_paid_and_the_others_wait(cast, session, today):
    cast.delivers(cast.delia, 5, sku=cast.broom)
    cast.buys(4, sku=cast.broom)
    assert len(payouts.settle_all(session, members_=[cast.delia], **today)) == 1
    assert payouts.available(session, cast.delia) < 10 < payouts.available(session, cast.rosa)


@pytest.mark.usefixtures("account")
def test_somebody_else_collects_until_the_receipt_is_signed(cast, session, today):
    code = payouts.settle(session, member=cast.rosa, **today)
    assert payouts.collector(session, code) is None
    with pytest.raises(handing.NobodyCame):
        payouts.collected_by(session, code, name="", **today)
    for name in ("Lida Prueba", "Lidia Prueba"):
        payouts.collected_by(session, code, name=name, relation="hija", **today)
    assert payouts.collector(session, code).name == "Lidia Prueba"
    payouts.sign(session, code, how="huella", **today)
    assert payouts.signatures(session, [code])[code].how == "huella"
    for verb, facts in (
        (payouts.sign, {"how": "firma"}),
        (payouts.collected_by, {"name": "x"}),
        (handing.undo, {"why": "no vino"}),
    ):
        with pytest.raises(handing.SignedAlready):
            verb(session, code, **facts, **today)
    payouts.unsign(session, code, why="era de otra", **today)
    assert payouts.signatures(session, [code]) == {}
    payouts.sign(session, code, how="firma", **today)
    assert payouts.signatures(session, [code])[code].how == "firma"


@pytest.mark.usefixtures("account")
def test_what_was_undone_is_not_signed(cast, session, today):
    code = payouts.settle(session, member=cast.rosa, **today)
    with pytest.raises(handing.UnknownWay):
        payouts.sign(session, code, how="foto", **today)
    handing.undo(session, code, why="no vino", **today)
    for verb, facts in ((payouts.sign, {"how": "firma"}), (handing.undo, {"why": "otra vez"})):
        with pytest.raises(handing.Undone):
            verb(session, code, **facts, **today)


def test_laws_hold_and_name_what_breaks_them(cast, session, today):
    cast.delivers(cast.nelly, 5)
    cast.buys(2)
    half = {"member": cast.nelly, "method": "yape", "amount": 1000}
    first = payouts.settle(session, **half, operation="71", **today)
    payouts.sign(session, first, how="firma", **today)
    # Read in from a folder: no desk asked for the number.
    again = payouts.settle(session, **half, operation="71", recorded_at=today["at"], **today)
    found = {law.__name__: law(session) for law in payouts.CHECKS}
    assert found["operations_pay_once"].wrong == [again]
    assert found["signed_once"].wrong == []
    assert found["signed_once"].examined == 1


def test_what_became_of_her_pieces_can_be_disputed_and_holds_nothing(cast, session, today):
    cast.fetches()
    lot = cast.delivers(cast.rosa, 9)
    cast.buys(1)
    gone = {"place": cast.chipaota, "sku": cast.basket, "units": 2, "kind": "merma"}
    wrong = inventory.adjust(session, note="hongo", **gone, **today)
    for about in (f"delivery/{lot}", f"adjustment/{wrong}"):
        with pytest.raises(disputing.NotHers):
            disputes(cast, session, today, about, member=cast.nelly)
        told = disputing.told(session, disputes(cast, session, today, about))
        assert (told.cents, told.held) == (0, 0)
    assert payouts.held(session, today["on"]) == {}


def test_a_delivery_that_was_rejected_whole_can_be_disputed(cast, session, today):
    facts = {"member": cast.rosa, "sku": cast.basket, "place": cast.chipaota}
    lot = production.receive(session, **facts, brought=2, rejected=2, reason="rotas", **today)
    assert disputing.told(session, disputes(cast, session, today, f"delivery/{lot}")).cents == 0
    with pytest.raises(disputing.NotHers):
        disputes(cast, session, today, f"delivery/{lot}", member=cast.nelly)
