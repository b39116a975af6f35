"""What buyers owe by age, currencies apart; how they are reached; reminders drafted."""

from datetime import timedelta

import pytest

from coopshop import invoices, sales
from coopshop.sales import Asked, aging, contacts, reminding


@pytest.fixture
def owes(cast, session, today):
    """`owes(days, units)`: the hotel owes since a sale whose day of payment is so many days ago."""
    cast.delivers(cast.rosa, 60)

    def owes(late, units=1, buyer=None, **facts):
        now = {"on": today["on"] - timedelta(days=late + 10), "at": today["at"]}
        basket = cast.rings_up(
            Asked(cast.basket, units, 0), buyer=buyer or cast.hotel, **now, **facts
        )
        terms = {"terms": "credito", "due_on": today["on"] - timedelta(days=late)}
        stamp = {"at": today["at"], "by": 1}
        return invoices.issue(session, basket, paper="boleta", **terms, **stamp).sale

    return owes


def test_what_is_due_is_put_by_age_and_by_buyer(owes, cast, session, today):
    for late in (-3, 0, 1, 30, 31, 61, 91):
        owes(late)
    owes(5, units=2, buyer=cast.tourist)
    owed = aging.owed(session, today["on"])
    assert [one.late for one in owed] == [91, 61, 31, 30, 5, 1, 0, -3]
    hotel, tourist = aging.by_buyer(owed)
    assert hotel.by_age == (3_600, 3_600, 1_800, 1_800, 1_800)
    assert (hotel.total, tourist.by_age) == (12_600, (0, 3_600, 0, 0, 0))
    assert aging.in_all(owed) == {"PEN": (3_600, 7_200, 1_800, 1_800, 1_800)}


def test_currencies_stay_apart_and_what_is_paid_is_gone(owes, cast, session, today):
    paid = owes(5)
    owes(5, price_list="EXPORT", fx_micros=3_500_000, used="abroad", buyer=cast.tourist)
    sales.collect(session, sale=paid, method="yape", **today)
    assert aging.in_all(aging.owed(session, today["on"])) == {"USD": (0, 600, 0, 0, 0)}
    assert aging.owed(session, today["on"], buyer=cast.hotel) == []


def test_what_we_owe_a_buyer_is_not_set_off(owes, cast, session, today):
    sale = owes(5)
    sales.collect(session, sale=sale, method="yape", **today)
    back = [sales.Back(line=1, units=1, restock=cast.chipaota)]
    invoices.credit(session, sale=sale, lines=back, reason_code="07", **today)
    assert aging.owed(session, today["on"]) == []


def test_a_reminder_names_each_sale_and_the_sum(owes, cast, session, today):
    first, second = owes(5), owes(-4, units=2)
    owed = aging.owed(session, today["on"], buyer=cast.hotel)
    words = reminding.reminder(session, "Hotel Río", owed, today["on"])
    assert f"• Venta {first} del 21 dic 2025: S/ 18.00, venció el 31 dic 2025" in words
    assert f"• Venta {second} del 30 dic 2025: S/ 36.00, vence el 9 ene 2026" in words
    assert "Total: S/ 54.00" in words
    for _ in range(10):
        owes(1)
    owed = aging.owed(session, today["on"], buyer=cast.hotel)
    assert "… y 4 más" in reminding.reminder(session, "Hotel Río", owed, today["on"])


def test_how_a_buyer_is_reached_is_kept_changed_and_forgotten(cast, session, today):
    assert contacts.contact_of(session, cast.hotel).phone is None
    contacts.keep_contact(session, cast.hotel, phone="51999888777", email="a@ejemplo.pe")
    assert sales.contact_of(session, cast.hotel).phone == "51999888777"
    contacts.keep_contact(session, cast.hotel, phone=None, email=None)
    assert contacts.contact_of(session, cast.hotel).email is None
    contacts.note_drafted(session, cast.hotel, "Buenos días", at=today["at"], by=1)
    assert [one.words for one in contacts.drafted(session, cast.hotel)] == ["Buenos días"]
    assert contacts.last_drafted(session) == {cast.hotel: today["at"]}
