"""Where the pages of the complaints book hang."""

from flask import Blueprint

bp = Blueprint("complaints", __name__)
