"""The sheet of a canoe: its QR read back as a phone does, pictures, weight, guide, signatures."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import zxingcpp
from PIL import Image

from coopshop.paper import transfer
from tests.papers.reading import pages, pixels, says
from tests.papers.specimens import journey

TAG = "coopshop:transfer:T013"
LINK = "https://tienda.example.org/inventory/find?code=T013"


def jpeg(colour):
    file = BytesIO()
    Image.new("RGB", (160, 120), colour).save(file, "JPEG")
    return file.getvalue()


def test_a_phone_reads_the_qr_of_every_page():
    for said in (TAG, LINK):
        pdf = transfer.draw(journey(60, scanned=said))
        for page in range(len(pages(pdf))):
            (found,) = zxingcpp.read_barcodes(pixels(pdf, page))
            assert found.text == said


def test_pictures_stand_at_the_head_of_their_rows_on_every_page():
    plain = journey(60)
    pieces = tuple(replace(piece, photo=jpeg("black")) for piece in plain.pieces)
    dark = [
        sum(1 for point in pixels(transfer.draw(made), page, 4).crop((72, 0, 104, 1188)).tobytes()
            if point < 80)
        for made in (plain, replace(plain, pieces=pieces))
        for page in range(2)
    ]  # fmt: skip
    assert dark[2] - dark[0] > 15_000
    assert dark[3] - dark[1] > 5_000


def test_the_load_is_summed_and_weighed_as_far_as_it_is_known():
    made = journey(3)
    one, two, three = made.pieces
    fibre = replace(three, unit="kg", parts=1000, sent=2_500)
    pieces = (replace(one, grams=400), two, fibre)
    weight = 18 * 0.4 + 2.5
    pdf = transfer.draw(replace(made, pieces=pieces))
    assert says(
        pdf, f"37 piezas en 3 líneas. Pesa unos {weight:g} kg, sin contar lo que nadie pesó."
    )
    assert says(transfer.draw(made), "57 piezas en 3 líneas.")
    assert not says(transfer.draw(made), "Pesa")


def test_it_says_who_carries_it_in_which_boat_and_with_which_guide():
    facts = {"phone": "999000111", "boat": "La Ficticia", "expected_on": date(2025, 3, 5)}
    pdf = transfer.draw(journey(guide="05, consignación · T001-7", **facts))
    assert says(pdf, "Segundo Prueba Tapullima · 999000111", "La Ficticia", "5 mar 2025")
    assert says(pdf, "05, consignación · T001-7", "Entrega", "Lleva", "Recibe")


def test_each_part_of_a_loss_says_why_and_who_bears_it():
    made = journey(1)
    why = "2: Se mojó; El fondo comunal\n1: Se perdió; El transportista"
    lost = replace(made.pieces[0], received=15, lost=3, reason=why)
    pdf = transfer.draw(replace(made, pieces=(lost,)))
    assert says(pdf, "2: Se mojó; El fondo comunal", "1: Se perdió; El transportista")
