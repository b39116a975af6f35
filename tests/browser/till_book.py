"""A ticket that several tests begin, and what the book and the browser say of it."""

from coopshop import ledger, sales
from coopshop.db import db
from coopshop.domain import accounts as acc

#: How many tickets this browser keeps.
STORE = "Object.keys(localStorage).filter(name => name.startsWith('till-')).length"


def begin(page):
    """Two baskets with five percent off, paid by Yape."""
    page.locator(".tile:has-text('Canasta')").dblclick()
    page.locator(".ticket-line summary").click()
    page.locator("[name=lines-0-discount]").fill("5")
    page.locator("[name=payments-0-method][value=yape]").check(force=True)
    page.locator("[name=payments-0-operation]").fill("771")


def recorded(app):
    """How many sales there are, and what lies in the cash box."""
    with app.app_context():
        session = db.session()
        found = len(session.execute(sales.listing.listed(None)).all())
        cash = ledger.balance(session, acc.purse("efectivo"))
        session.rollback()
        return found, cash
