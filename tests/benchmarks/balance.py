"""What a member is owed, read as a page reads it: in a transaction that can write nothing."""

from time import perf_counter

from flask import Flask

from coopshop import ledger
from coopshop.db import db
from coopshop.domain import accounts as acc

from .cooperative import MEMBERS
from .measuring import Act


def of_a_member(app: Flask) -> Act:
    """`ledger.balance` of one member, each time in a session of its own."""

    def once() -> float:
        with app.app_context():
            session = db.session()
            start = perf_counter()
            ledger.balance(session, acc.earned(MEMBERS[0]))
            return perf_counter() - start

    return once
