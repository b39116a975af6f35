"""The demo: an invented year of an invented cooperative, and somebody for every desk.

Beside this file lie the year's inputs as CSV; people, numbers and prices in them are made up.
"""

import csv
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import access, cash, catalog, members
from ..access.permissions import ROLES
from ..web.photos import shrunk
from . import week

YEAR = Path(__file__).parent / "2025"

#: The names that the codes of the scenario stand for.
GROUPS = {"AW": "Allima Waska", "EC": "Ecomusa"}

#: Whose money the demo's socia sees.
SOCIA = "AW-03"

#: Drawings of the things, in place of photographs, and what each of them shows.
DRAWINGS = Path(__file__).parent / "pictures"

LOGINS = "demo-logins.csv"
LINKS = "demo-links.csv"


def name_groups(session: Session) -> None:
    """Give the groups their names; the files only have codes."""
    for group in members.groups(session):
        group.name = GROUPS.get(group.code, group.name)
    session.flush()


def make_till(session: Session, *, on: date, at: datetime) -> None:
    """The shop's drawer, for whoever comes first to open it; and money for it in the box."""
    cash.add_till(session, code="TIENDA", name="Caja de la tienda", place="TPP")
    fetch_money(session, on=on, at=at)


def fetch_money(session: Session, *, on: date, at: datetime) -> None:
    """Money from the bank for the box, so that it can pay.

    The year's files say which buyers paid into the bank and that members were paid in cash, but not
    when somebody went to the bank for it.
    """
    about = "Para los pagos de 2025"
    cash.move(
        session, till=None, reason="retiro_banco", amount=900_000, note=about, on=on, at=at, by=1
    )


def show_things(session: Session, *, at: datetime) -> None:
    """Give each product its picture."""
    with (DRAWINGS / "which.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            jpeg = shrunk((DRAWINGS / f"{row['picture']}.jpg").read_bytes())
            catalog.take_photo(session, row["sku"], jpeg, at=at)


def has_users(session: Session) -> bool:
    """Whether anybody can sign in yet."""
    return session.scalar(sa.select(sa.func.count(access.User.id))) != 0


def new_passwords() -> dict[str, tuple[str, str]]:
    """A random password and its hash for each role; slow on purpose, so before a transaction."""
    passwords = {role: access.random_password() for role in ROLES}
    return {role: (password, access.hashed(password)) for role, password in passwords.items()}


def add_users(session: Session, passwords: dict[str, tuple[str, str]]) -> None:
    """One user for each role, called like it."""
    for role, (_, password_hash) in passwords.items():
        hers = role == "socia"
        name = members.member(session, SOCIA).name if hers else role.capitalize()
        access.add_user(
            session,
            login=role,
            name=name,
            role=role,
            password_hash=password_hash,
            member=SOCIA if hers else None,
        )


def write_logins(path: Path, passwords: dict[str, tuple[str, str]], url: str) -> None:
    """Keep the passwords where only the owner of the machine reads them."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("role", "user", "password", "url"))
        writer.writerows((role, role, said, url) for role, (said, _) in passwords.items())


def write_links(path: Path, shown: week.Shown, url: str) -> None:
    """Keep the addresses that are told once beside the logins."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("what", "url"))
        said = {"card": "her card (once)", "paper": "a buyer's paper", "lot": "a label"}
        writer.writerows((said[name], url + end) for name, end in shown._asdict().items())


def read_logins(path: Path) -> list[dict[str, str]]:
    """The logins, or the links, that were written at the first start."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
