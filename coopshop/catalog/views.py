"""Products and their pictures."""

from datetime import datetime

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import members
from ..access import allowed
from ..db import db, today
from ..web import Done, answer
from ..web.i18n import _
from ..web.photos import picture
from . import lists, place_views, price_views, pricing, service
from .blueprint import bp
from .forms import NewProductForm, PhotoForm, ProductForm, RetireForm, hours
from .models import Photo, Product

__all__ = ["bp", "place_views", "price_views"]


@bp.get("/")
@allowed("read_catalog")
def index() -> ResponseReturnValue:
    """Everything that is made, what is retired last."""
    on = today()
    return lists.PRODUCTS.answer("catalog/index.html", lists.products(on), today=on)


@bp.get("/<sku>")
@allowed("read_catalog")
def show(sku: str) -> str:
    """One product: its picture, what is said of it, its prices."""
    session, product = db.session(), _known(sku)
    return render_template(
        "catalog/show.html",
        product=product,
        photo=service.photos_taken(session).get(sku),
        hours=product.minutes and hours(product.minutes),
        prices=pricing.price_story(session, sku),
        lists={prices.code: prices for prices in pricing.price_lists(session)},
        today=today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@allowed("keep_catalog")
def new() -> ResponseReturnValue:
    """A new product."""
    form = NewProductForm()
    form.group.choices = _groups()

    def act(writing: Session, _at: datetime) -> Done:
        product = service.add_product(writing, **form.facts())
        said = _("%(name)s is in the catalogue. Now give it a price.", name=product.name_es)
        return Done(url_for("catalog.show", sku=product.sku), said)

    return answer(form, act, "catalog/new.html")


@bp.route("/<sku>/change", methods=["GET", "POST"])
@allowed("keep_catalog")
def change(sku: str) -> ResponseReturnValue:
    """Correct what is said of it; papers that were handed out keep what stood on them."""
    product = _known(sku)
    form = ProductForm(obj=product)
    form.group.choices = _groups()

    def act(writing: Session, _at: datetime) -> Done:
        service.change_product(writing, sku, **form.facts())
        return Done(url_for("catalog.show", sku=sku), _("The product is corrected."))

    return answer(form, act, "catalog/change.html", product=product)


@bp.route("/<sku>/retire", methods=["GET", "POST"])
@allowed("keep_catalog")
def retire(sku: str) -> ResponseReturnValue:
    """It is made no longer, or again."""
    product = _known(sku)
    form = RetireForm(retired_on=product.retired_on or today())

    def act(writing: Session, _at: datetime) -> Done:
        product = service.change_product(writing, sku, **form.facts())
        said = _("It is retired.") if product.retired_on else _("It is made again.")
        return Done(url_for("catalog.show", sku=sku), said)

    return answer(form, act, "catalog/retire.html", product=product)


@bp.route("/<sku>/photo", methods=["GET", "POST"])
@allowed("keep_catalog")
def new_photo(sku: str) -> ResponseReturnValue:
    """A picture, made small before the door for writing is opened."""
    product = _known(sku)
    form = PhotoForm()

    def act(writing: Session, at: datetime) -> Done:
        service.take_photo(writing, sku, form.facts()["photo"], at=at)
        return Done(url_for("catalog.show", sku=sku), _("The picture is kept."))

    return answer(form, act, "catalog/photo.html", product=product)


@bp.get("/<sku>/photo.jpg")
@allowed("read_catalog")
def photo(sku: str) -> ResponseReturnValue:
    """The picture, or with `?size=160` that of a tile; asked for again only when it is another."""
    found = db.session().get(Photo, sku) or abort(404)
    return picture(found.jpeg, found.taken_in)


def _known(sku: str) -> Product:
    found: Product = db.get_or_404(Product, sku)
    return found


def _groups() -> list[tuple[str, str]]:
    return [(group.code, f"{group.code} · {group.name}") for group in members.groups(db.session())]
