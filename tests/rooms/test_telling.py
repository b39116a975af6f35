"""What she is told: each thing once, what came back and what was undone too, with the true sum."""

from datetime import timedelta

import pytest

from coopshop import invoices, ledger, members, payouts, sales
from coopshop.maker import account, news, telling
from coopshop.sales import Back


@pytest.fixture
def text(app, session, cast, today):
    """The message she would get now; drafted, so that the next one begins after it."""
    cast.fetches()

    def text(*, drafted=True):
        found = news.news(session, cast.rosa, today["on"])
        with app.test_request_context():
            said = telling.message(account.owed(session, cast.rosa, today["on"]), found)
        if drafted and found:
            upto = news.last_page(session)
            when = {"upto": upto, "at": today["at"] + timedelta(seconds=upto), "by": 1}
            news.note_drafted(session, cast.rosa, said, **when)
        return said if found else ""

    return text


def test_a_piece_that_was_sold_is_told_with_price_share_and_sum(cast, text):
    cast.delivers(cast.rosa, 3)
    cast.buys(1)
    assert text().splitlines() == [
        "Rosa, se vendió tu canasta de bombonaje en S/ 18.00. Para ti S/ 14.40.",
        "",
        "Te debemos: S/ 14.40",
    ]
    assert text() == ""
    cast.buys(2)
    assert text().splitlines()[0] == (
        "Rosa, se vendió 2 × canasta de bombonaje en S/ 36.00. Para ti S/ 28.80."
    )


def test_a_payout_is_told_and_begins_the_addition(cast, session, today, text):
    cast.delivers(cast.rosa, 3)
    cast.buys(2)
    payouts.owe(session, member=cast.rosa, kind="adelanto", amount=1_000, **today)
    payouts.settle(session, member=cast.rosa, amount=1_500, **today)
    said = text()
    assert "Te pagamos S/ 15.00 el lun 5 ene (efectivo)." in said
    assert said.endswith("Te debemos: S/ 3.80")
    cast.buys(1)
    assert text().splitlines()[2:] == [
        "Te debemos: S/ 18.20",
        "· Quedó de tu último pago: S/ 3.80",
        "· 1 × canasta de bombonaje: S/ 14.40",
    ]


def test_what_the_buyer_has_not_paid_is_told_as_such(cast, session, today, text):
    cast.delivers(cast.rosa, 2)
    basket = cast.rings_up(sales.Asked(cast.basket, 2, 0), buyer=cast.hotel)
    late = {"paper": "factura", "terms": "credito", "due_on": today["on"] + timedelta(days=9)}
    invoices.issue(session, basket, **late, at=today["at"], by=1)
    said = text()
    assert "Para ti S/ 28.80. Falta que pague el cliente." in said
    assert said.splitlines()[2:] == [
        "No te debemos nada: S/ 0.00",
        "Vendido. Falta que pague el cliente: S/ 28.80",
    ]


def test_what_came_back_is_told_if_its_sale_was(cast, session, today, text):
    cast.delivers(cast.rosa, 3)
    sale = cast.buys(2)
    text()
    back = [Back(1, 1, cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    assert "el cliente devolvió 1 × canasta de bombonaje: S/ 14.40 menos para ti." in text()
    sale = cast.buys(2)
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    said = text()
    assert "se vendió tu canasta de bombonaje en S/ 18.00. Para ti S/ 14.40." in said
    assert "menos para ti" not in said


def test_a_sale_that_was_undone_is_called_back_only_if_it_was_told(cast, session, today, text):
    cast.delivers(cast.rosa, 3)
    stamp = {"at": today["at"], "by": 1}
    invoices.undo(session, cast.buys(1), why="error", **stamp)
    assert text() == ""
    sale = cast.buys(1)
    text()
    invoices.undo(session, sale, why="error", **stamp)
    assert "se anuló la venta de 1 × canasta de bombonaje: no cuenta." in text()


def test_a_payout_that_was_undone_is_called_back_only_if_it_was_told(cast, session, today, text):
    cast.delivers(cast.rosa, 3)
    cast.buys(2)
    code = payouts.settle(session, member=cast.rosa, **today)
    assert "Te pagamos S/ 28.80" in text()
    ledger.reverse(session, f"payout/{code}", why="no vino", **today)
    said = text()
    assert "se anuló el pago de S/ 28.80 del lun 5 ene." in said
    assert said.endswith("Te debemos: S/ 28.80")


def test_many_sales_are_told_one_by_one_up_to_a_number(cast, text):
    cast.delivers(cast.rosa, 20)
    for _ in range(11):
        cast.buys(1)
    said = text().splitlines()
    assert sum("se vendió tu" in line.lower() for line in said) == telling.NAMED
    assert said[telling.NAMED] == "Y otras: 3. Para ti S/ 43.20."


def test_who_can_be_told_stands_in_the_list_until_she_was(cast, session, today, text):
    cast.delivers(cast.rosa, 3)
    cast.delivers(cast.nelly, 3)
    cast.buys(1)
    members.keep_phone(session, cast.rosa, "51999888777", at=today["at"])
    (one,) = news.waiting(session, today["on"])
    assert (one.member.code, one.phone, dict(one.counts)) == (cast.rosa, "51999888777", {"sold": 1})
    text()
    assert news.waiting(session, today["on"]) == []
    (kept,) = news.drafted(session, cast.rosa)
    assert kept.words.startswith("Rosa, se vendió")


def test_what_is_older_than_a_month_is_no_news_to_who_was_never_told(cast, session, today):
    cast.delivers(cast.rosa, 1)
    cast.buys(1)
    later = today["on"] + timedelta(days=news.DAYS)
    assert news.news(session, cast.rosa, later)
    assert not news.news(session, cast.rosa, later + timedelta(days=1))
    assert news.waiting(session, later + timedelta(days=1)) == []


def test_her_number_is_written_over_and_forgotten(cast, session, today):
    members.keep_phone(session, cast.rosa, "51999888777", at=today["at"])
    members.keep_phone(session, cast.rosa, "51999888666", at=today["at"])
    assert members.phone_of(session, cast.rosa) == "51999888666"
    members.drop_phone(session, cast.rosa)
    assert members.phone_of(session, cast.rosa) is None


def test_that_the_buyer_has_paid_is_told_of_a_sale_told_before(cast, session, today, text):
    cast.delivers(cast.rosa, 2)
    basket = cast.rings_up(sales.Asked(cast.basket, 1, 0), buyer=cast.hotel)
    late = {"paper": "factura", "terms": "credito", "due_on": today["on"] + timedelta(days=9)}
    sale = invoices.issue(session, basket, **late, at=today["at"], by=1).sale
    assert "Falta que pague el cliente." in text()
    sales.collect(session, sale=sale, method="yape", amount=1_000, operation="1", **today)
    assert text() == ""
    sales.collect(session, sale=sale, method="yape", amount=800, operation="2", **today)
    (one,) = news.waiting(session, today["on"])
    assert dict(one.counts) == {"collected": 1}
    assert text().splitlines() == [
        "Rosa, ya pagaron tu canasta de bombonaje. Para ti S/ 14.40.",
        "",
        "Te debemos: S/ 14.40",
    ]
    assert text() == ""


def test_what_is_held_back_is_said_with_the_sum(cast, session, today, text):
    members.decide_rule(session, key="dispute_holds", since=today["on"], value="si")
    cast.delivers(cast.rosa, 2)
    sale = cast.buys(1)
    payouts.dispute(session, member=cast.rosa, about=f"sale/{sale}", words=None, **today)
    assert text().endswith("Te debemos: S/ 14.40\nDe esto, S/ 14.40 espera una respuesta.")
    month = account.between(session, cast.rosa, today["on"], today["on"], today["on"])
    assert month.held == 1_440
    before = today["on"] - timedelta(days=1)
    assert account.between(session, cast.rosa, before, before, today["on"]).held == 0
