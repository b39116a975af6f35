"""Price lists: what each asks on a day, and new prices from a day on."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ..access import allowed
from ..db import db, today
from ..domain.showing import money
from ..web import Done, answer, asked_word
from ..web.i18n import _
from . import lists, pricing, service
from .blueprint import bp
from .forms import PriceForm, PriceListForm, PricesAsk
from .models import Price, PriceList
from .offers import product_offers


@bp.get("/prices")
@allowed("read_catalog")
def prices() -> ResponseReturnValue:
    """What one list asks for everything on one day."""
    session, on = db.session(), today()
    known = {prices.code: prices for prices in pricing.price_lists(session)}
    ask = PricesAsk.asked(list(known), on=on, price_list=next(iter(known), None))
    chosen = known.get(ask.price_list.data or "")
    asked = ask.on.data or on
    return lists.PRICES.answer(
        "catalog/prices.html",
        _priced(session, chosen, asked) if chosen else [],
        today=on,
        keep=("price_list", "on"),
        ask=ask,
        chosen=chosen,
        on=asked,
    )


def _priced(session: Session, chosen: PriceList, on: date) -> Iterator[lists.Asked]:
    products = service.products(session, on=on)
    return lists.prices(products, pricing.prices_on(session, chosen.code, on), chosen.currency)


@bp.route("/prices/<price_list>/new", methods=["GET", "POST"])
@allowed("keep_catalog")
def new_price(price_list: str) -> ResponseReturnValue:
    """Another price from a day on; the one before it ends the day before."""
    chosen = db.session().get(PriceList, price_list) or abort(404)
    form = PriceForm(since=today(), sku=asked_word("sku"))
    form.sku.choices = _products()
    form.cents.currency = chosen.currency
    terms: dict[str, Any] = {"currency": chosen.currency, "includes_igv": chosen.includes_igv}

    def act(writing: Session, _at: datetime) -> Done:
        facts = form.facts()
        begun = writing.get(Price, (price_list, facts["sku"], facts["since"]))
        if begun and begun.since >= today():
            if not form.confirmed.data:
                said = money(begun.cents, chosen.currency)
                raise pricing.WasItWrong(since=begun.since.isoformat(), price=said)
            price = pricing.correct_price(writing, price_list=price_list, **facts)
        else:
            price = pricing.set_price(writing, price_list=price_list, **terms, **facts)
        said = _("The new price is written down.")
        return Done(url_for("catalog.prices", price_list=price_list, on=price.since), said)

    return answer(form, act, "catalog/new_price.html", chosen=chosen)


@bp.route("/prices/new-list", methods=["GET", "POST"])
@allowed("keep_catalog")
def new_list() -> ResponseReturnValue:
    """A new list with its first price; its currency and its way with IGV stay for good."""
    form = PriceListForm(since=today())
    form.sku.choices = _products()

    def act(writing: Session, _at: datetime) -> Done:
        facts = form.facts() | {"includes_igv": form.includes_igv.data == "si"}
        if writing.get(PriceList, facts["price_list"]):
            raise pricing.ListTaken(list=facts["price_list"])
        price = pricing.set_price(writing, **facts)
        said = _("The list is there. Now give it its other prices.")
        where = url_for("catalog.prices", price_list=price.price_list, on=price.since)
        return Done(where, said)

    return answer(form, act, "catalog/new_list.html")


def _products() -> dict[str, list[tuple[str, str]]]:
    return product_offers(db.session(), today())
