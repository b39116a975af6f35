"""Where the pages of the door hang."""

from flask import Blueprint

bp = Blueprint("access", __name__)
