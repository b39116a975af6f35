"""What is frozen comes back the same, and the paper's sums come from its lines alone."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopshop.domain import invoice as facts
from coopshop.domain.invoice import Invoice
from tests.papers.specimens import credit_note, export, factura, invoice, line, sales_note

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
CENTS = st.integers(-(10**11), 10**11)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
OF_TYPE = {str: WORDS, int: CENTS, date: DAYS, bool: st.booleans()}


def any_of(kind, **special):
    """Any instance of a dataclass whose fields are plain."""
    plain = {name: OF_TYPE[of] for name, of in kind.__annotations__.items() if name not in special}
    return st.builds(kind, **plain | special)


ANY_INVOICE = any_of(
    Invoice,
    issuer=any_of(facts.Issuer),
    buyer=st.none() | any_of(facts.Buyer),
    fx_micros=st.none() | CENTS,
    lines=st.lists(any_of(facts.Line), max_size=4).map(tuple),
    terms=any_of(facts.Terms, due_on=st.none() | DAYS),
    payments=st.lists(any_of(facts.Payment), max_size=3).map(tuple),
    modifies=st.none() | any_of(facts.Modified),
)


@given(ANY_INVOICE)
def test_what_is_frozen_comes_back_the_same(frozen):
    assert Invoice.from_json(*frozen.to_json()) == frozen


@given(ANY_INVOICE)
def test_thawing_and_freezing_again_changes_no_byte(frozen):
    assert Invoice.from_json(*frozen.to_json()).to_json() == frozen.to_json()


def test_personal_data_stay_out_of_the_facts():
    made = factura()
    text, buyer = made.to_json()
    assert made.buyer.name not in text
    assert json.loads(buyer)["document_number"] == made.buyer.document_number
    erased = Invoice.from_json(text, None)
    assert erased.buyer is None
    assert erased.total == made.total
    assert erased.qr.endswith("|2025-01-08|||")


def test_a_float_is_never_frozen():
    with pytest.raises(ValueError, match="cannot be frozen"):
        replace(invoice(), number=1.0).to_json()


def test_a_later_version_is_not_guessed_at():
    text, buyer = invoice().to_json()
    with pytest.raises(ValueError, match="later version"):
        Invoice.from_json(text.replace('"v":1', '"v":2'), buyer)


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (invoice(), "BOLETA DE VENTA ELECTRÓNICA"),
        (factura(), "FACTURA ELECTRÓNICA"),
        (credit_note(), "NOTA DE CRÉDITO ELECTRÓNICA"),
        (sales_note(), "NOTA DE VENTA"),
        (sales_note(fiscal=True), "NOTA DE VENTA"),
        (invoice(series="0001"), "BOLETA DE VENTA"),
        (credit_note(series="NC01", fiscal=False), "NOTA DE CRÉDITO"),
    ],
)
def test_only_what_sunat_knows_is_called_electronic(made, title):
    assert made.title == title


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (invoice(1), "20990000019|03|EB01|12|0.00|12.00|2025-01-08|||"),
        (
            factura(1, discount_bp=0),
            "20990000019|01|E001|4|2.16|14.16|2025-01-08|6|20990001015|",
        ),
        (credit_note(), "20990000019|07|EB01|3|0.00|12.00|2025-01-18|1|99900402|"),
        (sales_note(count=1), "20990000019|00|NV01|852|0.00|12.00|2025-01-08|||"),
    ],
)
def test_the_qr_says_nine_fields_in_the_forms_of_the_xml(made, said):
    assert made.qr == said
    assert said.count("|") == 9


def test_sums_are_those_of_the_lines():
    made = factura()
    assert made.net + made.igv == made.total
    assert made.gross - made.discount == made.net
    assert made.operations == {"gravado": made.net}
    inside = factura(includes=True)
    assert inside.gross - inside.discount == inside.total


def test_what_cash_cannot_pay_is_not_due():
    assert (invoice(1, discount_bp=700).rounding, invoice(1, discount_bp=700).due) == (6, 0)
    assert factura().due == factura().total - 30000


def test_the_legend_of_the_amazon_speaks_of_goods_or_of_services():
    goods, service = line(0), line(8)
    codes = [
        [code for code, _ in invoice(lines=lines).legends]
        for lines in [(goods,), (service,), (goods, service)]
    ]
    assert codes == [["1000", "2001"], ["1000", "2002"], ["1000", "2001", "2002"]]
    assert len(invoice(amazonia=False).legends) == len(export().legends) == 1


def test_dollars_are_said_as_dollars():
    assert export().legends[0][1].endswith("/100 DÓLARES AMERICANOS")
