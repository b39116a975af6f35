"""Her pages."""

from . import account_views, payment_views
from .blueprint import bp

__all__ = ["account_views", "bp", "payment_views"]
