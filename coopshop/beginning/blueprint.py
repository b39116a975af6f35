"""The blueprint that every page of this room hangs on."""

from flask import Blueprint

bp = Blueprint("beginning", __name__, url_prefix="/beginning")
