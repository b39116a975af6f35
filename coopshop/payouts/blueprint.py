"""The room's address, shared by its pages: payouts, advances, statements."""

from flask import Blueprint

bp = Blueprint("payouts", __name__, url_prefix="/payouts")
