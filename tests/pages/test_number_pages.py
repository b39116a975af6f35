"""A wrong number of an operation, by browser: put right with a reason, and both are shown."""

import pytest
import sqlalchemy as sa

from coopshop import beginning, cash, invoices, orders, sales
from coopshop.cli import CHECKS
from coopshop.sales import Asked
from tests.cast import Cast
from tests.pages.kit import hidden
from tests.pages.slips import beside, links, send, text
from tests.papers.reading import squeezed, whole

RIGHT = "/cash/numbers/right"
WHY = "lo leí mal"


@pytest.fixture
def desk(client, write, sign_in):
    """By Yape: V0001 with 77, V0002 without a number, money ahead of P001 without one."""
    sign_in("tesorera")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 9)
        for number in ("77", None):
            tenders = [invoices.Tender("yape", operation=number)]
            basket = cast.rings_up(Asked(cast.basket, 1, 0))
            invoices.issue(session, basket, paper="boleta", tenders=tenders, at=at, by=1)
        lines = (Asked(cast.basket, 3, 2_000),)
        wanted = orders.Wanted(buyer=cast.hotel, price_list="MINORISTA", used="here", lines=lines)
        today = cast.today
        order = orders.order(session, wanted, promised=today["on"], **today)
        orders.pay_ahead(session, order=order, method="yape", amount=1_000, **today)
    return client


def type_later(desk, code, number):
    page = desk.get("/till/operations")
    typed = hidden(page.text) | {f"number-{code}": number, "numbers": "y"}
    assert desk.post("/till/operations", data=typed).status_code == 303


def put_right(desk, cause, number, why=WHY, **more):
    return send(desk, f"{RIGHT}/{cause}", operation=number, why=why, **more)


def laws(write):
    with write() as (session, _at):
        return [law.__name__ for law in CHECKS if law(session).wrong]


def test_a_number_typed_later_is_put_right_and_both_stay(desk, write):
    type_later(desk, "C0002", "780")
    assert "780" in text(desk.get("/sales/V0002"))
    assert f"{RIGHT}/payment/C0002" in links(desk.get("/till/operations"))
    page = put_right(desk, "payment/C0002", "78").location
    assert page == "/cash/numbers/payment/C0002"
    story = text(desk.get(page))
    assert "Operación 78 De Cobro C0002" in story
    assert f"78 5 ene 2026, 12:00 Persona tesorera {WHY} Este vale 780" in story
    assert "Estaba mal" in story
    shown = desk.get("/sales/V0002")
    assert "78 antes: 780" in text(shown)
    assert page in links(shown)
    book = text(desk.get("/ledger/"))
    assert "Número de operación corregido: Cobro C0002" in book
    assert laws(write) == []


def test_a_number_typed_with_the_sale_is_put_right_too(desk, write):
    assert put_right(desk, "payment/C0001", "79").status_code == 303
    assert put_right(desk, "payment/C0001", "80", "otra vez").status_code == 303
    assert "80 antes: 77, 79" in text(desk.get("/sales/V0001"))
    assert laws(write) == []


def test_the_wrong_number_may_pay_and_the_right_one_pays_once(desk, write):
    type_later(desk, "C0002", "780")
    refused = put_right(desk, "payment/C0002", "0077")
    assert refused.status_code == 409
    assert "es la de V0001" in text(refused)
    put_right(desk, "payment/C0001", "81")
    assert put_right(desk, "payment/C0002", "0077").status_code == 303
    used = put_right(desk, "payment/C0002", "081")
    assert "es la de V0001" in text(used)
    type_later(desk, "deposit/G001", "780")
    back = put_right(desk, "payment/C0002", "780")
    assert "es la de G001" in text(back)
    assert laws(write) == []


@pytest.mark.parametrize("other", ["payment/C0002", "deposit/G001"])
def test_two_that_were_swapped_take_each_others_number_once_somebody_says_so(desk, write, other):
    type_later(desk, other.partition("/")[2] if "C0" in other else other, "780")
    asked = put_right(desk, "payment/C0001", "0780")
    assert asked.status_code == 409
    code = "V0002" if "C0" in other else "G001"
    assert f"780 es la de {code}. ¿Se escribieron al revés?" in text(asked)
    assert f"{code} queda con 77" in text(asked)
    assert "antes:" not in text(desk.get("/sales/V0001"))
    assert put_right(desk, "payment/C0001", "0780", confirmed="y").status_code == 303
    assert "0780 antes: 77" in text(desk.get("/sales/V0001"))
    assert "77 antes: 780" in text(desk.get("/sales/V0002" if "C0" in other else "/orders/P001"))
    assert laws(write) == []
    assert put_right(desk, other, "780", confirmed="y").status_code == 303
    assert "780 antes: 780, 77" in text(
        desk.get("/sales/V0002" if "C0" in other else "/orders/P001")
    )
    assert laws(write) == []


@pytest.mark.parametrize(
    ("number", "why", "box", "said"),
    [
        ("00-77", WHY, "operation", "Ese es el número que ya tiene"),
        ("-", WHY, "operation", "letras y cifras"),
        ("", WHY, "operation", "Llene este dato"),
        ("78", "", "why", "Llene este dato"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(desk, number, why, box, said):
    refused = put_right(desk, "payment/C0001", number, why)
    assert refused.status_code in (409, 422)
    assert said in beside(refused, box)
    assert "antes:" not in text(desk.get("/sales/V0001"))


def test_there_is_no_page_of_what_has_no_number_or_does_not_stand(desk, write):
    for cause in ("payment/C0002", "payment/C0099", "sale/V0001", "deposit/G001"):
        for page in ("/cash/numbers", RIGHT):
            assert desk.get(f"{page}/{cause}").status_code == 404
    with write() as (session, at):
        sales.undoing.unpay(session, "C0001", why="error", at=at, by=1)
    assert desk.get("/cash/numbers/payment/C0001").status_code == 404
    assert "/cash/numbers/payment/C0001" not in links(desk.get("/sales/V0001"))


def test_money_ahead_shows_its_number_on_the_order_and_on_its_receipt(desk, write):
    type_later(desk, "deposit/G001", "4455")
    shown = desk.get("/orders/P001")
    assert "Yape 4455 S/ 10.00" in text(shown)
    assert "/cash/numbers/deposit/G001" in links(shown)
    put_right(desk, "deposit/G001", "4456")
    assert "4456 antes: 4455" in text(desk.get("/orders/P001"))
    assert squeezed("operación 4456") in whole(desk.get("/orders/deposits/G001.pdf").data)
    assert laws(write) == []


def test_an_old_debt_shows_the_number_of_its_payment(desk, write):
    with write() as (session, at):
        today = {"on": at.date(), "at": at, "by": 1}
        hotel = session.scalars(
            sa.select(sales.Buyer.code).where(sales.Buyer.kind == "hotel")
        ).one()
        page = beginning.keep(session, photos=[b"JPEG"], words="página 1", **today)
        seen = beginning.on_page(session, page, **today)
        debt = beginning.open_debt(session, seen, buyer=hotel, amount=3_000, note="canastas")
        beginning.collect(session, opening=debt, method="plin", amount=1_000, **today)
        cash.tell_later(session, f"old-payment/{debt}/1", "9", **today)
    shown = desk.get(f"/beginning/openings/{debt}")
    assert "Plin 9 S/ 10.00" in text(shown)
    put_right(desk, f"old-payment/{debt}/1", "10")
    assert "10 antes: 9" in text(desk.get(f"/beginning/openings/{debt}"))
    assert laws(write) == []


@pytest.mark.parametrize("role", ["vendedora", "fiscal"])
def test_others_read_the_story_and_put_nothing_right(desk, sign_in, role):
    sign_in(role)
    page = desk.get("/cash/numbers/payment/C0001")
    assert page.status_code == 200
    assert f"{RIGHT}/payment/C0001" not in links(page)
    assert desk.get(f"{RIGHT}/payment/C0001").status_code == 403
