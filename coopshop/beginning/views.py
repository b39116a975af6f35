"""The pages of this room."""

from . import practice_views
from .blueprint import bp

__all__ = ["bp", "practice_views"]
