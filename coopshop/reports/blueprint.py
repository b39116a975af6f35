"""The room's address, shared by its pages."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/reports")
