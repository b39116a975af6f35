"""The application: the floors below, and the rooms in the order of the journey."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from . import config, db, web
from .access import desk
from .paper import sheet

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
    "exchange",
    "beginning",
    "help",
)

csrf = CSRFProtect()
migrate = Migrate(render_as_batch=True)


def create_app(
    settings: config.Config | None = None, *, clock: Callable[[], datetime] | None = None
) -> Flask:
    """A ready application. `clock` gives this moment in UTC; the machine's own, if left out."""
    settings = settings or config.read()
    app = Flask(
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
        # A picture of eight megabytes comes with the rest of its form.
        MAX_CONTENT_LENGTH=10 * 1024 * 1024,
        MAX_FORM_PARTS=1_000,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["clock"] = clock or (lambda: datetime.now(UTC))
    sheet.load_fonts()  # a damaged font is told now, not on somebody's comprobante
    db.init_app(app)
    migrate.init_app(app, db.db, directory=str(config.shipped("migrations")))
    csrf.init_app(app)
    web.init_app(app)
    desk.init_app(app)
    for room in JOURNEY:
        app.register_blueprint(import_module(f"coopshop.{room}.views").bp)
    return app
