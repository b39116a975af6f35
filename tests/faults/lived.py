"""A short life of the cooperative in which everything happens at least once."""

from datetime import timedelta
from pathlib import Path

from flask import Flask

from coopshop import (
    beginning,
    cash,
    catalog,
    complaints,
    exchange,
    inventory,
    invoices,
    ledger,
    members,
    orders,
    payouts,
    production,
    sales,
)
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from coopshop.ledger import pads
from coopshop.maker import leaving
from coopshop.members import consents
from tests.papers import cdrs, ubl
from tests.scenarios import small_folder

#: What opens the sheet of the complaints book.
TOKEN = "a-token-of-the-consumer-that-nobody-guesses"


def live(app: Flask, folder: Path) -> None:
    """Read the small folder in, then work at the desk, then print a paper."""
    with app.app_context():
        with transaction() as (session, at):
            exchange.import_folder(session, small_folder.write(folder), at=at)
        with transaction() as (session, at):
            _at_the_desk(session, {"on": day_of(at), "at": at, "by": 1})
        _printed()


def _at_the_desk(session, today) -> None:
    _goods(session, today)
    sold = _sale(session, today)
    _portal(session, today, sold)
    _back(session, today, sold)
    _members(session, today)
    _drawer(session, today)
    _order(session, today)
    _notebook(session, today)
    _forgotten(session, today)
    _complaint(session, today)


def _complaint(session, today) -> None:
    """A sheet, its answer, and more to it."""
    stamp = {"on": today["on"], "at": today["at"]}
    words = complaints.Filed(
        *("reclamo", "producto", "Carla Prueba", "Jr. Inventado 1", "1", "99900101"),
        *("una canasta", "se soltó el asa", "otra igual", "999 888 777", "carla@ejemplo.pe"),
        *(True, "Ana Prueba", 5_000, "EB01-9", today["on"], "007"),
    )
    code = complaints.file(session, words, way="papel", token=TOKEN, **stamp)
    complaints.answer(session, code, note="le damos otra", done="se cambió", **today)
    complaints.add(session, code, note="ya está lista", **today)


def _order(session, today) -> None:
    """Quoted, ordered, paid ahead, a part given back, the rest kept, called off."""
    lines = (sales.Asked("CAN", 2, 0),)
    wanted = orders.Wanted("B-301", "TIENDA", "here", lines, note="para la feria")
    quoted = orders.quote(session, wanted, valid_until=today["on"], **today)
    code = orders.order(session, wanted, promised=today["on"], quotation=quoted, **today)
    ahead = {"order": code, "method": "yape"}
    about = {"operation": "00999", "note": "a cuenta"}
    paid = orders.pay_ahead(session, amount=1_000, **about, **ahead, **today)
    sales.see(session, [f"deposit/{paid}"], **today)
    orders.call_off(session, code, note="no hay fibra", **today)
    orders.give_back(session, amount=600, **ahead, **today)
    orders.keep(session, order=code, note="de acuerdo", **today)


def _notebook(session, today) -> None:
    """A logo, what stood in the notebook, and a buyer who pays what was owed from before."""
    members.take_logo(session, b"PNG", **today)
    page = beginning.keep(session, photos=[b"JPEG"], words="página 14", **today)
    seen = beginning.on_page(session, page, **today)
    hers = {"how": "huella", "witness": "Nelly", "confirmed": True, "note": "leído en voz alta"}
    beginning.open_member(session, seen, member="AW-01", owed=1_250, **hers)
    beginning.open_fund(session, seen, group="AW", amount=700)
    beginning.open_purse(session, seen, method="efectivo", amount=9_000)
    beginning.open_stock(session, seen, member="AW-01", sku="CAN", place="CHI", units=2)
    debt = beginning.open_debt(session, seen, buyer="B-301", amount=3_000, note="canastas")
    paid = {"method": "yape", "operation": "4711"}
    beginning.collect(session, opening=debt, amount=1_000, **paid, **today)
    _undone(session, today)
    _in_dollars(session, today)


def _in_dollars(session, today) -> None:
    """A tourist pays a basket of S/ 20.00 with ten dollars and is given her change in soles."""
    lines = [sales.Asked("CAN", 1, 0)]
    asked = {"place": "CHI", "channel": "tienda", "price_list": "TIENDA", "used": "here"}
    basket = sales.ring_up(session, lines=lines, on=today["on"], at=today["at"], **asked)
    tenders = [invoices.Tender("dolares", dollars=1_000, fx_micros=3_701_000)]
    stamp = {"at": today["at"], "by": 1}
    invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp)


def _goods(session, today) -> None:
    brought = {"brought": 12, "rejected": 2, "reason": "bordes sueltos", "note": "llovía"}
    production.receive(session, member="AW-01", sku="CAN", place="CHI", **brought, **today)
    _handed_in(session, today)
    _on_paper(session, today)
    lines = [("CAN", 6), ("FIB", 2_500)]
    way = {"origin": "CHI", "destination": "TPP", "via": "canoa", "note": "con Julio"}
    way |= {"carrier": "Julio", "phone": "999000111", "boat": "La Ficticia", "guide": "T001-7"}
    transfer = inventory.send(session, lines=lines, **way, **today)
    landed = {
        1: inventory.Landed(5, 1, "mojado", "transportista", "se mojó"),
        2: inventory.Landed(2_500),
    }
    inventory.arrive(session, transfer=transfer, landed=landed, **today)
    cash.settle_carrier(session, transfer=transfer, method="yape", note="en mano", **today)
    gift = {"place": "TPP", "sku": "CAN", "units": 1, "kind": "muestra", "note": "feria"}
    inventory.adjust(session, **gift, **today)
    _counts(session, today)
    _consigned(session, today)


def _consigned(session, today) -> None:
    """Two baskets go to a hotel; one of them is sold there, one comes back one day."""
    catalog.open_place(session, code="HOT", name="Hotel", kind="consignacion")
    sales.agree(session, place="HOT", buyer="B-101", price_list="TIENDA", discount_bp=1_000)
    way = {"origin": "CHI", "destination": "HOT", "via": "combi", "lines": [("CAN", 2)]}
    sent = inventory.send(session, **way, **today)
    inventory.arrive(session, transfer=sent, landed={1: inventory.Landed(2)}, **today)
    said = [sales.Said("CAN", sold=1, back=1)]
    told = {"place": "HOT", "said": said, "sold_on": today["on"], "note": "por teléfono"}
    sales.report_sales(session, **told, **today)


def _counts(session, today) -> None:
    """One that was given up, and one that missed a piece."""
    stamp = {"at": today["at"], "by": 1}
    wrong = inventory.begin_count(session, place="CHI", **today)
    inventory.give_up_count(session, code=wrong, why="llovía", **today)
    code = inventory.begin_count(session, place="TPP", **today)
    left = inventory.stock_of(session, "TPP", "CAN")
    inventory.jot(session, code=code, figures={"CAN": inventory.Figure(left - 1)}, **stamp)
    why = {"CAN": ("no_se", "fin de mes")}
    inventory.hand_in(session, code=code, reasons=why, seen={}, **today)


def _handed_in(session, today) -> None:
    lines = [
        production.Brought("CAN", 3, 1, "moho", "al fondo"),
        production.Brought("CAN", 2, 2, "otro", "no es de aquí"),
    ]
    production.hand_in(session, member="AW-01", place="CHI", lines=lines, note="tarde", **today)
    consents.say(session, member="AW-01", kind="photo", given=False, **today)


def _on_paper(session, today) -> None:
    pads.print_block(session, kind="sale", sheets=3, **today)
    pads.type_in(session, kind="sale", number=2, made="V0001", note="hoja limpia", **today)


def _sale(session, today) -> str:
    """Paid in two ways, with change."""
    lines = [sales.Asked("CAN", 3, 0, 500), sales.Asked("VIS", 1, 2_500, member="AW-01")]
    asked = {"place": "CHI", "channel": "tienda", "price_list": "TIENDA", "used": "away"}
    when = {"on": today["on"], "at": today["at"]}
    basket = sales.ring_up(session, lines=lines, buyer="B-301", note="para Lima", **asked, **when)
    tenders = [
        invoices.Tender("yape", 1_000, operation="00123456"),
        invoices.Tender("efectivo", tendered=10_000),
    ]
    stamp = {"at": today["at"], "by": 1}
    return invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale


def _portal(session, today, sold: str) -> None:
    """The treasurer types back what SUNAT's portal gave; the next number there was spoilt."""
    boleta = {"kind": "boleta", "series": "EB01"}
    invoices.register(session, sale=sold, number=9, **boleta, **today)
    invoices.void_number(session, number=10, note="repetida", **boleta, **today)
    registered = invoices.document(session, "boleta-EB01-9")
    invoices.keep_xml(session, registered, ubl.of(registered), **today)
    invoices.keep_cdr(session, registered, cdrs.of(registered, "4093 - El ubigeo"), **today)
    invoices.keep_look(session, registered, "accepted", today["on"], "a las 5", **today)


def _back(session, today, sold: str) -> None:
    back = [sales.Back(line=1, units=1, restock="CHI", note="rota")]
    note = invoices.credit(session, sale=sold, lines=back, reason_code="07", **today)
    number = {"series": "EB01", "number": 3}
    invoices.credit_note_in_portal(session, note=note, **number, **today)
    sales.refund(session, sale=sold, method="efectivo", note="en mano", **today)


def _undone(session, today) -> None:
    """Paid by Yape, seen in the account; then the buyer changed her mind."""
    lines = [sales.Asked("CAN", 1, 0)]
    asked = {"place": "CHI", "channel": "tienda", "price_list": "TIENDA", "used": "here"}
    basket = sales.ring_up(session, lines=lines, on=today["on"], at=today["at"], **asked)
    tenders, stamp = [invoices.Tender("yape")], {"at": today["at"], "by": 1}
    sale = invoices.issue(session, basket, paper="boleta", tenders=tenders, **stamp).sale
    paid = [payment.code for payment in sales.payments_of(session, sale)]
    cash.tell_later(session, f"payment/{paid[0]}", "99", **today)
    wrong = {"why": "era de otra persona"}
    cash.put_number_right(session, f"payment/{paid[0]}", "98", **wrong, **today)
    sales.see(session, paid, **today)
    pads.type_in(session, kind="sale", number=3, made=sale, **today)
    invoices.undo(session, sale, why="se arrepintió", **stamp)
    pads.type_in(session, kind="sale", number=3, made="V0001", note="otra vez", **today)


def _members(session, today) -> None:
    hers = {"member": "AW-01", "note": "para su hija"}
    wrong = payouts.owe(session, kind="adelanto", amount=500, **hers, **today)
    ledger.reverse(session, f"debit/{wrong}", why="dos veces", **today)
    paid = payouts.settle(
        session, member="AW-01", amount=2_000, note="firmó", operation="77", **today
    )
    payouts.collected_by(session, paid, name="Ana Prueba", relation="hija", dni="1", **today)
    payouts.sign(session, paid, how="huella", **today)
    said = {"member": "AW-01", "about": f"payout/{paid}", "words": "falta dinero"}
    said["photo"] = b"JPEG"
    code = payouts.dispute(session, **said, **today)
    payouts.answer_dispute(session, code, reason="se contó de nuevo", **today)
    last_month = today["on"].replace(day=1) - timedelta(days=1)
    ledger.close_month(session, month=f"{last_month:%Y-%m}", at=today["at"], by=1)


def _drawer(session, today) -> None:
    """Opened with a difference, counted twice, and closed with one; money in and out."""
    till = cash.add_till(session, code="TIENDA", name="Caja de la tienda", place="TPP").code
    few, more = cash.Counted({1_000: 3, 50: 1}), cash.Counted({1_000: 2, 500: 1}, 0)
    code = cash.open_drawer(session, till=till, counted=few, **today)
    cash.accept(session, code=code, number=1, note="sencillo de antes", **today)
    about = {"payee": "Julio", "voucher": "0001-77", "note": "al puerto"}
    cash.move(session, till=till, reason="pasajes", amount=500, **about, **today)
    wrong = cash.move(session, till=till, reason="flete", amount=200, **today)
    cash.move(session, till=None, reason="otro_ingreso", amount=300, note="rifa", **today)
    cash.count_drawer(session, code=code, counted=few, **today)
    number = cash.count_drawer(session, code=code, counted=more, **today)
    cash.accept(session, code=code, number=number, note="no se sabe", **today)
    cash.take_back(session, f"cash/{wrong}", why="no se pagó", **today)


def _forgotten(session, today) -> None:
    """Somebody came, was given money by mistake, left, and wanted to be forgotten."""
    hers = {"given_names": "Delia", "surname1": "Ficticia", "note": "prima de Ana"}
    dates = {"joined_on": today["on"] - timedelta(days=30), "consent_data_on": today["on"]}
    code = members.enroll(session, group="AW", code="AW-90", **hers, **dates).code
    wrong = payouts.owe(
        session, member=code, kind="adelanto", amount=500, note="para su viaje", **today
    )
    ledger.reverse(session, f"debit/{wrong}", why="no viajó", **today)
    members.leave(session, code, on=today["on"] - timedelta(days=1))
    leaving.forget(session, code, confirmed=True, **today)


def _printed() -> None:
    name = invoices.unprinted(db.session())[0]
    pdf = invoices.render(invoices.document(db.session(), name))
    with transaction() as (session, at):
        invoices.keep_print(session, invoices.document(session, name), pdf, at=at)
