"""A member's account on A5: one number, its addition, every line, the seal at its foot."""

import re
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from coopshop.paper import statement
from tests.papers.reading import edges, inks, letters, pages, says, squeezed, whole
from tests.papers.specimens import account

LONG = "Ñahui <Río> & Hijos " * 10


def test_it_is_a5_upright():
    page = pypdfium2.PdfDocument(BytesIO(statement.draw([account()])))[0]
    assert [round(side * 25.4 / 72) for side in page.get_size()] == [148, 210]


def test_long_names_and_lines_are_whole_and_stay_on_the_sheet():
    made = account(member_name=LONG, terms=((LONG, 100),), total=100)
    pdf = statement.draw([made])
    assert squeezed(LONG) in whole(pdf)
    left, right = edges(pdf)
    assert left > 10
    assert right < 138


def test_the_same_facts_give_the_same_bytes():
    assert statement.draw([account()]) == statement.draw([account()])


def test_the_number_and_the_addition_say_the_same():
    pdf = statement.draw([account()])
    total = 1208 + 3 * 893 - 1000 - 500
    assert says(pdf, f"Te debemos S/ {total / 100:.2f}")
    assert says(pdf, "Tenías S/ 12.08", "3 × canasta S/ 26.79", "Adelanto −S/ 10.00")
    assert says(pdf, "Te pagamos −S/ 5.00")


def test_what_is_sold_and_not_collected_stands_apart():
    pdf = statement.draw([account()])
    assert says(pdf, "Falta que pague el cliente: S/ 156.00", "9999 canastas S/ 195.00 S/ 156.00")
    assert "Falta" not in whole(statement.draw([account(waiting=())]))


def test_it_is_drawn_in_black_and_in_nothing_else():
    assert inks(statement.draw([account(60)])) == {(0, 0, 0)}


def test_every_figure_has_its_sign_and_its_day_is_as_one_says_it():
    said = "\n".join(pages(statement.draw([account()])))
    assert re.findall(r"(?<!S/ )(?<![\d.,])\d[\d,]*\.\d\d(?!\d)", said) == []
    assert "vie 3 ene canasta" in said


def test_a_day_of_another_year_says_so_and_its_head_says_which_year_it_is():
    old = statement.Line(date(2024, 12, 27), "cesta", 100, 80)
    pdf = statement.draw([account(waiting=(old,))])
    assert says(pdf, "vie 27 dic 2024", "Mi cuenta, del mié 1 ene al vie 31 ene 2025")


def test_the_widest_sums_keep_their_columns():
    line = statement.Line(date(2025, 9, 30), LONG, 9999999, -9999999)
    left, right = edges(statement.draw([account(lines=(line,), waiting=(line,))]))
    assert left > 10
    assert right < 138


@pytest.mark.parametrize("count", range(2, 14))
def test_what_is_not_paid_never_stands_without_its_heading(count):
    waiting = tuple(statement.Line(date(2025, 1, 25), f"cesta {n}", 100, 80) for n in range(30))
    for page in pages(statement.draw([account(count, waiting=waiting)])):
        paid, heading, unpaid = page.partition("Falta que pague")
        assert "cesta" not in paid
        assert ("cesta" in unpaid) == bool(heading)
        assert ("canasta 0" in paid) <= ("Línea por línea" in paid)


def test_a_heading_that_comes_again_says_so():
    first, *later = pages(statement.draw([account(60, waiting=())]))
    assert "Línea por línea\n" in first
    assert later
    assert all("Línea por línea (sigue)" in page for page in later)


def test_the_columns_stand_below_the_heading_of_their_lines():
    said = whole(statement.draw([account()]))
    assert "LíneaporlíneaDíaQuéPagóelclienteParati" in said
    assert "S/156.00DíaQuéPrecioParati" in said


def test_what_is_held_back_is_said_below_the_sum():
    held = "De esto, S/ 132.00 espera una respuesta."
    pdf = statement.draw([account(held=held)])
    assert says(pdf, held)
    assert "espera" not in whole(statement.draw([account()]))


def test_the_seal_stands_at_its_foot_with_where_it_is_checked():
    pdf = statement.draw([account()])
    assert says(pdf, "Sello del libro hasta la página 4501 del vie 31 ene 2025:", "1a2b3c4d5e")
    assert says(pdf, "Compruébalo en https://ejemplo.pe/sello?n=4501&s=1a2b3c4d5e")
    assert "Sello" not in whole(statement.draw([account(entry_on=None)]))


@pytest.mark.parametrize("count", [0, 8, 9, 10, 11, 12, 13, 60, 200])
def test_every_line_stands_once_and_every_page_has_its_foot(count):
    found = pages(statement.draw([account(count)]))
    said = "\n".join(found)
    assert re.findall(r"canasta (\d{4})", said) == [f"{index:04d}" for index in range(count)]
    assert said.count("9999 canastas") == 1
    assert all("1a2b3c4d5e" in page for page in found)


def of_products(count, **changes):
    """An account with so many products in its addition, some with long names."""
    tail = ", con asa y tapa, teñida con huito y achiote en Chipaota"
    sold = tuple((f"1 × cesta {n:03d}{tail if n % 9 == 4 else ''}", 893 + n) for n in range(count))
    terms = (("Tenías", 1208), *sold, ("Adelanto", -1000))
    return account(terms=terms, total=sum(cents for _said, cents in terms), **changes)


COUNTS = [*range(14, 30), 40, 41, 42, 43, 44, 60, 200]


@pytest.mark.parametrize("held", ["", "De esto, S/ 132.00 espera una respuesta. " * 3])
@pytest.mark.parametrize("count", COUNTS)
def test_many_products_flow_to_further_pages_and_nothing_runs_into_the_seal(count, held):
    made = of_products(count, held=held)
    pdf = statement.draw([made])
    found = pages(pdf)
    said = "\n".join(found)
    assert re.findall(r"cesta (\d{3})", said) == [f"{n:03d}" for n in range(count)]
    assert squeezed(held) in squeezed(said)
    for number, page in enumerate(found, 1):
        assert "1a2b3c4d5e" in page
        assert f"Página {number} de {len(found)}" in page or len(found) == 1
        assert made.member_name in page
    for page in letters(pdf):
        assert not [box for box in page if box[1] > 188.5 and box[0] < 191.5]


@pytest.mark.parametrize("count", COUNTS)
def test_each_page_of_an_addition_can_be_added_by_itself(count):
    made = of_products(count)
    so_far, begun = 0, ""
    for page in pages(statement.draw([made])):
        if so_far == made.total:
            break
        found = re.findall(r"(\D*?)(−?)S/ ([\d,]+\.\d\d)", page.partition("Línea por línea")[0])
        if not begun:
            found = found[1:]  # the number in its box
        carried = [_cents(sign, sum_) for said, sign, sum_ in found if "Hasta aquí" in said]
        if begun:
            assert "Te debemos (sigue)" in page
            assert carried.pop(0) == so_far
            found = found[1:]
        *steps, end = found
        so_far += sum(_cents(sign, sum_) for _said, sign, sum_ in steps)
        assert _cents(*end[1:]) == so_far
        assert carried in ([], [so_far])
        begun = page
    assert so_far == made.total


def _cents(sign, sum_):
    cents = int(sum_.replace(",", "").replace(".", ""))
    return -cents if sign else cents


def test_several_members_stand_on_pages_of_their_own():
    found = pages(statement.draw([account(), account(60, member_name="Ana Prueba"), account()]))
    heads = [page for page in found if "Mi cuenta" in page]
    assert len(heads) == 3
    assert "Ana Prueba" in heads[1]
