"""Folders of CSV in and out: a year from elsewhere, and everything we hold for whoever asks."""

from .exporting import export
from .faults import Fault, Faulty
from .importing import Outcome, import_folder

__all__ = ["Fault", "Faulty", "Outcome", "export", "import_folder"]
