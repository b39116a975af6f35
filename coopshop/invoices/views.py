"""Papers on the page: issuing one, looking at one, its PDF, the list of all."""

from datetime import datetime

import sqlalchemy as sa
from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import catalog, sales
from ..access import allowed
from ..db import db, now, today, transaction
from ..domain import checking
from ..domain.money import cash_for
from ..web import Done, answer, asked_word, outside
from ..web.i18n import _
from ..web.papers import paper
from . import (
    back_views,
    first_page,
    link_views,
    lists,
    portal_views,
    portal_xml,
    printing,
    reading,
    sunat_views,
    undoing,
)
from .blueprint import bp
from .forms import basket_for, issue_form, tenders
from .issuing import issue
from .models import Document
from .reading import buyer_of
from .waiting import is_waiting

__all__ = ["back_views", "bp", "first_page", "link_views", "portal_views", "sunat_views"]


@bp.get("/")
@allowed("read_sales")
def index() -> ResponseReturnValue:
    """Every document, the last issued first."""
    query = lists.listed(sa.select(Document))
    finish = lists.with_sunat
    return lists.DOCUMENTS.answer("invoices/index.html", query, today=today(), finish=finish)


@bp.route("/new", methods=["GET", "POST"])
@allowed("sell")
def new() -> ResponseReturnValue:
    """The paper of a sale that was rung up: `?draft=` says which."""
    session = db.session()
    draft = asked_word("draft") or ""
    basket = sales.kept_basket(session, draft)
    if basket is None and request.method == "GET":
        return render_template("invoices/gone.html"), 410
    form = issue_form(session, basket)

    def act(session: Session, at: datetime) -> Done:
        typed = form.facts()
        issued = issue(
            session,
            basket_for(session, form, sales.find_draft(session, draft)),
            paper=typed["kind"],
            terms=typed["terms"],
            due_on=typed["due_on"] if typed["terms"] == "credito" else None,
            tenders=tenders(form),
            at=at,
            by=g.user.id,
            confirmed=form.confirmed.data,
        )
        form.keep_sheet(session, made=issued.sale, on=today(), at=at, by=g.user.id)
        sales.drop_draft(session, draft)
        said = _("Sale %(sale)s is recorded.", sale=issued.sale)
        return Done(url_for(".show", document=issued.document, fresh=1), said)

    if basket is None:
        # Sent twice: the first time issued it. The form's key leads to what it recorded.
        return answer(form, act, "invoices/gone.html")
    return answer(form, act, "invoices/new.html", **_shown(session, basket, draft))


def _shown(session: Session, basket: sales.Basket, draft: str) -> dict[str, object]:
    """What a clerk sees of a draft before its paper is issued."""
    moneys = sales.priced(session, basket)
    products = [catalog.product(session, line.sku) for line in basket.lines]
    total = sum(money.total for money in moneys)
    coins = cash_for(total) if basket.currency == "PEN" else total
    return {
        "basket": basket,
        "draft": draft,
        "place": catalog.place(session, basket.place),
        "lines": list(zip(basket.lines, products, moneys, strict=True)),
        "net": sum(money.net for money in moneys),
        "igv": sum(money.igv for money in moneys),
        "total": total,
        "coins": coins if coins != total else 0,
    }


@bp.get("/<document>")
@allowed("read_sales")
def show(document: str) -> ResponseReturnValue:
    """One document; `?fresh=1` was issued just now, and what is to do next stands above."""
    session = db.session()
    void = reading.void_of(session, document)
    if void:
        return render_template("invoices/void_number.html", void=void)
    found = reading.document(session, document)
    sale = sales.sale_of(session, found.sale)
    fresh = "fresh" in request.args
    sold_now = fresh and found.kind != "nota_credito"
    return render_template(
        "invoices/show.html",
        document=found,
        facts=printing.facts_of(found),
        others=[other for other in reading.documents_of(session, sale.code) if other is not found],
        void=sales.undone(session, sale.code) is not None,
        fresh=fresh,
        change=sales.change_given(session, sale.code) if sold_now else 0,
        owed=max(-sales.due_of(session, sale), 0),
        to_register=is_waiting(session, found),
        xml=portal_xml.state_of(session, found),
        sunat=sunat_views.on_page(session, found),
        code=checking.grouped(reading.check_code(found)),
    )


@bp.get("/<document>.pdf")
@allowed("read_sales")
def pdf(document: str) -> Response:
    """The paper itself: the bytes of its first reading, for ever.

    Who may not sell hands no paper to a buyer: what she reads is drawn, and nothing is kept.
    """
    found = reading.document(db.session(), document)
    return paper(paper_bytes(found, keep=g.user.may("sell")), found.id)


@bp.get("/<document>/ticket-<int:width>.pdf")
@allowed("read_sales")
def ticket(document: str, width: int) -> Response:
    """The same on a roll of 80 or 58 mm."""
    if width not in printing.ROLLS:
        abort(404)
    session = db.session()
    found = _on_its_way_out(reading.document(session, document), "ticket")
    return paper(
        printing.ticket_of(session, found, width, form=_checked_at()), f"{found.id}-{width}mm"
    )


def paper_bytes(found: Document, *, keep: bool = True) -> bytes:
    """The kept bytes; the first reading makes them, outside the lock, and keeps them."""
    kept = printing.kept_print(db.session(), found)
    if kept is not None:
        return kept
    void, name = _is_void(found), found.id
    made = printing.render(found, void=void, form=_checked_at())
    if not keep:
        return made
    with transaction() as (session, at):
        document = reading.document(session, name)
        if _is_void(document) != void:  # undone while it was drawn
            made = printing.render(document, void=not void, form=_checked_at())
        return printing.keep_print(session, document, made, at=at)


def _checked_at() -> str:
    """Where a paper is checked, if the public can reach us; else only its code is printed."""
    public = current_app.config["COOPSHOP"].public_url
    return outside(url_for("proof.look_up")) if public else ""


def _on_its_way_out(found: Document, way: str) -> Document:
    """Written down at the first reading while its sale could still be undone: from now on not.

    Only for who sells: the fiscal looks at a paper and hands it to nobody.
    """
    name = found.id
    if not g.user.may("sell"):
        return found
    if not _is_void(found) and undoing.why_not(db.session(), found.sale, at=now()) is None:
        with transaction() as (writing, at):
            undoing.hand_over(writing, name, way, at=at, by=g.user.id)
    return reading.document(db.session(), name)


def _is_void(document: Document) -> bool:
    return sales.undone(db.session(), document.sale) is not None


@bp.get("/of/<sale>.pdf")
@allowed("read_sales")
def pdf_of_sale(sale: str) -> ResponseReturnValue:
    """The paper that stands for a sale."""
    session = db.session()
    found = reading.main_document(session, sales.sale_of(session, sale).code)
    return redirect(url_for(".pdf", document=found.id))


@bp.get("/of/<sale>")
@allowed("read_sales")
def of_sale(sale: str) -> ResponseReturnValue:
    """The documents of one sale; straight to it where there is only one."""
    session = db.session()
    documents = reading.documents_of(session, sales.sale_of(session, sale).code)
    if len(documents) == 1:
        return redirect(url_for(".show", document=documents[0].id))
    return render_template(
        "invoices/of_sale.html",
        sale=sale,
        documents=[(document, buyer_of(document)) for document in documents],
        void=sales.undone_among(session, {sale}),
    )
