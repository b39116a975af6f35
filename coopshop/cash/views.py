"""The pages of this room."""

from flask import Blueprint

bp = Blueprint("cash", __name__, url_prefix="/cash")
