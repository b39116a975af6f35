"""The room's address, shared by its pages: stock, transfers, adjustments, counts."""

from flask import Blueprint

bp = Blueprint("inventory", __name__, url_prefix="/inventory")
