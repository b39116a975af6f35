"""An address for every page: which page to look at when all of them are to be looked at.

`TABLE` says what to put into an address. The facts are those of `tests/faults/lived`, in which
everything happens once, and of `leave_open` below, where some of it has not ended yet: what stands
in braces is named by it. A new page with something in its address needs a word in the table.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import sqlalchemy as sa
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from coopshop import (
    beginning,
    cash,
    catalog,
    complaints,
    inventory,
    invoices,
    members,
    orders,
    payouts,
    sales,
)
from coopshop.beginning import keeping
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from coopshop.maker import enrolling, pins, voices
from coopshop.members import portraits
from coopshop.orders import link_asking
from coopshop.production import reading
from coopshop.till import wallets
from coopshop.web.assets import MAKES_PAGES
from coopshop.web.tokens import hashed
from tests.faults.lived import TOKEN

Values = dict[str, str | int]

#: Not looked at one by one: what makes the page, and works under way, which have their tests.
PASSED_OVER = {*MAKES_PAGES, "access.work", "access.work_file"}

#: The name of a work, where there is one.
WORK = "0" * 32

#: What the browser of an enrolled telephone shows.
SECRET = "s" * 43

_JANUARY: Values = {"since": "2026-01-01", "until": "2026-01-31"}

#: What stands in the address, and of which pages of which room.
TABLE: tuple[tuple[Values, str, str], ...] = (
    ({"number": 1}, "access", "let_in user"),
    ({"name": WORK}, "access", "work work_file"),
    ({"code": "I0001"}, "beginning", "opening undo"),
    ({"code": "{unsigned}"}, "beginning", "agree"),
    ({"code": "I0005"}, "beginning", "collect"),
    ({"code": "I0005", "number": 1}, "beginning", "undo_payment"),
    ({"code": "E001"}, "beginning", "page debts members money pieces"),
    ({"code": "E001", "number": 1}, "beginning", "photo"),
    ({"member": "AW-01"}, "beginning", "statement"),
    ({"kind": "members"}, "beginning", "sheet_template"),
    ({"kind": "members", "name": "{file}"}, "beginning", "sheet"),
    ({"till": "TIENDA"}, "cash", "cash_book sessions"),
    ({"till": "TIENDA", **_JANUARY}, "cash", "cash_book_pdf"),
    ({"code": "TIENDA"}, "cash", "change_till close_till"),
    ({"till": "{shut_till}"}, "cash", "open_drawer"),
    ({"code": "S001"}, "cash", "session session_pdf"),
    ({"code": "{open_session}"}, "cash", "count_drawer"),
    ({"code": "{differing_session}"}, "cash", "accept carried"),
    ({"code": "M001"}, "cash", "move move_pdf reverse_move"),
    ({"transfer": "T003"}, "cash", "carrier settle_carrier"),
    ({"cause": "old-payment/I0005/1"}, "cash", "number put_number_right"),
    ({"code": "{carrier_payment}"}, "cash", "carrier_payment reverse_carrier_payment"),
    ({"sku": "CAN"}, "catalog", "change new_photo photo retire show"),
    ({"code": "TPP"}, "catalog", "change_place close_place"),
    ({"price_list": "TIENDA"}, "catalog", "new_price"),
    ({"code": "000001-2026"}, "complaints", "show pdf add tell forget"),
    ({"code": "{complaint}"}, "complaints", "answer_"),
    ({"token": TOKEN}, "complaints", "copy copy_pdf"),
    ({"year": 2025, "name": "lines.csv"}, "exchange", "file"),
    ({"year": 2025}, "exchange", "folder"),
    ({"sheet": "VP-000001"}, "exchange", "pad pad_pdf spoil"),
    ({"code": "A003"}, "inventory", "adjustment"),
    ({"code": "{transfer}"}, "inventory", "arrive sheet transfer"),
    ({"code": "TPP", "sku": "CAN"}, "inventory", "card"),
    ({"code": "TPP"}, "inventory", "count_place place"),
    ({"code": "K002"}, "inventory", "count"),
    ({"code": "{sheet}"}, "inventory", "count_difference count_sheet give_up_count"),
    ({"sku": "CAN"}, "inventory", "product"),
    ({"sale": "V0004"}, "invoices", "of_sale pdf_of_sale"),
    ({"draft": "{draft}"}, "invoices", "new"),
    ({"document": "{paper}"}, "invoices", "links_ make_link pdf register show"),
    ({"document": "boleta-EB01-9"}, "invoices", "attach_xml xml cdr keep_cdr look sent"),
    ({"document": "{paper}", "sha256": "{link_hash}"}, "invoices", "revoke_link"),
    ({"token": "{token}"}, "proof", "bought bought_pdf picture_of_bought"),
    ({"token": "{token_of_boleta}"}, "proof", "bought_cdr bought_xml"),
    ({"token": "{lot_page}"}, "proof", "lot picture_of_lot"),
    ({"document": "boleta-EB01-9", "code": "{code_of_boleta}"}, "proof", "check"),
    ({"document": "{paper}", "width": 80}, "invoices", "ticket"),
    ({"sale": "{credit}"}, "invoices", "take_back"),
    ({"name": "cash"}, "ledger", "account"),
    ({"number": 1}, "ledger", "entry"),
    ({"code": "{order}"}, "orders", "show deliver call_off pay_ahead give_back keep"),
    ({"buyer": "B-101"}, "orders", "links new_link"),
    ({"number": 1}, "orders", "asked decline close_link"),
    ({"token": TOKEN}, "orders", "by_link"),
    ({"token": TOKEN, "number": 1}, "orders", "asked_by_link"),
    ({"token": TOKEN, "sku": "CAN"}, "orders", "picture_by_link"),
    ({"code": "{deposit}"}, "orders", "deposit deposit_pdf undo"),
    ({"code": "{quotation}"}, "orders", "quotation quotation_pdf"),
    ({"code": "L002"}, "maker", "payment"),
    ({"key": "sold-CAN"}, "maker", "term"),
    ({"sale": "V0001", "line": 1}, "maker", "sold_line"),
    ({"lot": "D0001"}, "maker", "lot"),
    ({"sale": "V0001"}, "maker", "sale"),
    ({"code": "X001"}, "maker", "debit"),
    ({"code": "I0001"}, "maker", "from_notebook"),
    ({"about": "adjustment/A002"}, "maker", "gone"),
    ({"member": "AW-01"}, "maker", "statement_pdf tell draft draft_again"),
    ({"code": "AW-01"}, "members", "change consent drop_photo join_group leave leave_group"),
    ({"code": "AW-01"}, "members", "new_photo phone photo said show"),
    ({"code": "AW-02"}, "members", "give_user"),
    ({"code": "AW"}, "members", "group new_share"),
    ({"tongue": "es"}, "maker", "desk_tongue"),
    ({"tongue": "x1"}, "maker", "desk_numbers"),
    ({"tongue": "es", "phrase": "mas"}, "maker", "desk_record desk_drop_recording"),
    ({"tongue": "es", "phrase": "mas", "version": "1"}, "maker", "sound"),
    ({"code": "{dispute}"}, "payouts", "answer_dispute dispute dispute_photo"),
    ({"code": "{dispute}"}, "maker", "said right_again"),
    ({"about": "payout/L002"}, "maker", "not_right"),
    ({"key": "piece-CAN"}, "maker", "missing_thing"),
    ({"code": "AW-01"}, "maker", "desk_everything desk_forget"),
    ({"on": "2026-01-05"}, "payouts", "day day_pdf sign"),
    ({"code": "X001"}, "payouts", "debit reverse_debit"),
    ({"code": "L002"}, "payouts", "collector pdf reverse show unsign"),
    ({"member": "AW-01"}, "payouts", "new_dispute pay statement_of"),
    ({"lot": "D0001"}, "production", "print_slip show undo_lot"),
    ({"code": "E0001"}, "production", "print_visit visit undo_visit"),
    ({"token": "{card}"}, "maker", "enrol"),
    ({"code": "AW-01"}, "maker", "card issue phones revoke_all"),
    ({"code": "AW-01", "number": "{phone}"}, "maker", "revoke"),
    ({"slug": "canoe"}, "help", "topic"),
    ({"group": "AW"}, "reports", "fund_moves"),
    ({"key": "stock"}, "reports", "assembly_figure"),
    ({"code": "N003"}, "sales", "back"),
    ({"code": "B-301"}, "sales", "buyer change_buyer contact"),
    ({"buyer": "B-101"}, "sales", "remind"),
    ({"code": "HOT"}, "sales", "consignment_place consignment_terms report_sales"),
    ({"code": "{consignment_report}"}, "sales", "consignment_report consignment_paper undo_report"),
    ({"code": "{credit}"}, "sales", "collect show"),
    ({"code": "C0004"}, "sales", "payment"),
    ({"code": "C0004"}, "till", "change_method"),
    ({"sale": "{refundable}"}, "till", "done send undo"),
    ({"ticket": 1}, "till", "forget"),
    ({"method": "yape"}, "till", "wallet qr"),
    ({"code": "{refundable}"}, "sales", "refund"),
    ({"filename": "img/icons.svg"}, "", "static"),
    ({"digest": "0"}, "web", "stylesheet"),
    ({"name": "frame", "digest": "0"}, "web", "script"),
)

EXAMPLES = {
    f"{room}.{page}".strip("."): values for values, room, names in TABLE for page in names.split()
}


def lived_in(app: Flask) -> dict[str, str]:
    """Leave things open where everything happened once (`lived`); gives their names."""
    with app.app_context(), transaction() as (session, at):
        file = keeping.lay_aside(
            app.config["COOPSHOP"].instance / "uploads", b"nombre,dni\nRosa,", at=at
        )
        return leave_open(session, at) | {"file": file}


def leave_open(session: Session, at: datetime) -> dict[str, str]:
    """Things that have not ended: on the water, half counted, not paid, not agreed."""
    today = {"on": day_of(at), "at": at, "by": 1}
    taken = picture()
    catalog.take_photo(session, "CAN", taken, at=at)
    portraits.keep_face(session, "AW-01", taken, at=at)
    members.take_logo(session, taken, **today)
    wallets.keep_wallet(session, "yape", photo=taken, phone=None, holder="Ana", at=at)
    seen = beginning.on_page(session, "E001", **today)
    voices.add_tongue(session, "x1", "Lengua de prueba")
    spoken = voices.Spoken("Ana Prueba", "AW-01", day_of(at))
    sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
    voices.record(session, "es", "mas", **sound, at=at, by=1)
    way = {"origin": "CHI", "destination": "TPP", "via": "canoa", "lines": [("CAN", 1)]}
    about = {"member": "AW-01", "about": "payout/L001", "words": "no es así", "photo": picture()}
    return {
        **_tills(session, today),
        **_sales(session, today),
        **_order(session, today),
        **{name: _newest(session, name) for name in ("carrier_payment", "consignment_report")},
        **_door(session, at),
        "unsigned": beginning.open_member(session, seen, member="AW-02", owed=500),
        "transfer": inventory.send(session, **way, **today),
        "sheet": _sheet(session, today),
        "complaint": _complaint(session, today),
        **_by_link(session, today),
        "dispute": payouts.dispute(session, **about, **today),
    }


def _newest(session: Session, table: str) -> str:
    """The code of the last row of a table."""
    return str(session.scalar(sa.select(sa.func.max(db.metadata.tables[table].c.code))))


def _tills(session: Session, today: dict[str, Any]) -> dict[str, str]:
    """One that is shut, one that is open, one that was opened with more in it than expected."""
    for code in ("CERRADA", "ABIERTA", "DISTINTA"):
        cash.add_till(session, code=code, name=code.title(), place="TPP")
    nothing, more = cash.Counted({1_000: 0}), cash.Counted({1_000: 1})
    return {
        "shut_till": "CERRADA",
        "open_session": cash.open_drawer(session, till="ABIERTA", counted=nothing, **today),
        "differing_session": cash.open_drawer(session, till="DISTINTA", counted=more, **today),
    }


def _door(session: Session, at: datetime) -> dict[str, str]:
    """A card that nobody has used, and a telephone of hers that is let in."""
    stamp = {"at": at, "by": 1}
    used = enrolling.issue(session, member="AW-01", **stamp).token
    hers = {"token": used, "secret": SECRET, "password_hash": "none"}
    phone = enrolling.enrol(session, at=at, **hers)
    pins.choose(session, phone.id, "none", at=at)
    card = enrolling.issue(session, member="AW-01", **stamp).token
    return {"card": card, "phone": str(phone.id)}


def _order(session: Session, today: dict[str, Any]) -> dict[str, str]:
    """Quoted, ordered, and paid ahead in part."""
    lines = (sales.Asked("CAN", 3, 0),)
    wanted = orders.Wanted("B-301", "TIENDA", "here", lines)
    quoted = orders.quote(session, wanted, valid_until=today["on"], **today)
    code = orders.order(session, wanted, promised=today["on"], quotation=quoted, **today)
    paid = {"order": code, "method": "yape", "operation": "00998"}
    ahead = orders.pay_ahead(session, amount=1_000, **paid, **today)
    return {"order": code, "quotation": quoted, "deposit": ahead}


def _by_link(session: Session, today: dict[str, Any]) -> dict[str, str]:
    """A hotel's links to a price list, one to be closed, and what it asked for by the other."""
    for token in ("to be closed", TOKEN):
        made = {"buyer": "B-101", "price_list": "TIENDA", "token_hash": hashed(token)}
        link_asking.make_link(session, **made, at=today["at"], by=1)
    link = link_asking.open_link(session, hashed(TOKEN))
    wanted = {"wanted": {"CAN": 2_000}, "wished": None, "note": "para la boda"}
    number = link_asking.ask(session, link, **wanted, on=today["on"], at=today["at"])
    return {"asked": str(number)}


def _complaint(session: Session, today: dict[str, Any]) -> str:
    """One that nobody has answered yet."""
    words = ("queja", "servicio", "Ana Prueba", "Tarapoto", "7", "FX123456", "la tienda")
    filed = complaints.Filed(*words, "estaba cerrada", "que digan las horas")
    return complaints.file(session, filed, way="pagina", token="another", **today)


def _sheet(session: Session, today: dict[str, Any]) -> str:
    """A count that found one piece more than there should be."""
    code = inventory.begin_count(session, place="CHI", **today)
    left = inventory.stock_of(session, "CHI", "CAN")
    figures = {"CAN": inventory.Figure(left + 1)}
    inventory.jot(session, code=code, figures=figures, at=today["at"], by=1)
    return code


def _sales(session: Session, today: dict[str, Any]) -> dict[str, str]:
    """One on credit, and one that was paid and came back."""
    when = {"on": today["on"], "at": today["at"]}
    stamp = {"at": today["at"], "by": 1}
    asked = {"place": "CHI", "channel": "tienda", "price_list": "TIENDA", "used": "here"}
    one = [sales.Asked("CAN", 1, 0)]
    basket = sales.ring_up(session, lines=one, buyer="B-101", **asked, **when)
    late = {"terms": "credito", "due_on": today["on"] + timedelta(days=15)}
    credit = invoices.issue(session, basket, paper="factura", **late, **stamp)
    basket = sales.ring_up(session, lines=one, **asked, **when)
    paid = [invoices.Tender("efectivo", tendered=20_000)]
    back = invoices.issue(session, basket, paper="boleta", tenders=paid, **stamp).sale
    lines = [sales.Back(line=1, units=1, restock="CHI")]
    invoices.credit(session, sale=back, lines=lines, reason_code="07", **today)
    draft = sales.keep_draft(session, basket, **stamp)
    links = _links(session, credit.document, stamp)
    found = {**links, "credit": credit.sale, "paper": credit.document, "refundable": back}
    return {**found, "draft": draft}


def _links(session: Session, paper: str, stamp: dict[str, Any]) -> dict[str, str]:
    """What buyers hold: links, and a code from a paper."""
    document, boleta = (invoices.document(session, each) for each in (paper, "boleta-EB01-9"))
    invoices.make_link(session, document, **stamp)
    (to_revoke,) = invoices.links_of(session, document)
    return {
        "link_hash": to_revoke.sha256,
        "lot_page": _lot_page(session),
        "token": invoices.make_link(session, document, **stamp),
        "token_of_boleta": invoices.make_link(session, boleta, **stamp),
        "code_of_boleta": invoices.check_code(boleta),
    }


def _lot_page(session: Session) -> str:
    """Where the label of the first lot leads."""
    found = reading.delivery_of(session, "D0001")
    assert found
    return reading.page_of(session, found.delivery)


def pages(app: Flask, named: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of every page that a browser may ask for."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint in PASSED_OVER or "GET" not in (rule.methods or ()):
                continue
            given = EXAMPLES.get(rule.endpoint, {})
            values = {k: v.format(**named) if isinstance(v, str) else v for k, v in given.items()}
            yield rule.endpoint, app.url_for(rule.endpoint, **values)


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (320, 240), "#a63a17").save(file, "JPEG")
    return file.getvalue()
