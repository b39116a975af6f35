"""How migrations run: all of them in one transaction, behind the same lock as every writer."""

from alembic import context

from coopshop.db import db, writing


def render_item(kind, item, _autogen):
    """Write our own column types into a new migration by their names."""
    if kind == "type" and type(item).__module__ == "coopshop.db":
        return f"db.{type(item).__name__}"
    return False


def run() -> None:
    """Bring the application's own database up or down."""
    if context.is_offline_mode():
        raise SystemExit("Migrations need the database; there is no offline mode.")
    with writing(), db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,
            render_item=render_item,
            transactional_ddl=True,
            transaction_per_migration=False,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
