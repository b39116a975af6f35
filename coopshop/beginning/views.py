"""The pages of this room."""

from . import first_page, guide_views, notebook_views, opening_views, practice_views, sheet_views
from .blueprint import bp

__all__ = [
    "bp",
    "first_page",
    "guide_views",
    "notebook_views",
    "opening_views",
    "practice_views",
    "sheet_views",
]
