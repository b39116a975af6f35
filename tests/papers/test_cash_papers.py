"""Papers of the cash: receipts, counted drawers, the cash book."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coopshop.paper import cash_book, cash_count, cash_receipt
from tests.papers.reading import edges, pages, says, squeezed, whole
from tests.papers.specimens import ISSUER

LONG = "Ñahui <Río> & Hijos " * 8


def spent(**changes):
    """Fares out of the shop's drawer."""
    made = cash_receipt.CashReceipt(
        issuer=ISSUER,
        code="M001",
        on=date(2026, 1, 5),
        cash="Caja de la tienda",
        reason="Pasajes",
        amount=1_250,
        currency="PEN",
        payee="Julio Prueba",
        voucher="001-4432",
        note="Combi al puerto",
        written_by="Zoila Prueba",
    )
    return replace(made, **changes)


def counted(count=2, **changes):
    """A drawer that was counted some times."""
    counts = tuple(
        cash_count.Count(
            kind="cierre",
            at=datetime(2026, 1, 6, 1, number, tzinfo=UTC),
            by="Zoila Prueba",
            sums=(
                cash_count.Sums("PEN", 9_000, 8_700 + number),
                cash_count.Sums("USD", 100, 100),
            ),
            pieces=tuple((value, 2) for value in (20_000, 5_000, 500, 50, 10)),
            reason=f"no se sabe {number}",
            stands=number == count - 1,
        )
        for number in range(count)
    )
    made = cash_count.CashCount(
        issuer=ISSUER,
        code="S001",
        cash="Caja de la tienda",
        place="Tienda de Tarapoto",
        on=date(2026, 1, 5),
        counts=counts,
    )
    return replace(made, **changes)


def book(count=3, **changes):
    """A month of a box."""
    lines = tuple(
        cash_book.Line(date(2026, 1, 5), f"C{n:04d}", f"Cobro de la venta V{n:04d}", 2_000, 0)
        for n in range(count)
    )
    made = cash_book.CashBook(
        issuer=ISSUER,
        cash="Caja de la asociación",
        currency="PEN",
        since=date(2026, 1, 1),
        until=date(2026, 1, 31),
        opening=5_000,
        lines=(*lines, cash_book.Line(date(2026, 1, 6), "M001", "Flete", 0, 1_550)),
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("draw", "made"),
    [(cash_receipt.draw, spent), (cash_count.draw, counted), (cash_book.draw, book)],
)
def test_the_same_facts_give_the_same_bytes(draw, made):
    assert draw(made()) == draw(made())


@pytest.mark.parametrize(
    "pdf",
    [
        cash_receipt.draw(spent(payee=LONG, cash=LONG, note=LONG, written_by=LONG)),
        cash_count.draw(counted(cash=LONG, place=LONG)),
        cash_book.draw(book(cash=LONG)),
    ],
)
def test_long_names_are_whole_and_stay_on_the_sheet(pdf):
    assert squeezed(LONG) in whole(pdf)
    left, right = edges(pdf)
    assert left > 14
    assert right < 196


def test_a_receipt_says_the_sum_in_words_twice():
    (said,) = pages(cash_receipt.draw(spent()))
    assert said.count("Recibo de egreso de caja") == 2
    assert said.count("DOCE SOLES CON CINCUENTA CÉNTIMOS, en efectivo") == 2
    assert said.count("001-4432") == 2


def test_a_receipt_of_something_undone_asks_for_no_signature():
    said = whole(cash_receipt.draw(spent(undone="era de otro día")))
    assert said.count(squeezed("Anulado: era de otro día")) == 2
    assert "conforme" not in said


def test_dollars_that_come_in_say_so():
    pdf = cash_receipt.draw(spent(comes_in=True, currency="USD"))
    assert says(pdf, "Recibo de ingreso de caja", "US$ 12.50", "Entregó")


def test_both_counts_stand_on_the_sheet_with_what_differs_and_why():
    pdf = cash_count.draw(counted())
    said = whole(pdf)
    assert said.count("Faltante") == 2
    assert says(pdf, "no se sabe 0", "no se sabe 1", "reemplazado por un conteo posterior")
    assert says(pdf, "Faltante S/ 3.00", "Faltante −2.99", "Sin diferencia 0.00")
    assert whole(pdf).count(squeezed("S/ 200.00 2 400.00")) == 1


def test_a_day_that_was_opened_and_counted_twice_is_one_sheet():
    """An opening, a count that differed, and the one that stands, with its reason."""
    values = (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 10)
    day = counted(3)
    begun, wrong, right = (
        replace(one, pieces=tuple((value, 3) for value in values), sums=one.sums[:1])
        for one in day.counts
    )
    begun = replace(begun, kind="apertura", stands=True, reason="", pieces=begun.pieces[3:])
    (said,) = pages(cash_count.draw(replace(day, counts=(begun, wrong, right))))
    assert "Fiscal o testigo" in said


def test_whoever_signs_sees_the_whole_last_count():
    values = tuple((value, 3) for value in range(20_000, 18_000, -100))
    day = counted(2)
    day = replace(day, counts=tuple(replace(c, pieces=values, stands=True) for c in day.counts))
    *_before, last = pages(cash_count.draw(day))
    assert last.count("S/ 200.00") == last.count("Fiscal o testigo") == 1


@pytest.mark.parametrize("count", [1, 3, 4, 9])
def test_many_counts_fill_pages_and_none_is_lost(count):
    said = "\n".join(pages(cash_count.draw(counted(count))))
    assert re.findall(r"no se sabe (\d)", said) == [str(n) for n in range(count)]
    assert said.count("Fiscal o testigo") == 1


def test_a_cash_book_runs_from_what_was_to_what_is():
    pdf = cash_book.draw(book())
    assert says(pdf, "Había 50.00", "Entró 60.00", "Salió 15.50", "Queda S/ 94.50")
    assert says(pdf, "C0000 Cobro de la venta V0000 20.00 70.00", "M001 Flete 15.50 94.50")


@pytest.mark.parametrize("count", [0, 25, 26, 27, 28, 150])
def test_every_line_of_a_cash_book_stands_once(count):
    found = pages(cash_book.draw(book(count)))
    said = "\n".join(found)
    assert re.findall(r"C(\d{4})", said) == [f"{n:04d}" for n in range(count)]
    assert "Fiscal" in found[-1]
