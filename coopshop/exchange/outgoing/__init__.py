"""Writing a year of the book as CSV files."""

from .exporting import FILES, export, last_year, text_of, years

__all__ = ["FILES", "export", "last_year", "text_of", "years"]
