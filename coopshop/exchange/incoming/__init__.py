"""Reading a folder of CSV files into the book, whole or not at all."""

from .faults import Fault, Faulty
from .importing import Outcome, import_folder

__all__ = ["Fault", "Faulty", "Outcome", "import_folder"]
