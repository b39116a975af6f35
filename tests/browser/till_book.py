"""What the book says of what was sold at the till."""

from coopshop import ledger, sales
from coopshop.db import db
from coopshop.domain import accounts as acc


def recorded(app):
    """How many sales there are, and what lies in the cash box."""
    with app.app_context():
        session = db.session()
        found = len(session.execute(sales.listing.listed(None)).all())
        cash = ledger.balance(session, acc.purse("efectivo"))
        session.rollback()
        return found, cash
