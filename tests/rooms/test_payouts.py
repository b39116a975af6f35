"""Back to her hand: proposed, paid, carried, undone; and the statement that says why."""

from datetime import date

import pytest

from coopshop import invoices, ledger, payouts, sales
from coopshop.ledger.service import AlreadyReversed, FutureDay, UndoneBefore
from coopshop.members import UnknownMember
from coopshop.payouts import Debit, lists, reading, service, slips
from coopshop.sales import Asked, Back

SINCE, UNTIL = date(2026, 1, 1), date(2026, 1, 31)


@pytest.fixture
def earned(cast):
    """Rosa can be paid 26.78 and wants it in cash."""
    cast.fetches()
    cast.delivers(cast.rosa, 5)
    stamp = {"at": cast.today["at"], "by": 1}
    basket = cast.rings_up(Asked(cast.basket, 2, 0, discount_bp=700))
    tender = [invoices.Tender("yape")]
    invoices.issue(cast.session, basket, paper="boleta", tenders=tender, **stamp)
    return 2678


@pytest.mark.usefixtures("earned")
def test_cash_is_rounded_down_and_the_rest_stays_hers(cast, session, today):
    proposal = payouts.propose(session, [cast.rosa], on=today["on"])[0]
    assert (proposal.available, proposal.amount, proposal.carried) == (2678, 2670, 8)
    code = payouts.settle(session, member=cast.rosa, **today)
    paid = reading.payout(session, code).row
    assert (paid.amount, paid.carried) == (2670, 8)
    assert payouts.available(session, cast.rosa) == 8


@pytest.mark.usefixtures("earned")
def test_yape_pays_every_centimo(cast, session, today):
    payouts.settle(session, member=cast.rosa, method="yape", operation="71", **today)
    assert payouts.available(session, cast.rosa) == 0


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"amount": 2680}, service.AboveAvailable),
        ({"amount": 2675}, service.NoSuchCoin),
        ({"amount": 0}, service.NothingPaid),
        ({"amount": -100}, service.NothingPaid),
        ({"method": "tarjeta"}, service.UnknownMethod),
        ({"member": "AW-99"}, UnknownMember),
        ({"on": date(2027, 1, 1)}, FutureDay),
    ],
)
@pytest.mark.usefixtures("earned")
def test_a_payout_that_cannot_be_is_refused(cast, session, today, facts, refusal):
    with pytest.raises(refusal):
        payouts.settle(session, **{"member": cast.rosa} | today | facts)


@pytest.mark.usefixtures("earned")
def test_who_has_nothing_is_proposed_nothing_and_paid_nothing(cast, session, today):
    payouts.owe(session, member=cast.nelly, kind="adelanto", amount=5000, **today)
    proposals = {
        proposal.member: proposal.amount for proposal in payouts.propose(session, on=today["on"])
    }
    assert proposals == {cast.rosa: 2670, cast.nelly: 0}
    assert len(payouts.settle_all(session, **today)) == 1
    with pytest.raises(service.NothingPaid):
        payouts.settle(session, member=cast.nelly, **today)
    assert payouts.available(session, cast.nelly) == -5000


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "regalo"}, service.UnknownKind),
        ({"amount": 0}, service.NothingPaid),
        ({"method": "trueque"}, service.UnknownMethod),
        ({"amount": 1005}, service.OddAdvance),
        ({"member": "AW-99"}, UnknownMember),
    ],
)
def test_a_debit_that_cannot_be_is_refused(cast, session, today, facts, refusal):
    usual = {"member": cast.rosa, "kind": "adelanto", "amount": 1000} | today
    with pytest.raises(refusal):
        payouts.owe(session, **usual | facts)


@pytest.mark.usefixtures("earned")
def test_a_payout_by_mistake_is_undone_once_and_both_stay(cast, session, today):
    code = payouts.settle(session, member=cast.rosa, **today)
    undo = {"cause": f"payout/{code}", "why": "se pagó a otra persona"}
    with pytest.raises(UndoneBefore):
        ledger.reverse(session, **undo, **today | {"on": date(2026, 1, 4)})
    ledger.reverse(session, **undo, **today)
    assert payouts.available(session, cast.rosa) == 2678
    assert reading.payout(session, code).undone == "se pagó a otra persona"
    assert reading.payouts_of_day(session, cast.today["on"]) == []
    with pytest.raises(AlreadyReversed):
        ledger.reverse(session, **undo, **today)


def test_what_was_undone_comes_to_nothing_in_a_list(cast, session, today):
    cast.fetches()
    first, second = (
        payouts.owe(session, member=cast.rosa, kind=kind, amount=1000, **today)
        for kind in ("adelanto", "material")
    )
    ledger.reverse(session, f"debit/{second}", why="de otra", **today)
    listed = session.execute(lists.debits().order_by(Debit.code))
    said = [(one.code, one.amount, one.stands) for one in listed]
    assert said == [(first, 1000, 1), (second, 0, 0)]
    with pytest.raises(reading.UnknownDebit):
        reading.debit(session, "X999")
    with pytest.raises(reading.UnknownPayout):
        reading.payout(session, "L999")


@pytest.mark.usefixtures("earned")
def test_a_statement_goes_from_opening_to_closing_by_its_steps(cast, session, today):
    payouts.owe(session, member=cast.rosa, kind="material", amount=500, **today)
    payouts.settle(session, member=cast.rosa, amount=1000, **today)
    told = payouts.statement(session, cast.rosa, SINCE, UNTIL)
    assert (told.opening, told.closing) == (0, 1178)
    assert [balance for _, balance in told.running] == [2678, 2178, 1178]
    later = payouts.statement(session, cast.rosa, date(2026, 2, 1), date(2026, 2, 28))
    assert (later.opening, later.steps, later.closing) == (1178, (), 1178)


def test_a_statement_names_the_pieces_and_what_is_not_collected(cast, session, today):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0), buyer=cast.hotel)
    facts = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    stamp = {"at": today["at"], "by": 1}
    sale = invoices.issue(session, basket, **facts, **stamp).sale
    told = payouts.statement(session, cast.rosa, SINCE, UNTIL)
    assert told.not_collected == ((sale, today["on"], 2880),)
    assert told.waiting == 2880
    assert payouts.pieces(session, cast.rosa, told.sales) == {sale: "2 × canasta de bombonaje"}
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    told = payouts.statement(session, cast.rosa, SINCE, UNTIL)
    assert told.not_collected == ((sale, today["on"], 1440),)
    sales.collect(session, sale=sale, method="yape", **today)
    told = payouts.statement(session, cast.rosa, SINCE, UNTIL)
    assert (told.not_collected, told.closing) == ((), 1440)


@pytest.mark.usefixtures("earned")
def test_a_receipt_says_what_made_up_the_sum(cast, session, today):
    payouts.settle(session, member=cast.rosa, **today)
    payouts.owe(session, member=cast.rosa, kind="aporte", amount=300, **today)
    cast.buys(1)
    code = payouts.settle(session, member=cast.rosa, **today)
    receipt = slips.receipt(session, reading.payout(session, code))
    assert dict(receipt.reasons) == {
        "Saldo que tenía": 8,
        "Ventas cobradas": 1440,
        "Materiales y aportes": -300,
    }
    assert (receipt.amount, receipt.carried) == (1140, 8)
