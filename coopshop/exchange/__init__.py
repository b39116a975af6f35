"""Folders of CSV in and out: a year from elsewhere, and everything we hold for whoever asks."""

from .incoming import Fault, Faulty, Outcome, import_folder
from .outgoing import FILES, export, last_year, text_of, years

__all__ = [
    "FILES",
    "Fault",
    "Faulty",
    "Outcome",
    "export",
    "import_folder",
    "last_year",
    "text_of",
    "years",
]
