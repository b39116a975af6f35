"""Where the pages of the complaints book hang: the public ones at /reclamos, the desk's beside."""

from flask import Blueprint

bp = Blueprint("complaints", __name__)
