"""The room's address, shared by its pages: products, prices, places."""

from flask import Blueprint

bp = Blueprint("catalog", __name__, url_prefix="/catalog")
