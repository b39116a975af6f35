"""A small shop made of the kit alone: one form, one table, every part; for the tests of the kit."""

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import sqlalchemy as sa
from flask import Blueprint, Flask, abort, g, render_template, render_template_string
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader

from coopshop import config, db, web
from coopshop.domain.errors import N_, Confirm, Refused
from coopshop.web import DeskForm, Done, Lines, Row, answer, fields
from coopshop.web.once import Submission

TEMPLATES = Path(__file__).parent / "templates"


WAYS = {"Inicio": "home", "Socias": "people", "Productos": "tag", "Ventas": "basket"}


class TooBig(Refused):
    message = N_("At most %(most)s.")
    field = "price"


class RowTooBig(Refused):
    message = N_("Only %(left)s left.")


class Dear(Confirm):
    message = N_("%(price)s: really?")


class Line(Row):
    product = fields.ChoiceField("Product")
    quantity = fields.QuantityField("Quantity")
    price = fields.MoneyField("Price", required=False)


class BasketForm(DeskForm):
    name = fields.LineField("Name", description="As it stands on the label.")
    price = fields.MoneyField("Price")
    discount = fields.PercentField("Discount", required=False)
    rate = fields.RateField("Rate", required=False)
    on = fields.DayField("Day", default=date(2025, 11, 4))
    place = fields.ChoiceField("Place", required=False)
    used = fields.RadioField("Used", required=False, choices=[("here", "Here"), ("away", "Away")])
    gift = fields.YesField("It is a gift")
    note = fields.NoteField("Note", required=False)
    lines = Lines(Line, "Lines", rows=4, most=10, required=False)


def make_app(folder, **changes):
    """The small shop, with an empty database in `folder`. What it records is in `app.recorded`."""
    settings = config.read({"COOPSHOP_INSTANCE": str(folder), "COOPSHOP_SECRET_KEY": "k"})
    sa_engine = sa.create_engine(settings.database_url)
    Submission.__table__.create(sa_engine)
    sa_engine.dispose()
    app = Flask(
        "coopshop",
        template_folder=str(config.shipped("templates")),
        static_folder=str(config.HERE / "static"),
    )
    app.config.update(COOPSHOP=settings, SECRET_KEY="k", WTF_CSRF_TIME_LIMIT=None, **changes)
    app.extensions["clock"] = lambda: datetime(2025, 11, 4, 15, tzinfo=UTC)
    app.recorded = []
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), app.jinja_loader])
    db.init_app(app)
    CSRFProtect(app)
    web.init_app(app)
    app.jinja_env.globals["menu"] = app.jinja_env.globals["bar"] = lambda: [
        SimpleNamespace(words=words, address="/", current=words == "Inicio", icon=icon)
        for words, icon in WAYS.items()
    ]
    _routes(app)
    return app


def _routes(app):
    access = Blueprint("access", __name__)
    access.post("/sign-out", endpoint="sign_out")(lambda: "")
    app.register_blueprint(access)

    @app.before_request
    def recognised():
        g.user = SimpleNamespace(name="Rosa Tapullima")

    def record(_session, at):
        _judge(g.form)
        app.recorded.append(g.form.facts() | {"at": at})
        if g.form.name.data == "Bug":
            raise ValueError("a bug of ours")
        return Done(f"/basket/{len(app.recorded)}", "Recorded.")

    @app.route("/basket/new", methods=["GET", "POST"])
    def new():
        form = g.form = BasketForm()
        form.place.choices = [("CHI", "Chipaota"), ("TPP", "Tarapoto")]
        form.lines.offer(product={"Cestas": [("CAN", "Canasta")], "Otros": [("ESC", "Escoba")]})
        return answer(form, record, "basket.html")

    @app.get("/basket/<int:number>")
    def show(number):
        return render_template_string('{% extends "layout.html" %}', number=number)

    @app.get("/")
    def parts():
        return render_template("parts.html", rows=range(3), on=date(2025, 11, 4))

    app.get("/refused", endpoint="refused")(lambda: _raise(TooBig(most="1")))
    app.get("/broken", endpoint="broken")(lambda: _raise(ValueError("secret words")))
    app.get("/abort/<int:code>", endpoint="abort")(abort)


def _judge(form):
    if form.name.data == "Slow":
        time.sleep(0.5)
    if form.price.data > 500_000:
        raise TooBig(most="S/ 5,000.00")
    if form.lines.filled and form.lines.filled[-1].quantity.data > 100_000:
        raise RowTooBig(field=f"lines-{len(form.lines.filled) - 1}-quantity", left=100)
    if form.price.data >= 200_000 and not form.confirmed.data:
        raise Dear(price="S/ 2,000.00")


def _raise(error):
    raise error


def hidden(page):
    """The hidden boxes of the first form of a page that carries a key."""
    slip = re.search(r'<form class="form\b.*?</form>', page, re.DOTALL)[0]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', slip)
    return dict(found)
