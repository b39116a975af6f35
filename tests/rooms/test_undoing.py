"""What was recorded by mistake is taken back: a fresh sale, a payment, a wrong way of paying."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import cash, inventory, invoices, ledger, reports, sales
from coopshop.cli import CHECKS
from coopshop.db import transaction
from coopshop.domain import accounts as acc
from coopshop.exchange.outgoing import exporting
from coopshop.invoices import Tender, undoing
from coopshop.ledger.models import Balance
from coopshop.sales import Asked, Back, listing, operations, reading, selling
from coopshop.sales.undoing import CountedSince, SameMethod, TakenBack, unpay


@pytest.fixture
def stamp(today):
    return {"at": today["at"], "by": 1}


@pytest.fixture
def sold(cast, session, stamp):
    """Two baskets of Rosa's for S/ 36.00, a part by Yape and the rest in cash."""
    cast.delivers(cast.rosa, 9)
    return issue(cast, session, stamp, Tender("yape", 1000, operation="0077"), Tender("efectivo"))


def issue(cast, session, stamp, *tenders, **facts):
    basket = cast.rings_up(Asked(cast.basket, 2, 0))
    usual = {"paper": "boleta", "tenders": tenders}
    return invoices.issue(session, basket, **usual | facts, **stamp).sale


def undo(session, sale, stamp):
    invoices.undo(session, sale, why="se arrepintió", **stamp)


def everything(session):
    """Every balance that is not nothing."""
    query = sa.select(Balance.account, Balance.unit, Balance.amount).where(Balance.amount != 0)
    return set(session.execute(query).all())


def test_an_undone_sale_leaves_every_balance_as_it_was(cast, session, stamp):
    cast.delivers(cast.rosa, 5)
    before = everything(session)
    sale = issue(cast, session, stamp, Tender("efectivo", tendered=5000))
    assert everything(session) != before
    undo(session, sale, stamp)
    assert everything(session) == before
    assert inventory.stock_of(session, cast.chipaota, cast.basket) == 5
    assert [law(session).wrong for law in CHECKS] == [[] for _ in CHECKS]


def test_its_number_stays_and_it_counts_nowhere(cast, session, sold, stamp, today):
    year = today["on"].year
    undo(session, sold, stamp)
    next_one = issue(cast, session, stamp, Tender("efectivo"))
    assert (sold, next_one) == ("V0001", "V0002")
    (paper,) = invoices.documents_of(session, next_one)
    assert paper.id == "nota_venta-NV01-2"
    book = reports.sales_book(session, f"{today['on']:%Y-%m}")
    assert [(line.number, line.why, line.sums.total) for line in book.lines] == [
        (1, "undone", 0),
        (2, "", 3600),
    ]
    assert (book.documents, book.sold.total) == (1, 3600)
    rows = session.execute(listing.listed(today["on"]))
    assert {(row.code, row.total, row.undone) for row in rows} == {
        ("V0001", 0, True),
        ("V0002", 3600, False),
    }
    assert [paper.sale for paper in invoices.to_register(session)] == ["V0002"]
    rows = {name: list(fill(session, year)[1]) for name, fill in exporting.FILES.items()}
    assert [row[0] for row in rows["lines.csv"]] == ["V0002"]
    assert [row[0] for row in rows["allocations.csv"]] == ["V0002"]
    assert {row[2] for row in rows["payments.csv"]} == {"V0002"}
    assert [(row[4], row[8], row[12]) for row in rows["documents.csv"]] == [
        ("V0001", "si", "0.00"),
        ("V0002", "no", "36.00"),
    ]
    figures = {(row[0], row[1]): row[3] for row in rows["figures.csv"]}
    assert figures["sales_total", "YEAR"] == "36.00"
    assert figures["sales_count", "YEAR"] == "1"
    assert figures["net_sales_after_returns_pen", "YEAR"] == "36.00"
    assert figures["member_earned_gross", cast.rosa] == "28.80"
    assert figures["group_earned_net", cast.weavers] == "28.80"
    assert figures["sku_sold", cast.basket] == "2"


def test_its_story_says_so(session, sold, stamp):
    undo(session, sold, stamp)
    told = reading.story(session, sold)
    assert told.undone
    assert told.taken_back == {payment.code for payment in told.payments}
    assert told.due == 0
    assert sales.change_given(session, sold) == 0


def test_nothing_more_is_done_with_it(cast, session, sold, stamp, today):
    undo(session, sold, stamp)
    with pytest.raises(selling.SaleUndone):
        undo(session, sold, stamp)
    with pytest.raises(selling.SaleUndone):
        sales.collect(session, sale=sold, method="yape", **today)
    back, boleta = [Back(1, 1, cast.chipaota)], {"kind": "boleta", "series": "EB01"}
    with pytest.raises(selling.SaleUndone):
        invoices.credit(session, sale=sold, lines=back, reason_code="07", **today)
    with pytest.raises(selling.SaleUndone):
        invoices.register(session, sale=sold, number=1, **boleta, **today)
    assert not any(sales.returnable(session, sold).values())


def test_only_within_five_minutes(session, sold, stamp):
    late = stamp | {"at": stamp["at"] + timedelta(minutes=5, seconds=1)}
    with pytest.raises(undoing.TooLate):
        undo(session, sold, late)
    undo(session, sold, stamp | {"at": stamp["at"] + timedelta(minutes=5)})


def test_only_the_newest_of_its_clerk(cast, session, sold, stamp):
    second = issue(cast, session, stamp, Tender("efectivo"))
    with pytest.raises(undoing.NotTheNewest):
        undo(session, sold, stamp)
    undo(session, second, stamp)
    undo(session, sold, stamp)


def test_a_sale_of_somebody_else_is_not_in_the_way(cast, session, sold, stamp):
    issue(cast, session, stamp | {"by": 2}, Tender("efectivo"))
    undo(session, sold, stamp)


def test_not_once_its_paper_was_read_handed_over_or_registered(cast, session, stamp, today):
    cast.delivers(cast.rosa, 6)
    read, sent, known = (issue(cast, session, stamp, Tender("efectivo")) for _ in range(3))
    paper = invoices.main_document(session, known)
    invoices.register(session, sale=known, kind="boleta", series="EB01", number=1, **today)
    with pytest.raises(undoing.InThePortal):
        undo(session, known, stamp)
    invoices.hand_over(session, invoices.main_document(session, sent).id, "whatsapp", **stamp)
    with pytest.raises(undoing.InABuyersHand):
        undo(session, sent, stamp)
    paper = invoices.main_document(session, read)
    invoices.keep_print(session, paper, b"%PDF", at=today["at"])
    with pytest.raises(undoing.InABuyersHand):
        undo(session, read, stamp)


def test_not_once_pieces_came_back(cast, session, sold, stamp, today):
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sold, lines=back, reason_code="07", **today)
    with pytest.raises(undoing.InThePortal):
        undo(session, sold, stamp)


def test_the_operation_of_an_undone_sale_may_pay_the_right_one(cast, session, sold, stamp):
    with pytest.raises(sales.OperationTwice) as refused, session.begin_nested():
        issue(cast, session, stamp, Tender("yape", operation="77"))
    assert refused.value.field == "payments-0-operation"
    undo(session, sold, stamp)
    assert issue(cast, session, stamp, Tender("yape", operation="77"))


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize("typed", ["0077", "77", " 00-77 ", "077"])
def test_an_operation_is_known_however_it_is_typed(cast, session, stamp, typed):
    with pytest.raises(sales.OperationTwice), session.begin_nested():
        issue(cast, session, stamp, Tender("yape", operation=typed))
    assert issue(cast, session, stamp, Tender("plin", operation=typed))


def test_money_by_telephone_is_awaited_until_somebody_sees_it(session, sold, today):
    (waiting,) = sales.awaited(session)
    assert (waiting.sale, waiting.amount, waiting.operation, waiting.seen) == (
        *(sold, 1000, "0077"),
        None,
    )
    sales.see(session, [waiting.code], **today)
    assert sales.awaited(session) == []
    assert [look.seen for look in operations.of_day(session, today["on"])] == [True]
    sales.see(session, [waiting.code], seen=False, **today)
    assert sales.count_awaited(session) == 1
    assert [look.seen for look in operations.of_day(session, today["on"])] == [False]
    with pytest.raises(operations.NothingToSee):
        sales.see(session, [], **today)


def test_nobody_waits_for_the_money_of_an_undone_sale(session, sold, stamp, today):
    undo(session, sold, stamp)
    assert sales.count_awaited(session) == 0
    assert operations.of_day(session, today["on"]) == []


def test_a_wrong_way_of_paying_is_put_right(cast, session, sold, stamp):
    coins = next(p for p in sales.payments_of(session, sold) if p.method == "efectivo")
    why = {"why": "pagó con Plin"}
    right = sales.change_method(session, coins.code, method="plin", operation="9", **why, **stamp)
    assert ledger.balance(session, acc.purse("efectivo")) == 0
    assert ledger.balance(session, acc.purse("plin")) == 2600
    assert sales.due_of(session, sales.sale_of(session, sold)) == 0
    assert ledger.balance(session, acc.payable(cast.rosa)) == -2880
    told = reading.story(session, sold)
    assert told.taken_back == {coins.code}
    assert {p.code for p in sales.payments_of(session, sold)} == {right, "C0001"}
    with pytest.raises(SameMethod):
        sales.change_method(session, right, method="plin", **why, **stamp)
    with pytest.raises(TakenBack):
        unpay(session, coins.code, **why, **stamp)
    assert [law(session).wrong for law in CHECKS] == [[] for _ in CHECKS]


def test_cash_that_was_rounded_becomes_the_whole_sum_by_telephone(cast, session, stamp):
    cast.delivers(cast.rosa, 2)
    basket = cast.rings_up(Asked(cast.basket, 1, 1834))
    sale = invoices.issue(
        session, basket, paper="boleta", tenders=[Tender("efectivo")], **stamp
    ).sale
    (coins,) = sales.payments_of(session, sale)
    assert (coins.amount, coins.rounding) == (1830, 4)
    sales.change_method(session, coins.code, method="yape", why="era Yape", **stamp)
    assert [(p.amount, p.rounding) for p in sales.payments_of(session, sale)] == [(1834, 0)]


def test_a_sale_in_dollars_is_undone_in_both_currencies(cast, session, stamp):
    cast.delivers(cast.rosa, 2)
    before = everything(session)
    basket = cast.rings_up(Asked(cast.basket, 1, 0), price_list="EXPORT", fx_micros=3_541_000)
    paid = [Tender("efectivo", fx_micros=3_600_000)]
    sale = invoices.issue(session, basket, paper="boleta", tenders=paid, **stamp).sale
    undo(session, sale, stamp)
    assert everything(session) == before


def test_a_year_is_exported_as_before_when_nothing_was_undone(year):
    with year.app_context(), transaction() as (session, _at):
        header, rows = exporting.FILES["documents.csv"](session, 2025)
        assert header[8] == "void"
        assert {row[8] for row in rows} == {"no"}


@pytest.fixture
def drawer(cast, session, today):
    """The empty drawer of the shop, open; gives the code of its session."""
    cash.add_till(session, code="TIENDA", name="Caja", place=cast.tarapoto)
    return cash.open_drawer(session, till="TIENDA", counted=cash.Counted({10: 0}), **today)


@pytest.fixture
def at_a_till(cast, session, drawer, stamp):
    """A sale whose cash lies in that drawer; gives the session and the sale."""
    cast.delivers(cast.rosa, 5)
    return drawer, issue(cast, session, stamp, Tender("efectivo", till="TIENDA"))


def test_cash_goes_back_out_of_its_own_drawer(session, at_a_till, stamp):
    assert ledger.balance(session, acc.drawer("TIENDA")) == 3600
    undo(session, at_a_till[1], stamp)
    assert ledger.balance(session, acc.drawer("TIENDA")) == 0


def test_cash_that_was_counted_stays(session, at_a_till, stamp, today):
    drawer, sale = at_a_till
    full = cash.Counted({1000: 3, 100: 6})
    cash.count_drawer(session, code=drawer, counted=full, **today)
    with pytest.raises(cash.DrawerClosed):
        undo(session, sale, stamp)
    cash.open_drawer(session, till="TIENDA", counted=full, **today)
    with pytest.raises(CountedSince):
        undo(session, sale, stamp)


def test_an_earlier_payment_put_right_pays_the_makers_once(session, sold, stamp):
    yape, _coins = sales.payments_of(session, sold)
    before = everything(session)
    sales.change_method(session, yape.code, method="plin", operation="9", why="era Plin", **stamp)
    moved = {("yape", "PEN", 1000), ("plin", "PEN", 1000)}
    assert everything(session) ^ before == moved
    assert [law(session).wrong for law in CHECKS] == [[] for _ in CHECKS]


def test_a_payment_put_right_in_coins_collects_what_no_coin_can_pay(cast, session, stamp):
    cast.delivers(cast.rosa, 2)
    basket = cast.rings_up(Asked(cast.basket, 1, 1834), buyer=cast.hotel)
    terms = {"terms": "credito", "due_on": stamp["at"].date() + timedelta(days=9)}
    paid = {"paper": "boleta", "tenders": [Tender("yape", 1830)]} | terms
    sale = invoices.issue(session, basket, **paid, **stamp).sale
    assert ledger.balance(session, acc.payable(cast.rosa)) == 0
    (yape,) = sales.payments_of(session, sale)
    sales.change_method(session, yape.code, method="efectivo", why="fueron monedas", **stamp)
    assert sales.due_of(session, sales.sale_of(session, sale)) == 0
    assert ledger.balance(session, acc.earned(cast.rosa)) == 0
    undo(session, sale, stamp)
    assert ledger.balance(session, acc.payable(cast.rosa)) == 0
    assert [law(session).wrong for law in CHECKS] == [[] for _ in CHECKS]
