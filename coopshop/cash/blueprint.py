"""The room's address, shared by its pages: tills, counts, money in and out, the cash book."""

from flask import Blueprint

bp = Blueprint("cash", __name__, url_prefix="/cash")
