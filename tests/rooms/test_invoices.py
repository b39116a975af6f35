"""The paper that closes a sale: issued, credited, numbered by the portal, printed once."""

import runpy
from datetime import date

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, sales
from coopshop.config import shipped
from coopshop.db import transaction
from coopshop.domain import accounts as acc
from coopshop.domain import papers
from coopshop.domain.numbering import WrongSeries
from coopshop.inventory import stock_of
from coopshop.invoices import Tender, crediting, issuing, portal, waiting
from coopshop.invoices.waiting import left_to_register
from coopshop.ledger.models import Entry
from coopshop.ledger.series import NotNext
from coopshop.ledger.service import FutureDay
from coopshop.production import NotEnough
from coopshop.sales import Asked, Back, collecting, returning

LATER = date(2026, 2, 1)


@pytest.fixture
def stamp(today):
    return {"at": today["at"], "by": 1}


@pytest.fixture
def issue(cast, session, stamp):
    """Sell some baskets; paid by Yape unless said otherwise."""

    def issue(units=1, *, buyer=None, **facts):
        cast.delivers(cast.rosa, units)
        who = {"buyer": buyer} if buyer else {}
        basket = cast.rings_up(Asked(cast.basket, units, 0), **who)
        usual = {"paper": "boleta", "tenders": [Tender("yape")]}
        return invoices.issue(session, basket, **usual | facts, **stamp)

    return issue


def test_a_live_sale_draws_a_number_without_tax_value(session, issue):
    first, second = issue(), issue()
    paper = invoices.document(session, first.document)
    assert (first.document, second.document) == ("nota_venta-NV01-1", "nota_venta-NV01-2")
    assert not paper.fiscal
    assert invoices.facts_of(paper).total == 1800


@pytest.mark.parametrize(
    ("facts", "refusal", "field"),
    [
        ({"paper": "factura"}, papers.FacturaNeedsRuc, "buyer"),
        ({"paper": "nota_venta"}, papers.OnlySmallSales, "kind"),
        ({"units": 39}, papers.BoletaNeedsName, "buyer"),
        ({"terms": "credito", "due_on": LATER, "tenders": []}, papers.CreditNeedsName, "buyer"),
        ({"tenders": []}, issuing.NotAllPaid, "terms"),
        ({"tenders": [Tender("yape", 1000)]}, issuing.NotAllPaid, "terms"),
        ({"tenders": [Tender("yape", 1801)]}, collecting.AboveDue, "payments-0-amount"),
        (
            {"tenders": [Tender("yape", 800), Tender("efectivo", 1005)]},
            collecting.AboveDue,
            "payments-1-amount",
        ),
        (
            {"tenders": [Tender("yape", 805), Tender("efectivo", 505)]},
            collecting.NoSuchCoin,
            "payments-1-amount",
        ),
        (
            {"tenders": [Tender("efectivo", tendered=1000)]},
            collecting.TooLittle,
            "payments-0-tendered",
        ),
    ],
)
def test_a_paper_that_cannot_be_is_refused(issue, facts, refusal, field):
    with pytest.raises(refusal) as refused:
        issue(**facts)
    assert refused.value.field == field


def test_exactly_seven_hundred_needs_no_name(cast, session, stamp):
    cast.delivers(cast.delia, 140_000, sku=cast.fibre)
    basket = cast.rings_up(Asked(cast.fibre, 140_000, 0))
    paid = [Tender("transferencia")]
    sale = invoices.issue(session, basket, paper="boleta", tenders=paid, **stamp).sale
    assert sales.sale_of(session, sale).total == 70_000


def test_credit_needs_a_name_and_a_later_day(cast, issue):
    terms = {"terms": "credito", "tenders": [], "paper": "factura"}
    with pytest.raises(issuing.DueDayMissing):
        issue(buyer=cast.hotel, **terms)
    with pytest.raises(issuing.DueBeforeSale):
        issue(buyer=cast.hotel, due_on=cast.today["on"], **terms)
    assert issue(buyer=cast.hotel, due_on=LATER, **terms).sale


def test_a_named_buyer_without_a_document_may_buy_on_credit(session, issue):
    abroad = sales.add_buyer(
        session, name="Example Crafts", kind="exportacion", document_type="0", document_number=None
    )
    terms = {"terms": "credito", "tenders": [], "due_on": LATER}
    assert issue(buyer=abroad.code, **terms).sale


def test_the_last_piece_is_sold_once(cast, session, stamp):
    cast.delivers(cast.rosa, 1)
    first, second = (cast.rings_up(Asked(cast.basket, 1, 0)) for _ in range(2))
    paid = {"paper": "boleta", "tenders": [Tender("yape")]}
    invoices.issue(session, first, **paid, **stamp)
    with pytest.raises(NotEnough):
        invoices.issue(session, second, **paid, **stamp)


def test_pieces_come_back_to_their_own_lot_with_a_credit_note(cast, session, issue, today):
    issued = issue(2)
    back = [Back(1, 1, cast.tarapoto)]
    note = invoices.credit(session, sale=issued.sale, lines=back, reason_code="07", **today)
    facts = invoices.facts_of(invoices.document(session, note))
    assert (note, facts.total, facts.modifies.kind) == ("nota_credito-NC01-1", 1800, "nota_venta")
    assert stock_of(session, cast.tarapoto, cast.basket) == 1


@pytest.mark.parametrize(
    ("back", "facts", "refusal", "field"),
    [
        ([(1, 3)], {}, returning.AboveSold, "lines-0-quantity"),
        ([(1, 1), (1, 1)], {}, returning.LineTwice, "lines-1-quantity"),
        ([(2, 1)], {}, returning.UnknownLine, "lines-0-line"),
        ([(1, 0)], {}, returning.NothingBack, None),
        ([(1, 1)], {"on": date(2025, 1, 1)}, returning.BeforeSale, "on"),
        ([(1, 1)], {"reason_code": "01"}, crediting.OnlyAPart, "reason_code"),
    ],
)
def test_a_return_that_cannot_be_is_refused(
    cast, session, issue, today, back, facts, refusal, field
):
    issued = issue(2)
    lines = [Back(line, units, cast.chipaota) for line, units in back]
    with pytest.raises(refusal) as refused:
        invoices.credit(
            session, sale=issued.sale, lines=lines, **{"reason_code": "07"} | today | facts
        )
    assert refused.value.field == field


def test_no_more_comes_back_than_was_sold_however_often(session, issue, today):
    issued = issue(2)
    once = {"sale": issued.sale, "lines": [Back(1, 1, None)], "reason_code": "07"}
    invoices.credit(session, **once, **today)
    invoices.credit(session, **once, **today)
    with pytest.raises(returning.AboveSold):
        invoices.credit(session, **once, **today)


def test_the_portal_s_number_stands_beside_our_own(session, issue, today):
    issued = issue()
    waiting = invoices.to_register(session)
    assert [paper.id for paper in waiting] == [issued.document]
    typed = {"kind": "boleta", "series": "EB01", "number": 12}
    kept = invoices.register(session, sale=issued.sale, **typed, **today)
    assert invoices.main_document(session, issued.sale).id == kept == "boleta-EB01-12"
    assert [paper.id for paper in invoices.documents_of(session, issued.sale)] == [
        issued.document,
        kept,
    ]
    assert invoices.to_register(session) == []


@pytest.mark.parametrize(
    ("typed", "refusal", "field"),
    [
        ({"number": 14}, NotNext, "number"),
        ({"number": 12}, NotNext, "number"),
        ({"series": "E001"}, WrongSeries, "series"),
        ({"on": date(2025, 1, 1)}, portal.BeforeTheSale, "on"),
        ({"kind": "factura", "series": "E001"}, papers.FacturaNeedsRuc, "buyer"),
    ],
)
def test_a_portal_number_that_cannot_be_is_refused(session, issue, today, typed, refusal, field):
    usual = {"kind": "boleta", "series": "EB01", "number": 12} | today
    invoices.register(session, sale=issue().sale, **usual)
    with pytest.raises(refusal) as refused:
        invoices.register(session, sale=issue().sale, **usual | {"number": 13} | typed)
    assert refused.value.field == field


def test_a_sale_is_registered_once(session, issue, today):
    sale = issue().sale
    typed = {"kind": "boleta", "series": "EB01"}
    invoices.register(session, sale=sale, number=12, **typed, **today)
    with pytest.raises(portal.AlreadyRegistered):
        invoices.register(session, sale=sale, number=13, **typed, **today)


def test_money_given_back_is_not_due_again_on_a_later_boleta(cast, session, issue, today):
    sale = issue(2).sale
    cast.fetches()
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    sales.refund(session, sale=sale, method="efectivo", amount=1800, **today)
    kept = invoices.register(session, sale=sale, kind="boleta", series="EB01", number=12, **today)
    facts = invoices.facts_of(invoices.document(session, kept))
    assert [payment.amount for payment in facts.payments] == [3600]


def test_a_credit_note_is_registered_after_its_sale_and_once(cast, session, issue, today):
    sale = issue(2).sale
    back = [Back(1, 1, cast.chipaota)]
    note = invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    typed = {"note": note, "series": "EB01", "number": 1} | today
    with pytest.raises(crediting.SaleNotRegistered):
        invoices.credit_note_in_portal(session, **typed)
    invoices.register(session, sale=sale, kind="boleta", series="EB01", number=12, **today)
    with pytest.raises(crediting.BeforeTheNote):
        invoices.credit_note_in_portal(session, **typed | {"on": date(2025, 12, 1)})
    with pytest.raises(WrongSeries):
        invoices.credit_note_in_portal(session, **typed | {"series": "E001"})
    kept = invoices.credit_note_in_portal(session, **typed)
    facts = invoices.facts_of(invoices.document(session, kept))
    assert (facts.total, facts.modifies.code) == (1800, "EB01-00000012")
    with pytest.raises(crediting.NoteRegistered):
        invoices.credit_note_in_portal(session, **typed | {"number": 2})


def test_papers_wait_for_their_numbers_each_as_long_as_it_has_none(cast, session, issue, today):
    def left():
        wrong = [finding.wrong for finding in (check(session) for check in invoices.CHECKS)]
        assert wrong == [[] for _ in wrong]
        return [paper.id for paper in invoices.to_register(session)]

    sold = issue(2)
    cast.delivers(cast.rosa, 1)
    cheap = cast.rings_up(Asked(cast.basket, 1, 0, discount_bp=7500))
    paid = {"tenders": [Tender("yape")], "at": today["at"], "by": 1}
    small = invoices.issue(session, cheap, paper="nota_venta", **paid)
    assert left() == [sold.document]
    for sale in (small.sale, sold.sale):
        note = invoices.credit(
            session, sale=sale, lines=[Back(1, 1, None)], reason_code="07", **today
        )
    assert left() == [sold.document, note]
    typed = {"kind": "boleta", "series": "EB01", "number": 7}
    invoices.register(session, sale=sold.sale, **typed, **today)
    assert left() == [note]
    invoices.credit_note_in_portal(session, note=note, series="EB01", number=1, **today)
    assert left() == []
    assert left_to_register(session) == 0


@pytest.mark.parametrize(("many", "told"), [(500, 3), (2, 3), (1, 2)])
def test_very_many_that_wait_are_not_all_counted(session, issue, monkeypatch, many, told):
    monkeypatch.setattr(waiting, "MANY", many)
    for _ in range(3):
        issue()
    assert left_to_register(session) == told


def test_the_way_up_finds_the_papers_that_wait(lived):
    path = shipped("migrations") / "versions" / "0020_long_lists.py"
    fill = runpy.run_path(str(path))["_WAITING"]
    with lived.app_context(), transaction() as (session, _at):
        kept = [paper.id for paper in invoices.to_register(session)]
        session.execute(sa.delete(waiting.Unnumbered))
        session.execute(sa.text(fill))
        assert [paper.id for paper in invoices.to_register(session)] == kept
        assert kept
        assert [check(session).wrong for check in invoices.CHECKS] == [[] for _ in invoices.CHECKS]


def test_a_number_of_no_sale_leaves_no_gap(session, issue, today):
    typed = {"kind": "boleta", "series": "EB01"}
    invoices.register(session, sale=issue().sale, number=12, **typed, **today)
    invoices.void_number(session, number=13, note="anulada en el portal", **typed, **today)
    invoices.register(session, sale=issue().sale, number=14, **typed, **today)
    with pytest.raises(NotNext):
        invoices.void_number(session, number=16, note="otra", **typed, **today)


def test_bytes_stay_whatever_is_renamed(cast, session, issue, today):
    issued = issue(buyer=cast.tourist)
    paper = invoices.document(session, issued.document)
    first = invoices.keep_print(session, paper, invoices.render(paper), at=today["at"])
    changed = {"name": "Otro Nombre", "kind": "persona", "document_type": "0"}
    sales.change_buyer(session, cast.tourist, **changed)
    assert invoices.render(paper) == first
    assert invoices.keep_print(session, paper, b"something else", at=today["at"]) == first


def test_no_portal_document_is_dated_tomorrow(session, issue, today):
    typed = {"kind": "boleta", "series": "EB01", "number": 1} | today
    with pytest.raises(FutureDay):
        invoices.register(session, sale=issue().sale, **typed | {"on": LATER})


def test_issuing_writes_the_sale_and_its_payments_in_their_order(session, issue):
    issued = issue(tenders=[Tender("yape", 800, operation="1"), Tender("efectivo")])
    causes = session.scalars(sa.select(Entry.cause).order_by(Entry.id)).all()
    assert causes[-3:] == [f"sale/{issued.sale}", "payment/C0001", "payment/C0002"]
    assert ledger.balance(session, acc.due(issued.sale)) == 0


def test_cash_that_does_not_close_the_sale_is_not_rounded(cast, session, stamp):
    cast.delivers(cast.rosa, 1)
    basket = cast.rings_up(Asked(cast.basket, 1, 3348))
    tenders = [Tender("efectivo", 3340), Tender("yape")]
    sale = invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale
    paid = session.scalars(sa.select(sales.Payment).where(sales.Payment.sale == sale)).all()
    assert {p.method: (p.amount, p.rounding) for p in paid} == {
        "efectivo": (3340, 0),
        "yape": (8, 0),
    }


def test_cash_in_two_notes_is_asked_about_like_one(cast, issue):
    halves = [Tender("efectivo", 180_000), Tender("efectivo")]
    with pytest.raises(collecting.MuchCash):
        issue(200, buyer=cast.hotel, tenders=halves)


def test_a_document_without_its_number_names_nobody(session, issue):
    facts = {"name": "Ana Inventada", "kind": "persona", "document_type": "1"}
    unnumbered = sales.add_buyer(session, code="B-77", **facts).code
    with pytest.raises(papers.BoletaNeedsName):
        issue(50, buyer=unnumbered)
