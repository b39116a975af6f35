"""The pages of this room."""

from . import notebook_views, opening_views, practice_views, sheet_views
from .blueprint import bp

__all__ = ["bp", "notebook_views", "opening_views", "practice_views", "sheet_views"]
