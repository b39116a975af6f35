"""She says that a line is not right: her own lines only, once, with or without words and photo."""

import io
import re

import pytest
from PIL import Image

from coopshop import catalog, payouts
from coopshop.db import db, transaction
from coopshop.domain.showing import money
from tests.pages.entering import enter
from tests.pages.kit import hidden
from tests.pages.slips import beside, send, text


@pytest.fixture
def hers(client_of):
    return client_of("socia", "AW-01")


@pytest.fixture
def client_of(lived):
    def client_of(role, member=None):
        client = enter(lived, role, member)
        with client.session_transaction() as cookie:
            cookie["language"] = "en"
        return client

    return client_of


@pytest.fixture
def ask(lived):
    """What the book says now."""

    def ask(question):
        with lived.app_context():
            return question(db.session())

    return ask


def picture() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (6.0, 30.0, 0.0)}
    Image.new("RGB", (900, 600), "#a63a17").save(file, "JPEG", exif=exif)
    return file.getvalue()


LINE = "/yo/no-esta-bien/payout/L002"


def test_one_press_is_enough(hers, client_of, ask):
    before = len(ask(payouts.open_disputes))
    answer = send(hers, LINE)
    assert answer.status_code == 303
    shown = text(hers.get(answer.location))
    assert "Waits for an answer" in shown
    assert len(ask(payouts.open_disputes)) == before + 1
    desk = client_of("tesorera")
    assert "Disputes without an answer" in text(desk.get("/"))
    code = answer.location.rpartition("/")[2]
    assert code in text(desk.get("/payouts/disputes/"))
    assert f"Not right: {code}" in text(desk.get("/payouts/statement/AW-01?month=2026-01"))


def test_the_line_is_marked_for_her_in_words_too(hers):
    assert "Not right?" in text(hers.get("/yo/pagos/L002"))
    said = send(hers, LINE).location
    page = hers.get("/yo/pagos/L002")
    assert "I said: not right" in text(page)
    assert said in page.text
    assert said in hers.get("/yo/decir").text
    assert hers.get(LINE).location == said


def test_words_and_photo_come_along_without_the_place(hers, client_of):
    slip = {"words": "Me dieron S/ 10 menos", "photo": (io.BytesIO(picture()), "foto.jpg")}
    code = send(hers, LINE, **slip).location.rpartition("/")[2]
    assert "S/ 10 menos" in text(hers.get(f"/yo/dicho/{code}"))
    desk = client_of("fiscal")
    kept = desk.get(f"/payouts/disputes/{code}/photo.jpg")
    assert kept.mimetype == "image/jpeg"
    with Image.open(io.BytesIO(kept.data)) as found:
        assert max(found.size) == 640
        assert not found.getexif()
    assert f"/payouts/disputes/{code}/photo.jpg" in desk.get(f"/payouts/disputes/{code}").text
    other = client_of("socia", "AW-02")
    assert other.get(f"/payouts/disputes/{code}/photo.jpg").status_code == 404
    assert other.get(f"/yo/dicho/{code}").status_code == 404


def test_the_answer_is_shown_where_she_asked(hers, client_of):
    code = send(hers, LINE).location.rpartition("/")[2]
    slip = {"reason": "Se contó de nuevo: faltaba un billete", "on": "2026-01-05"}
    address = f"/payouts/disputes/{code}/answer"
    assert send(client_of("tesorera"), address, **slip).status_code == 303
    shown = text(hers.get(f"/yo/dicho/{code}"))
    assert "Answered" in shown
    assert "faltaba un billete" in shown
    assert "It is right now" not in shown


def test_she_may_take_it_back_once(hers, ask):
    code = send(hers, LINE).location.rpartition("/")[2]
    token = hers.get(f"/yo/dicho/{code}").text.split('name="csrf_token" value="')[1]
    slip = {"csrf_token": token.split('"')[0]}
    for _tap in range(2):
        assert hers.post(f"/yo/dicho/{code}/ya-esta-bien", data=slip).status_code == 303
    assert code not in [one.row.code for one in ask(payouts.open_disputes)]
    assert "The member says that it is right." in text(hers.get(f"/yo/dicho/{code}"))


@pytest.mark.parametrize(
    "about", ["payout/L999", "sale/V9999", "consent/AW-01/photo/1", "x", "debit/X001/..", "%00"]
)
def test_a_line_that_is_not_hers_is_not_there(hers, client_of, about):
    assert hers.get(f"/yo/no-esta-bien/{about}").status_code == 404
    assert client_of("socia", "AW-02").get(LINE).status_code == 404
    assert client_of("tesorera").get(LINE).status_code == 403


def test_too_many_words_are_told_and_kept(hers):
    answer = send(hers, LINE, words="x" * 100_000)
    assert answer.status_code == 422
    assert beside(answer, "words") == "That is very long. Write less."
    assert "x" * 500 in answer.text


def points(width: int, height: int, form: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 128).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("address", [LINE, "/yo/falta-algo/piece-CAN"])
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"<svg/>", "Esa foto no sirve. Manda otra."),
        (points(6_000, 6_000, "PNG"), "La foto es muy grande. Manda otra, o manda sin foto."),
        (bytes(21 * 1024 * 1024), "La foto es muy grande. Manda otra, o manda sin foto."),
    ],
)
def test_a_photo_is_refused_in_few_words_to_her(lived, address, sent, said):
    rosa = enter(lived, "socia", "AW-01")
    answer = send(rosa, address, words="se rompió", photo=(io.BytesIO(sent), "foto.jpg"))
    assert answer.status_code == 422
    assert beside(answer, "photo") == said
    assert "Todavía no se mandó. Mira abajo." in text(answer)
    assert "se rompió" in answer.text
    assert "Revise" not in text(answer)


def test_more_than_any_photo_is_refused_to_her_in_few_words_too(lived):
    rosa = enter(lived, "socia", "AW-01")
    answer = rosa.post(LINE, data={"photo": (io.BytesIO(bytes(25 * 1024 * 1024)), "video.mp4")})
    assert answer.status_code == 413
    assert "No se mandó nada. Vuelve atrás y manda otra, o manda sin foto." in text(answer)


def test_a_photo_of_fifty_million_points_is_taken(lived):
    rosa = enter(lived, "socia", "AW-01")
    answer = send(rosa, LINE, photo=(io.BytesIO(points(8_160, 6_120)), "foto.jpg"))
    assert answer.status_code == 303
    code = answer.location.rpartition("/")[2]
    kept = rosa.get(f"/payouts/disputes/{code}/photo.jpg").data
    assert Image.open(io.BytesIO(kept)).size == (640, 480)


def test_two_slips_for_one_line_are_one_dispute(hers):
    first, second = (hidden(hers.get(LINE).text) for _time in range(2))
    assert hers.post(LINE, data=first).status_code == 303
    twice = hers.post(LINE, data=second)
    assert twice.status_code == 409
    assert "You said so before" in text(twice)
    assert hers.post(LINE, data=first).status_code == 303  # the same press, come again


def test_a_sale_is_one_line_however_it_is_named(hers, ask):
    told = ask(lambda session: payouts.line_of(session, "payment/C0001"))
    assert told.startswith("sale/")
    assert ask(lambda session: payouts.line_of(session, "reversal/debit/X001")) == "debit/X001"
    location = send(hers, "/yo/no-esta-bien/payment/C0001").location
    assert hers.get(f"/yo/no-esta-bien/{told}").location == location


def test_beside_every_line_of_her_money_there_is_a_way_to_say_no(hers):
    """Sums of lines (a term, a total) have none: they open into lines that do."""
    seen = 0
    for address in ("/yo/falta", "/yo/pagos/L002", "/yo/ventas/V0001/1"):
        page = hers.get(address)
        if page.status_code == 200:
            ways = re.findall(r'href="/yo/(?:no-esta-bien|dicho)/[^"]+"', page.text)
            assert ways, address
            seen += len(ways)
    assert seen > 3


def test_three_times_of_one_line_and_then_she_is_asked_to_talk(hers, ask):
    about = LINE.removeprefix("/yo/no-esta-bien/")
    told = [one.row.about for one in ask(payouts.every_dispute)].count(about)
    for _time in range(3 - told):
        said = send(hers, LINE).location
        token = hers.get(said).text.split('name="csrf_token" value="')[1].split('"')[0]
        hers.post(f"{said}/ya-esta-bien", data={"csrf_token": token})
    before = len(ask(payouts.every_dispute))
    answer = send(hers, LINE)
    assert answer.status_code == 409
    assert "Talk to the treasurer" in text(answer)
    assert len(ask(payouts.every_dispute)) == before


def test_a_dispute_of_another_is_as_if_there_were_none(hers, client_of):
    code = send(hers, LINE).location.rpartition("/")[2]
    other = client_of("socia", "AW-02")
    for way in ("", "/photo.jpg"):
        theirs, none = (other.get(f"/payouts/disputes/{one}{way}") for one in (code, "R999"))
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert text(theirs).replace(code, "R999") == text(none)
    assert "There is no dispute R999" in text(client_of("fiscal").get("/payouts/disputes/R999"))


def test_a_payment_says_which_line_it_did_not_pay(hers, client_of, ask):
    left = ask(lambda session: payouts.left_by(session, session.get(payouts.Payout, "L002")))
    assert left
    shown, desk = text(hers.get("/yo/pagos/L002")), text(client_of("fiscal").get("/payouts/L002"))
    for cents in left.values():
        assert shown.lower().count(f"not paid this time: {money(cents)}".lower()) == 1
        assert f"Stayed in her balance: {money(cents)}" in desk


def test_beside_what_became_of_her_pieces_there_is_a_way_to_say_no_too(hers, client_of):
    """Rejected, lost on the way, given away: also where no money moved. It holds nothing back."""
    lots = re.findall(r'href="(/yo/piezas/[^"?]+)"', hers.get("/yo/piezas").text)
    ways = {
        way
        for lot in lots
        for way in re.findall(r'href="(/yo/no-esta-bien/[^"]+)"', hers.get(lot).text)
    }
    kinds = {way.split("/")[3] for way in ways}
    assert kinds >= {"delivery", "arrival", "adjustment", "sale"}
    for kind, words in (("delivery", "Delivery"), ("arrival", "For lost pieces")):
        (way, *_more) = sorted(one for one in ways if one.split("/")[3] == kind)
        assert client_of("socia", "AW-02").get(way).status_code == 404
        assert words in text(hers.get(way))
        code = send(hers, way).location.rpartition("/")[2]
        assert words in text(hers.get("/yo/decir"))
        assert "Waits for an answer" in text(hers.get(f"/yo/dicho/{code}"))
        assert "Held back" not in text(client_of("fiscal").get(f"/payouts/disputes/{code}"))


def test_what_was_left_from_a_payment_can_be_disputed_as_that_payment(hers):
    first_page = hers.get("/yo/").text
    assert "/yo/no-esta-bien/payout/L002" in first_page
    assert "/yo/no-esta-bien/payout/L002" in hers.get("/yo/pagos/L002").text


def test_a_line_is_called_as_on_her_other_pages(hers, lived):
    with lived.app_context(), transaction() as (session, _at):
        catalog.change_product(session, "CAN", name_en="Basket")
    delivery = text(hers.get("/yo/no-esta-bien/delivery/D0001"))
    assert "Delivery D0001" in delivery
    assert "Delivery · Delivery" not in delivery
    for page in ("/yo/no-esta-bien/sale/V0001", "/yo/piezas/D0001", "/yo/"):
        assert re.search(r"\d × basket", text(hers.get(page))), page
