"""The room's address, shared by its pages: quotations, orders, deposits."""

from flask import Blueprint

bp = Blueprint("orders", __name__, url_prefix="/orders")
