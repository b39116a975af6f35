"""Coopshop follows every piece from its maker's hand to its sale, and the money back to her.

domain/   the rules, pure            paper/  facts in, PDF out
web/      the kit of every page      db.py   the one door for writing

The rooms, in the order of the journey (see README.md beside this file):
access, ledger, members, catalog, production, inventory, sales, invoices, payouts, reports and
exchange.
"""

from .app import create_app

__all__ = ["create_app"]
