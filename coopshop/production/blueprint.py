"""The room's address, shared by its pages: the desk, the deliveries, labels and cards."""

from flask import Blueprint

bp = Blueprint("production", __name__, url_prefix="/production")
