"""The room's address, shared by its pages: papers, returns, the portal's numbers."""

from flask import Blueprint

bp = Blueprint("invoices", __name__, url_prefix="/invoices")
