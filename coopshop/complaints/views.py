"""The pages of the complaints book."""

from .blueprint import bp

__all__ = ["bp"]
