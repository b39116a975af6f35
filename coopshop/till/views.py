"""The pages of this room."""

from flask import Blueprint

from .models import Parked, Wallet

__all__ = ["Parked", "Wallet", "bp"]

bp = Blueprint("till", __name__, url_prefix="/till")
