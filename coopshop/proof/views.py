"""The pages that confirm what is printed."""

from . import check_views, link_views, lot_views, seal_views
from .blueprint import bp

__all__ = ["bp", "check_views", "link_views", "lot_views", "seal_views"]
