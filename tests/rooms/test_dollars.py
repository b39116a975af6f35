"""Dollars in cash for what is priced in soles: the book, the change, the rate; both databases."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import cash, invoices, ledger, sales
from coopshop.cash import book, counting
from coopshop.cash.explaining import Span, proposals
from coopshop.cli import CHECKS
from coopshop.domain import accounts as acc
from coopshop.domain import bookings
from coopshop.invoices import Tender
from coopshop.ledger.models import Entry
from coopshop.sales import Asked, dollars
from coopshop.sales.undoing import CountedSince
from tests.papers.reading import says, whole

RATE = 3_700_000
TILL = "TIENDA"

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def shop(cast, session, today):
    """A drawer with S/ 50.00 in it, ten baskets of S/ 18.00."""
    cast.delivers(cast.rosa, 10)
    cash.add_till(session, code=TILL, name="Tienda", place=cast.chipaota)
    counted = cash.Counted({1_000: 5})
    code = cash.open_drawer(session, till=TILL, counted=counted, **today)
    cash.accept(session, code=code, number=1, note="sencillo", **today)
    return code


def sell(cast, session, *tenders, units=3, **more):
    basket = cast.rings_up(Asked(cast.basket, units, 0))
    stamp = {"at": cast.today["at"], "by": 1}
    return invoices.issue(
        session, basket, paper="boleta", tenders=tenders, **stamp | more
    )  # fmt: skip


def twenty(**more):
    return Tender("dolares", dollars=2_000, fx_micros=RATE, till=TILL, **more)


def drawer(session):
    return ledger.holdings(session, acc.drawer(TILL))


def lawful(session):
    return [found for law in CHECKS for found in law(session).wrong]


def test_the_dollars_lie_in_the_drawer_and_the_change_leaves_it_in_soles(cast, session):
    sale = sell(cast, session, twenty()).sale
    assert drawer(session) == {"PEN": 5_000 - 2_000, "USD": 2_000}
    assert ledger.holdings(session, acc.EXCHANGE) == {"PEN": 7_400, "USD": -2_000}
    assert ledger.holdings(session, acc.due(sale)) == {}
    assert sales.change_given(session, sale) == 2_000
    assert -ledger.balance(session, acc.payable(cast.rosa)) == 4_320, "80 % of S/ 54.00, in soles"
    (paid,) = sales.payments_of(session, sale)
    assert (paid.method, paid.currency, paid.amount, paid.fx_micros) == (
        "dolares", "PEN", 5_400, RATE,
    )  # fmt: skip
    told = sales.taken(session, [paid.code])[paid.code]
    assert (told.dollars.cents, told.dollars.worth, told.dollars.change) == (2_000, 7_400, 2_000)
    assert told.on == cast.today["on"]
    assert lawful(session) == []


def test_what_no_coin_can_pay_is_the_association_s_and_never_the_buyer_s(cast, session):
    asked = Asked(cast.basket, 1, 0, 700)  # S/ 16.74
    basket = cast.rings_up(asked)
    tender = Tender("dolares", dollars=500, fx_micros=3_541_000, till=TILL)  # S/ 17.705, so 17.71
    stamp = {"at": cast.today["at"], "by": 1}
    sale = invoices.issue(session, basket, paper="boleta", tenders=[tender], **stamp).sale
    (paid,) = sales.payments_of(session, sale)
    assert (paid.amount, paid.rounding) == (1_670, 4)
    assert sales.change_given(session, sale) == 110, "1.01, in coins"
    assert ledger.balance(session, acc.EXCHANGE) == 1_771
    assert ledger.balance(session, acc.ROUNDING) == 4 + 9
    assert lawful(session) == []


def test_dollars_pay_a_part_and_something_else_the_rest(cast, session):
    ten = Tender("dolares", dollars=1_000, fx_micros=RATE, till=TILL)
    sale = sell(cast, session, ten, Tender("efectivo", till=TILL)).sale
    amounts = [(paid.method, paid.amount) for paid in sales.payments_of(session, sale)]
    assert amounts == [("dolares", 3_700), ("efectivo", 1_700)]
    assert drawer(session) == {"PEN": 6_700, "USD": 1_000}
    said = Tender("dolares", amount=3_000, dollars=1_000, fx_micros=RATE, till=TILL)
    sale = sell(cast, session, said, Tender("yape", operation="1")).sale
    assert sales.change_given(session, sale) == 700
    assert lawful(session) == []


def test_the_rate_is_fixed_once_for_the_day_and_says_by_whom(cast, session):
    five = Tender("dolares", dollars=500, fx_micros=RATE, till=TILL)
    sell(cast, session, five, units=1, by=7)
    unsaid = Tender("dolares", dollars=500, till=TILL)
    sell(cast, session, unsaid, units=1)
    fixed = sales.rate_of(session, cast.today["on"])
    assert (fixed.turn, fixed.micros) == (1, RATE)
    assert session.get_one(Entry, fixed.entry).by == 7
    dearer = Tender("dolares", dollars=500, fx_micros=3_750_000, till=TILL)
    with pytest.raises(dollars.OtherRate):
        sell(cast, session, dearer, units=1)
    sell(cast, session, dearer, units=1, confirmed=True)
    assert sales.rate_of(session, cast.today["on"]).turn == 2
    assert sales.dollar_today(session, cast.today["on"]) == 3_750_000
    assert sales.dollar_today(session, cast.today["on"] + timedelta(days=1)) is None
    assert lawful(session) == []


@pytest.mark.parametrize(
    ("tender", "refused"),
    [
        (Tender("dolares", dollars=2_000, till=TILL), dollars.NoRateToday),
        (Tender("dolares", fx_micros=RATE, till=TILL), dollars.DollarsMissing),
        (Tender("dolares", dollars=2_050, fx_micros=RATE, till=TILL), dollars.NotesOnly),
        (Tender("dolares", dollars=5_000, fx_micros=RATE, till=TILL), dollars.NotEnoughChange),
        (Tender("dolares", 5_400, dollars=1_000, fx_micros=RATE, till=TILL), dollars.TooFewDollars),
        (Tender("dolares", dollars=2_000, fx_micros=RATE), dollars.NotEnoughChange),
        (Tender("dolares", dollars=1_000, fx_micros=RATE, till=TILL), invoices.issuing.NotAllPaid),
        (Tender("dolares", dollars=2_000, fx_micros=37_000_000, till=TILL), dollars.UnlikelyRate),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_whole(cast, session, tender, refused):
    with pytest.raises(refused), session.begin_nested():
        sell(cast, session, tender)
    assert drawer(session) == {"PEN": 5_000}
    assert sales.rate_of(session, cast.today["on"]) is None


def test_a_rate_ten_times_the_last_one_is_asked_about(session, today):
    sales.fix_rate(session, RATE, confirmed=False, **today)
    later = today | {"on": today["on"] + timedelta(days=1), "at": today["at"] + timedelta(days=1)}
    for micros in (370_000, 37_000_000, 5_000_000):
        with pytest.raises(dollars.StrangeRate):
            sales.fix_rate(session, micros, confirmed=False, **later)
    assert sales.fix_rate(session, 3_800_000, confirmed=False, **later).turn == 1


def test_a_sale_in_dollars_takes_its_dollars_as_cash(cast, session):
    abroad = {"price_list": "EXPORT", "used": "abroad", "buyer": cast.hotel, "fx_micros": RATE}
    basket = cast.rings_up(Asked(cast.basket, 1, 0), **abroad)
    stamp = {"at": cast.today["at"], "by": 1}
    with pytest.raises(dollars.OnlySoles):
        invoices.issue(session, basket, paper="factura", tenders=[twenty()], **stamp)


def test_undone_within_five_minutes_everything_lies_where_it_lay(cast, session):
    sale = sell(cast, session, twenty()).sale
    invoices.undo(session, sale, why="se arrepintió", at=cast.today["at"], by=1)
    assert drawer(session) == {"PEN": 5_000}
    assert ledger.holdings(session, acc.EXCHANGE) == {}
    assert sales.change_given(session, sale) == 0
    assert lawful(session) == []


def test_it_was_soles_after_all_or_dollars_after_all(cast, session):
    sale = sell(cast, session, twenty()).sale
    stamp = {"why": "me equivoqué", "at": cast.today["at"], "by": 1}
    (paid,) = sales.payments_of(session, sale)
    soles = sales.change_method(session, paid.code, method="efectivo", till=TILL, **stamp)
    assert drawer(session) == {"PEN": 10_400}
    again = {"method": "dolares", "handed": 2_000, "till": TILL}
    sales.change_method(session, soles, **again, **stamp)
    assert drawer(session) == {"PEN": 3_000, "USD": 2_000}
    assert -ledger.balance(session, acc.payable(cast.rosa)) == 4_320
    assert lawful(session) == []


def test_what_comes_back_is_given_back_in_soles(cast, session, today):
    sale = sell(cast, session, twenty()).sale
    back = [sales.Back(line=1, units=1, restock=cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    sales.refund(session, sale=sale, method="efectivo", till=TILL, **today)
    assert drawer(session) == {"PEN": 1_200, "USD": 2_000}
    back = [sales.Back(line=1, units=1, restock=cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    with pytest.raises(dollars.DollarsMissing):
        sales.refund(session, sale=sale, method="dolares", **today)
    assert lawful(session) == []


def test_a_sale_on_credit_is_collected_in_dollars(cast, session, today):
    on = today["on"] + timedelta(days=9)
    basket = cast.rings_up(Asked(cast.basket, 3, 0), buyer=cast.hotel)
    terms = {"paper": "factura", "terms": "credito", "due_on": on}
    sale = invoices.issue(session, basket, at=today["at"], by=1, **terms).sale
    paid = {"sale": sale, "method": "dolares", "fx_micros": RATE, "till": TILL}
    sales.collect(session, handed=1_000, **paid, **today)
    assert ledger.balance(session, acc.due(sale)) == 1_700
    sales.collect(session, handed=500, **paid, **today)
    assert sales.change_given(session, sale) == 150
    assert drawer(session) == {"PEN": 4_850, "USD": 1_500}
    assert lawful(session) == []


def test_the_count_asks_for_dollars_and_expects_what_lies_there(cast, session, shop, today):
    sell(cast, session, twenty())
    with pytest.raises(counting.DollarsMissing):
        cash.count_drawer(session, code=shop, counted=cash.Counted({1_000: 3}), **today)
    number = cash.count_drawer(session, code=shop, counted=cash.Counted({1_000: 3}, 2_000), **today)
    sums = {row.currency: row.difference for row in counting.sums_of(session, shop, number)}
    assert sums == {"PEN": 0, "USD": 0}
    assert cash.standing(session, TILL).state == "closed"
    (paid,) = session.scalars(sa.select(sales.Payment))
    with pytest.raises((cash.DrawerClosed, CountedSince)):
        sales.change_method(session, paid.code, method="yape", why="x", at=today["at"], by=1)


def test_the_cash_book_says_change_and_names_the_sale(cast, session, today):
    sale = sell(cast, session, twenty()).sale
    on = today["on"]
    soles = book.cash_book(session, acc.drawer(TILL), on, on).lines[-1]
    assert (soles.kind, soles.other, soles.came, soles.went) == ("change", f"due/{sale}", 0, 2_000)
    notes = book.cash_book(session, acc.drawer(TILL), on, on, "USD").lines[-1]
    assert (notes.kind, notes.other, notes.came) == ("collection", f"due/{sale}", 2_000)


def test_a_change_that_was_not_given_explains_a_difference(cast, session):
    sell(cast, session, twenty())
    span = Span(acc.drawer(TILL), 0, 10**9, "PEN", 2_000)
    assert next(p.words for p in proposals(session, span)) == sales.note_mistakes.NOT_GIVEN
    span = Span(acc.drawer(TILL), 0, 10**9, "PEN", -2_000)
    assert sales.note_mistakes.GIVEN_TWICE in [p.words for p in proposals(session, span)]


def test_ticket_and_a4_say_what_was_handed_over(cast, session):
    issued = sell(cast, session, twenty())
    document = invoices.document(session, issued.document)
    said = ("Recibido US$ 20.00, T.C. 3.700 = S/ 74.00", "Dólares en efectivo", "Vuelto en soles")
    for width in (58, 80):
        assert says(invoices.printing.ticket_of(session, document, width), *said, "20.00")
    assert says(invoices.render(document), *said, "Vuelto en soles S/ 20.00")


def test_the_audit_finds_dollars_that_nobody_counted(cast, session):
    sell(cast, session, twenty())
    law = next(law for law in CHECKS if law.__name__ == "dollars_for_soles")
    assert (law(session).examined, law(session).wrong) == (1, [])
    (paid,) = session.scalars(sa.select(sales.Payment))
    entry = bookings.collection("payment/X1", paid.on, paid.sale, "cash", "PEN", 100, 0, 0, {})
    row = {name: getattr(paid, name) for name in ("sale", "on", "kind", "method", "currency")}
    row |= {"code": "X1", "amount": 100, "rounding": 0, "rate_difference": 0}
    ledger.post(session, entry, (sales.Payment, [row]), at=cast.today["at"], by=1)
    assert law(session).wrong == ["X1"]


def test_a_ticket_printed_after_a_payment_was_put_right_says_both(cast, session):
    issued = sell(cast, session, twenty())
    document = invoices.document(session, issued.document)
    before = invoices.printing.ticket_of(session, document, 80)
    assert "Corregido" not in whole(before)
    stamp = {"why": "error", "at": cast.today["at"], "by": 1}
    (paid,) = sales.payments_of(session, issued.sale)
    wrong = sales.change_method(session, paid.code, method="yape", operation="5", **stamp)
    sales.change_method(session, wrong, method="efectivo", till=TILL, **stamp)
    for width in (58, 80):
        after = invoices.printing.ticket_of(session, document, width)
        assert says(after, "Recibido US$ 20.00", "Corregido el 5 ene 2026: Efectivo 54.00")
        assert "Yape" not in whole(after)
    assert lawful(session) == []
