"""The room's address, shared by its pages: sales, payments, buyers."""

from flask import Blueprint

bp = Blueprint("sales", __name__, url_prefix="/sales")
