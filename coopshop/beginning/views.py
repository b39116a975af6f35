"""The pages of this room."""

from flask import Blueprint

bp = Blueprint("beginning", __name__, url_prefix="/beginning")
