"""The application: the floors below, and the rooms in the order of the journey."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any

from flask import Flask, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from . import config, db, practice, web
from .access import desk
from .beginning import hand_over_views as hand_over
from .paper import sheet
from .web import places, work
from .web.photos import MOST_BYTES

#: The rooms in order: each may lean on those before it, and on none after it.
JOURNEY = (
    "access",
    "ledger",
    "members",
    "catalog",
    "production",
    "inventory",
    "cash",
    "sales",
    "invoices",
    "orders",
    "till",
    "payouts",
    "reports",
    "proof",
    "maker",
    "complaints",
    "exchange",
    "beginning",
    "help",
)


class Shop(Flask):
    """Flask, which writes no address into the log: an address may be somebody's secret link."""

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error("error at %s %s", request.method, request.url_rule, exc_info=exc_info)


csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True)


def create_app(
    settings: config.Config | None = None, *, clock: Callable[[], datetime] | None = None
) -> Flask:
    """A ready application. `clock` gives this moment in UTC; the machine's own, if left out."""
    settings = settings or config.read()
    app = Shop(
        "coopshop",
        template_folder=str(config.shipped("templates")),
        static_folder=str(config.HERE / "static"),
        instance_path=str(settings.instance),
    )
    app.config.update(
        COOPSHOP=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        # The largest picture comes with the rest of its form.
        MAX_CONTENT_LENGTH=MOST_BYTES + 4 * 1024 * 1024,
        MAX_FORM_PARTS=1_000,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["clock"] = clock or (lambda: datetime.now(UTC))
    sheet.across = practice.across
    sheet.load_fonts()  # a damaged font is told now, not on somebody's comprobante
    db.init_app(app)
    migrate.init_app(app, db.db, directory=str(config.shipped("migrations")))
    web.init_app(app)
    app.jinja_env.globals["practice"] = settings.practice
    desk.init_app(app)
    csrf.init_app(app)  # after the desk: what it cannot read is refused in the words for who asks
    with app.app_context():
        work.throw_old_away()
    for room in JOURNEY:
        app.register_blueprint(import_module(f"coopshop.{room}.views").bp)
    if settings.practice:
        _open_practice(app)
    else:
        practice.mount(app, settings, partial(create_app, clock=partial(_clock_of, app)))
        places.believe(app, settings.proxies)  # for practice as well, which lies within
    return app


def _clock_of(app: Flask) -> datetime:
    """This moment, by the clock that another application has now."""
    moment: datetime = app.extensions["clock"]()
    return moment


def _open_practice(app: Flask) -> None:
    """What is different below the prefix: the cookie, and how one comes in and goes out."""
    app.config["SESSION_COOKIE_NAME"] = "practice"
    app.register_blueprint(hand_over.bp)
    csrf.exempt(hand_over.enter)  # it comes signed from the real pages, whose token is another
