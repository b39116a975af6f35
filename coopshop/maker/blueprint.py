"""Where her pages hang."""

from flask import Blueprint

bp = Blueprint("maker", __name__, url_prefix="/yo")
