"""Where the pages for everybody hang."""

from flask import Blueprint

bp = Blueprint("proof", __name__)
