"""The room's address, shared by its pages: books to take home, pads to take along."""

from flask import Blueprint

bp = Blueprint("exchange", __name__, url_prefix="/exchange")
