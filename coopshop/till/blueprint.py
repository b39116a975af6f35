"""The room's address, shared by its pages."""

from flask import Blueprint

bp = Blueprint("till", __name__, url_prefix="/till")
