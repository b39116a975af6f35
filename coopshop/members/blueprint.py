"""The room's address, shared by its pages: the register of members, and the rules."""

from flask import Blueprint

bp = Blueprint("members", __name__, url_prefix="/members")
