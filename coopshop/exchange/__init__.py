"""Folders of CSV in and out: a year from elsewhere, and everything we hold for whoever asks."""

from .exporting import FILES, export, last_year, text_of
from .faults import Fault, Faulty
from .importing import Outcome, import_folder

__all__ = [
    "FILES",
    "Fault",
    "Faulty",
    "Outcome",
    "export",
    "import_folder",
    "last_year",
    "text_of",
]
