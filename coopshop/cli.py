"""The `coopshop` command: what is done at a terminal instead of at the desk."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
import flask_migrate
import sqlalchemy as sa

from . import access, app, config, demo, engines, exchange, ledger
from .beginning import CHECKS as OPENING_CHECKS
from .cash import CHECKS as CASH_CHECKS
from .complaints import CHECKS as COMPLAINT_CHECKS
from .db import db, now, transaction
from .domain.days import day_of
from .domain.errors import Refused
from .inventory import CHECKS as STOCK_CHECKS
from .invoices import CHECKS as DOCUMENT_CHECKS
from .ledger import grants
from .ledger.models import Entry
from .maker.audit import CHECKS as HER_CHECKS
from .orders import CHECKS as ORDER_CHECKS
from .payouts import CHECKS as PAYOUT_CHECKS
from .production import CHECKS as DELIVERY_CHECKS
from .reports import CHECKS as REPORT_CHECKS
from .sales import CHECKS as SALE_CHECKS
from .web.addresses import LARGEST

CHECKS = (
    *ledger.CHECKS,
    *DELIVERY_CHECKS,
    *STOCK_CHECKS,
    *CASH_CHECKS,
    *SALE_CHECKS,
    *DOCUMENT_CHECKS,
    *ORDER_CHECKS,
    *PAYOUT_CHECKS,
    *REPORT_CHECKS,
    *HER_CHECKS,
    *OPENING_CHECKS,
    *COMPLAINT_CHECKS,
)

#: How many broken things of one law are named; the count says how many there are.
NAMED = 10


@click.group()
@click.version_option(package_name="coopshop", message="%(version)s")
def main() -> None:
    """Follow every piece from its maker's hand to its sale, and the money back to her."""


@main.command()
def upgrade() -> None:
    """Bring the database to this version's form, all of it or nothing."""
    with app.create_app().app_context():
        flask_migrate.upgrade()


@main.command()
def serve() -> None:
    """Serve the pages (COOPSHOP_HOST, COOPSHOP_PORT)."""
    from .serving import serve as run

    settings = config.read()
    run(settings, lambda: app.create_app(settings))


@main.command("demo")
def show_demo() -> None:
    """Load an invented year once, serve it, and say where to look."""
    from .serving import serve as run

    settings = config.read()
    url = f"http://{settings.host}:{settings.port}/"
    # Each QR and link of the demo leads somewhere; on a network, to the name that it is asked by.
    if not settings.public_url and settings.host in ("127.0.0.1", "localhost"):
        settings = replace(settings, public_url=url.rstrip("/"))
    logins = settings.instance / demo.LOGINS
    with app.create_app(settings).app_context():
        flask_migrate.upgrade()
        if not demo.has_users(db.session()):
            _load_demo(logins, url)
    _say_where(url, logins)
    run(settings, lambda: app.create_app(settings))


@main.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def import_(folder: Path) -> None:
    """Read a FOLDER of CSV files into the book: whole, or not at all."""
    with app.create_app().app_context():
        flask_migrate.upgrade()
        outcome = _import(folder)
    if outcome.written or outcome.settled:
        click.echo(f"{outcome.written} events and {outcome.settled} settlements written.")
    else:
        click.echo("Nothing new: every row was read before.")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--year", type=click.IntRange(1900, 9999), help="The last one, if left out.")
def export(folder: Path, year: int | None) -> None:
    """Write a year as CSV files into a FOLDER."""
    with _book():
        session = db.session()
        year = year or exchange.last_year(session)
        if year is None:
            raise click.ClickException("The book is empty: there is nothing to export.")
        for path in exchange.export(session, folder, year=year):
            click.echo(path)


@main.command()
def check() -> None:
    """Walk the book and say what it keeps and what is wrong; exit status 1 if anything is."""
    broken = False
    with _book():
        session = db.session()
        click.echo(f"{'law':<56}{'examined':>10}{'wrong':>8}")
        for law in CHECKS:
            finding = law(session)
            click.echo(f"{finding.law:<56}{finding.examined:>10}{len(finding.wrong):>8}")
            for name in finding.wrong[:NAMED]:
                click.echo(f"    {name}")
            broken = broken or bool(finding.wrong)
    sys.exit(1 if broken else 0)


@main.command()
@click.argument("number", type=click.IntRange(1, LARGEST))
@click.argument("signs")
def seal(number: int, signs: str) -> None:
    """Say whether a seal on a paper is true: the NUMBER of an entry and the ten SIGNS beside it.

    Every page from the first to that one is compared with what it was sealed with.
    """
    with _book():
        found = ledger.true_seal(db.session(), number, signs)
        walked = ledger.walk(db.session(), ledger.Walked(now()), number)
    if found is None:
        raise click.ClickException("It does not match: no such page, or other signs.")
    if walked.until < number:
        raise click.ClickException(f"The signs match, but page {walked.broken} was altered.")
    click.echo(f"True: the book has entry {found.entry} of {found.on}, {found.signs}.")
    click.echo(f"Entries 1 to {number} were compared: each is as it was sealed.")


@main.command("print")
def print_() -> None:
    """Make and keep the PDF of every document that has none yet."""
    from flask import current_app

    from . import invoices, sales

    with _book():
        waiting = invoices.unprinted(db.session())
        public = current_app.config["COOPSHOP"].public_url
        form = f"{public}/v/" if public else ""
        with click.progressbar(waiting, label="Printing", file=sys.stderr) as bar:
            for name in bar:
                found = invoices.document(db.session(), name)
                void = sales.undone(db.session(), found.sale) is not None
                pdf = invoices.render(found, void=void, form=form)
                with transaction() as (session, at):
                    document = invoices.document(session, name)
                    invoices.keep_print(session, document, pdf, at=at)


@main.command()
@click.argument("login")
@click.option("--role", type=click.Choice(access.ROLES), required=True)
@click.option("--name", prompt=True)
@click.option("--member", help="For a socia: her code.")
@click.password_option()
def user(login: str, role: str, name: str, member: str | None, password: str) -> None:
    """Let somebody in: a new user called LOGIN."""
    with app.create_app().app_context():
        flask_migrate.upgrade()
        try:
            password_hash = access.hashed(password)
            with transaction() as (session, _):
                access.add_user(
                    session,
                    login=login,
                    name=name,
                    role=role,
                    password_hash=password_hash,
                    member=member,
                )
        except Refused as refused:
            raise click.ClickException(str(refused)) from None
    click.echo(f"{login} can sign in now.")


@main.command()
def doctor() -> None:
    """Say which database this is and how it is wired."""
    with _book():
        engine = db.engine
        click.echo(f"database   {engine.url.render_as_string(hide_password=True)}")
        if engine.dialect.name == "sqlite":
            click.echo(f"sqlite     {engines.sqlite.sqlite_version}")
            click.echo(f"journal    {engines.journal_mode()}, synchronous FULL")
        closed = ledger.closed_until(db.session())
        click.echo(f"closed     {closed or 'no month yet'}")


@main.command()
@click.argument("role")
def grant(role: str) -> None:
    """PostgreSQL: give ROLE the rights to serve pages, and none to change what is in the book."""
    with _book():
        if db.engine.dialect.name != "postgresql":
            raise click.ClickException("SQLite has no roles; the triggers guard the book.")
        with transaction() as (session, _):
            grants.grant(session, role)
    click.echo(f"{role} may read the book and add to it, and change nothing in it.")


@main.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("words", nargs=-1)
def bench(words: tuple[str, ...]) -> None:
    """Measure this machine; prints a table. Only from the project's own folder."""
    sys.path.insert(0, str(config.HERE.parent))
    try:
        from tests import benchmarks
    except ImportError:
        raise click.ClickException("The benchmarks are not part of a wheel.") from None
    sys.exit(benchmarks.main(list(words)))


@contextmanager
def _book() -> Iterator[None]:
    """The application on a database that has a book, or a sentence that says it has none."""
    with app.create_app().app_context():
        if not sa.inspect(db.engine).has_table(Entry.__tablename__):
            raise click.ClickException("There is no book in this database; `upgrade` makes one.")
        yield


def _load_demo(logins: Path, url: str) -> None:
    _import(demo.YEAR)
    passwords = demo.new_passwords()
    with transaction() as (session, at):
        demo.name_groups(session)
        demo.show_things(session, at=at)
        demo.make_till(session, on=day_of(at), at=at)
        demo.add_users(session, passwords)
        shown = demo.week.live(session, demo.SOCIA, on=day_of(at), at=at)
    demo.write_logins(logins, passwords, url)
    demo.write_links(logins.with_name(demo.LINKS), shown, url)


def _say_where(url: str, logins: Path) -> None:
    click.echo(f"\n  {url}\n")
    if logins.exists():
        for row in demo.read_logins(logins):
            click.echo(f"  {row['role']:<16}{row['user']:<16}{row['password']}")
        click.echo(f"\n  (also in {logins})\n")
    links = logins.with_name(demo.LINKS)
    if links.exists():
        for row in demo.read_logins(links):
            click.echo(f"  {row['what']:<32}{row['url']}")
        click.echo("")
    click.echo("  Stop with Ctrl-C; the data stays.\n")


def _import(folder: Path) -> exchange.Outcome:
    """Import with a progress bar; faults go to the terminal, all of them."""
    with click.progressbar(length=1, label="Importing", file=sys.stderr) as bar:

        def progress(done: int, whole: int) -> None:
            bar.length = whole
            if done % 50 == 0 or done == whole:
                bar.update(done - bar.pos)

        try:
            with transaction() as (session, at):
                return exchange.import_folder(session, folder, at=at, progress=progress)
        except exchange.Faulty as faulty:
            bar.finish()
            click.echo("", err=True)
            for fault in faulty.faults:
                click.echo(str(fault), err=True)
            raise click.ClickException(str(faulty)) from None


if __name__ == "__main__":
    main(prog_name="coopshop")
