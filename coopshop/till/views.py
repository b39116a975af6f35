"""The pages of this room."""

from flask import Blueprint

bp = Blueprint("till", __name__, url_prefix="/till")
