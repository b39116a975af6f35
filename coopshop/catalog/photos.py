"""Where earlier code looks for what makes pictures small."""

from ..web.photos import MOST_BYTES, shrunk

__all__ = ["MOST_BYTES", "shrunk"]
