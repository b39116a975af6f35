"""Cards that let a telephone in: whatever a name, what to do stands clear of it."""

from datetime import date

import pypdfium2
import pytest

from coopshop.paper import phone_cards

NAMES = (
    "Floricelda Amasifuén Isuiza",
    "Adelfa Pashanasi Shupingahua",
    "María del Rosario de las Mercedes Shupingahua Amasifuén de Tapullima",
    "Ana",
)


def lines(pdf):
    """Each line of letters with its lowest and highest edge, in mm from the page's foot."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        found = [text.get_rect(n) for n in range(text.count_rects())]
        said = [text.get_text_bounded(*rect) for rect in found]
    return [
        (one, low / 72 * 25.4, high / 72 * 25.4)
        for one, (_, low, _, high) in zip(said, found, strict=True)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_long_name_keeps_clear_of_what_to_do(name):
    card = phone_cards.PhoneCard(name, "https://ejemplo.pe/e/h1CWY5JlbLPrLRYJ8l7DJetk", date.max)
    found = lines(phone_cards.draw([card], "Asociación"))
    first = next(high for said, _low, high in found if said.startswith("1. "))
    lowest = min(low for said, low, _high in found if said.split()[0] in name.split())
    assert lowest - first > 2
