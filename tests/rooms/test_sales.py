"""From the shelf to the buyer: what is rung up, paid and given back, and what is refused."""

from datetime import date, timedelta

import pytest

from coopshop import catalog, invoices, ledger, members, sales
from coopshop.domain import accounts as acc
from coopshop.domain.entry import Entry, Move
from coopshop.domain.errors import Refused
from coopshop.domain.identifiers import WrongRucCheck
from coopshop.ledger.service import ClosedMonth, FutureDay
from coopshop.sales import Asked, Back, audit, collecting, listing, reading, ringing, selling
from coopshop.sales.buyer_book import BuyerKnown, NameMissing, NumberMissing

ABROAD = {"price_list": "EXPORT", "fx_micros": 3_541_000}


@pytest.fixture
def stamp(today):
    """When it is and who does it, for verbs that know their day."""
    return {"at": today["at"], "by": 1}


@pytest.fixture
def on_credit(cast, session, stamp):
    """A hotel owes S/ 36.00 for two baskets of Rosa's."""
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0), buyer=cast.hotel)
    later = cast.today["on"] + timedelta(days=15)
    facts = {"paper": "factura", "terms": "credito", "due_on": later}
    return invoices.issue(session, basket, **facts, **stamp).sale


def test_a_basket_is_priced_by_the_list_of_its_day(cast, session):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0, discount_bp=700))
    assert [line.price for line in basket.lines] == [1800]
    assert [money.total for money in sales.priced(session, basket)] == [3348]
    assert basket.treatment == "exonerado"


def test_what_leaves_the_selva_is_taxed_on_top(cast, session):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 1, 0), used="away")
    (money,) = sales.priced(session, basket)
    assert (basket.treatment, money.net, money.igv) == ("gravado", 1800, 324)


def test_a_draft_comes_back_as_it_was_kept(cast, session, today):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0), note="para la señora Núñez")
    draft = sales.keep_draft(session, basket, at=today["at"], by=1)
    assert sales.find_draft(session, draft) == basket
    sales.drop_draft(session, draft)
    assert sales.kept_basket(session, draft) is None
    with pytest.raises(sales.NoSuchDraft):
        sales.find_draft(session, draft)


@pytest.mark.parametrize(
    ("second", "field"),
    [
        ({"units": 0}, "lines-1-quantity"),
        ({"units": -1}, "lines-1-quantity"),
        ({"units": 4}, "lines-1-quantity"),
        ({"units": 1, "discount_bp": 10_000}, "lines-1-discount"),
    ],
)
def test_the_row_that_is_wrong_is_named(cast, second, field):
    cast.delivers(cast.rosa, 5)
    wrong = Asked(**{"sku": cast.basket, "price": 0, "units": 1} | second)
    with pytest.raises(Refused) as refused:
        cast.rings_up(Asked(cast.basket, 2, 0), wrong)
    assert refused.value.field == field


def test_a_product_without_a_price_that_day_is_refused(cast):
    cast.delivers(cast.delia, 5, sku=cast.broom)
    cast.delivers(cast.rosa, 5)
    with pytest.raises(catalog.NoPrice) as refused:
        cast.rings_up(Asked(cast.basket, 1, 0), Asked(cast.broom, 1, 0), **ABROAD)
    assert refused.value.field == "lines-1-sku"


def test_a_service_names_the_member_who_gives_it(cast):
    with pytest.raises(ringing.WhoServed) as refused:
        cast.rings_up(Asked(cast.visit, 1, 0))
    assert refused.value.field == "lines-0-member"
    basket = cast.rings_up(Asked(cast.visit, 1, 0, member=cast.rosa))
    assert basket.lines[0].member == cast.rosa


def test_who_left_gives_no_service_any_more(cast, session):
    members.leave(session, cast.rosa, on=date(2025, 12, 31))
    with pytest.raises(members.MemberLeft) as refused:
        cast.rings_up(Asked(cast.visit, 1, 0, member=cast.rosa))
    assert refused.value.field == "lines-0-member"


def test_dollars_need_the_rate_of_their_day(cast):
    cast.delivers(cast.rosa, 5)
    with pytest.raises(ringing.RateMissing):
        cast.rings_up(Asked(cast.basket, 1, 0), price_list="EXPORT")
    basket = cast.rings_up(Asked(cast.basket, 1, 0), **ABROAD)
    assert (basket.currency, basket.lines[0].price) == ("USD", 600)


def test_no_sale_is_dated_tomorrow_or_in_a_closed_month(cast, session, stamp):
    cast.delivers(cast.rosa, 5)
    with pytest.raises(FutureDay):
        cast.rings_up(Asked(cast.basket, 1, 0), on=cast.today["on"] + timedelta(days=1))
    ledger.close_month(session, month="2025-11", **stamp)
    with pytest.raises(ClosedMonth):
        cast.rings_up(Asked(cast.basket, 1, 0), on=date(2025, 11, 30))
    assert cast.rings_up(Asked(cast.basket, 1, 0), on=date(2025, 12, 1)).on == date(2025, 12, 1)


def test_an_empty_sale_is_refused(cast):
    with pytest.raises(ringing.EmptySale):
        cast.rings_up()


def test_makers_are_paid_only_when_the_sale_is_collected(cast, session, on_credit, today):
    assert ledger.balance(session, acc.earned(cast.rosa)) == -2880
    sales.collect(session, sale=on_credit, method="yape", amount=1000, **today)
    assert ledger.balance(session, acc.payable(cast.rosa)) == 0
    sales.collect(session, sale=on_credit, method="yape", **today)
    assert ledger.balance(session, acc.payable(cast.rosa)) == -2880
    assert ledger.balance(session, acc.earned(cast.rosa)) == 0


def test_cash_that_closes_a_sale_is_rounded_at_the_association_s_cost(cast, session, today):
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0, discount_bp=700))
    tender = [invoices.Tender("efectivo", tendered=5000)]
    stamp = {"at": today["at"], "by": 1}
    sale = invoices.issue(session, basket, paper="boleta", tenders=tender, **stamp).sale
    told = reading.story(session, sale)
    assert [(paid.amount, paid.rounding) for paid in told.payments] == [(3340, 8)]
    assert told.due == 0
    assert sales.change_given(session, sale) == 1660
    assert ledger.balance(session, acc.payable(cast.rosa)) == -2678


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"method": "yape", "amount": 3601}, collecting.AboveDue),
        ({"method": "yape", "amount": 0}, collecting.NothingPaid),
        ({"method": "efectivo", "amount": 1005}, collecting.NoSuchCoin),
        ({"method": "efectivo", "amount": 2000, "tendered": 1000}, collecting.TooLittle),
        ({"method": "trueque"}, collecting.UnknownMethod),
        ({"method": "yape", "on": date(2025, 1, 1)}, collecting.PaidBefore),
        ({"method": "yape", "on": date(2027, 1, 1)}, FutureDay),
    ],
)
def test_a_payment_that_cannot_be_is_refused(session, on_credit, today, facts, refusal):
    with pytest.raises(refusal):
        sales.collect(session, sale=on_credit, **today | facts)


def test_one_operation_pays_once(cast, session, on_credit, today):
    cast.buys(1)
    paid = {"method": "yape", "operation": "004711"}
    sales.collect(session, sale=on_credit, amount=1000, **paid, **today)
    with pytest.raises(sales.OperationTwice):
        sales.collect(session, sale=on_credit, amount=500, **paid, **today)


def test_much_cash_is_asked_about_once(cast, session, stamp, today):
    cast.delivers(cast.rosa, 200)
    basket = cast.rings_up(Asked(cast.basket, 120, 0), buyer=cast.hotel)
    facts = {"paper": "factura", "terms": "credito", "due_on": date(2026, 2, 1)}
    sale = invoices.issue(session, basket, **facts, **stamp).sale
    with pytest.raises(collecting.MuchCash):
        sales.collect(session, sale=sale, method="efectivo", **today)
    sales.collect(session, sale=sale, method="efectivo", amount=199_990, **today)
    sales.collect(session, sale=sale, method="efectivo", confirmed=True, **today)
    assert reading.story(session, sale).due == 0


def test_a_refund_in_cash_is_rounded_in_the_buyer_s_favour(cast, session, today):
    cast.fetches()
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 2, 0, discount_bp=700))
    stamp = {"at": today["at"], "by": 1}
    tender = [invoices.Tender("yape")]
    sale = invoices.issue(session, basket, paper="boleta", tenders=tender, **stamp).sale
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    with pytest.raises(collecting.AboveOwed):
        sales.refund(session, sale=sale, method="yape", amount=1675, **today)
    sales.refund(session, sale=sale, method="efectivo", **today)
    told = reading.story(session, sale)
    assert [(paid.amount, paid.rounding) for paid in told.payments][-1] == (-1680, 6)
    assert told.due == 0
    with pytest.raises(collecting.NothingPaid):
        sales.refund(session, sale=sale, method="efectivo", **today)


def test_a_buyer_needs_a_name_and_a_right_number_of_her_own(cast, session):
    firm = {"kind": "tienda", "document_type": "6"}
    with pytest.raises(WrongRucCheck):
        sales.add_buyer(session, name="Tienda", document_number="20990000018", **firm)
    with pytest.raises(NumberMissing):
        sales.add_buyer(session, name="Tienda", **firm)
    with pytest.raises(NameMissing):
        sales.add_buyer(session, name="", document_number="20990000027", **firm)
    number = sales.buyer(session, cast.hotel).document_number
    with pytest.raises(BuyerKnown):
        sales.add_buyer(session, name="Otra", document_number=number, **firm)


def test_a_story_tells_whose_pieces_and_divides_all_of_it(cast, session, today):
    cast.delivers(cast.rosa, 1)
    cast.delivers(cast.nelly, 5)
    sale = cast.buys(3)
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    told = reading.story(session, sale)
    (line,) = told.lines
    makers = [(m.member, m.units, m.amount, m.back_units, m.back_amount) for m in line.makers]
    assert makers == [(cast.rosa, 1, 1440, 0, 0), (cast.nelly, 2, 2880, 1, 1440)]
    assert told.divided.total == 5400
    assert (told.divided.members, told.divided.fund, told.divided.association) == (4320, 270, 810)
    assert told.back.total == 1800
    assert told.owed == 1800
    assert {entry.kind for entry in told.entries} == {"sale", "collection", "return"}


def test_the_list_knows_what_is_due(cast, session, on_credit, monkeypatch):
    paid = cast.buys(1)
    on = cast.today["on"]

    def listed(**sifted):
        query = listing.listed(on, **sifted).order_by(sales.Sale.entry.desc())
        return [
            (row.code, listing.state_of(row.due, row.due_on, on)) for row in session.execute(query)
        ]

    assert listed() == [(paid, "paid"), (on_credit, "open")]
    assert listed(only=sales.Sale.buyer == cast.hotel) == [(on_credit, "open")]
    for many in (0, 2_000):
        monkeypatch.setattr(listing, "MANY", many)
        assert listed(only=listing.to_collect(session)) == [(on_credit, "open")]
    assert listing.last_of(session, by=1).code == paid
    assert [listing.overdue(session, on + timedelta(days=days)) for days in (0, 400)] == [0, 1]


@pytest.fixture
def nearly_paid(cast, session, stamp):
    """A hotel owes four céntimos of S/ 33.44."""
    cast.delivers(cast.rosa, 5)
    basket = cast.rings_up(Asked(cast.basket, 1, 3344), buyer=cast.hotel)
    later = cast.today["on"] + timedelta(days=15)
    facts = {"paper": "factura", "terms": "credito", "due_on": later}
    tenders = [invoices.Tender("yape", 3340)]
    return invoices.issue(session, basket, tenders=tenders, **facts, **stamp).sale


def test_what_no_coin_can_pay_is_paid_in_another_way(session, nearly_paid, today):
    with pytest.raises(collecting.LessThanACoin):
        sales.collect(session, sale=nearly_paid, method="efectivo", **today)
    sales.collect(session, sale=nearly_paid, method="plin", **today)
    assert sales.due_of(session, sales.sale_of(session, nearly_paid)) == 0


def test_less_cash_than_coins_can_pay_is_not_made_more(session, on_credit, today):
    with pytest.raises(collecting.NoSuchCoin):
        sales.collect(session, sale=on_credit, method="efectivo", amount=3599, **today)


def test_a_part_given_back_in_cash_is_what_was_said(cast, session, today, stamp):
    cast.fetches()
    cast.delivers(cast.rosa, 1)
    basket = cast.rings_up(Asked(cast.basket, 1, 1503))
    tenders = [invoices.Tender("yape")]
    sale = invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="06", **today)
    code = sales.refund(session, sale=sale, method="efectivo", amount=1500, **today)
    assert session.get_one(sales.Payment, code).amount == -1500
    code = sales.refund(session, sale=sale, method="efectivo", **today)
    given = session.get_one(sales.Payment, code)
    assert (given.amount, given.rounding) == (-10, 7)


def test_cash_in_small_parts_is_asked_about_like_the_sum(cast, session, today, stamp):
    cast.delivers(cast.rosa, 200)
    basket = cast.rings_up(Asked(cast.basket, 200, 0), buyer=cast.hotel)
    later = cast.today["on"] + timedelta(days=15)
    facts = {"paper": "factura", "terms": "credito", "due_on": later}
    sale = invoices.issue(session, basket, **facts, **stamp).sale
    sales.collect(session, sale=sale, method="efectivo", amount=150_000, **today)
    with pytest.raises(collecting.MuchCash):
        sales.collect(session, sale=sale, method="efectivo", amount=60_000, **today)
    sales.collect(session, sale=sale, method="yape", amount=60_000, **today)


def test_dollars_that_are_too_many_soles_are_refused(cast, session, stamp):
    cast.delivers(cast.rosa, 1)
    asked = Asked(cast.basket, 1, 50_000_000_000)
    basket = cast.rings_up(asked, used="abroad", buyer=cast.hotel, **ABROAD)
    with pytest.raises(selling.TooLarge):
        invoices.issue(session, basket, paper="factura", **stamp)


def test_a_share_made_payable_before_the_buyer_paid_is_found(session, on_credit, today):
    assert sales.due_of(session, sales.sale_of(session, on_credit)) > 0
    assert audit.waiting_for_buyers(session).wrong == []
    early = Move(acc.payable("AW-01"), acc.earned("AW-01"), 100, "PEN")
    entry = Entry("payment/EARLY", "collection", today["on"], (early,))
    ledger.post(session, entry, at=today["at"], by=1)
    assert audit.waiting_for_buyers(session).wrong == ["AW-01"]
    assert audit.shares_in_the_book(session).wrong == []
