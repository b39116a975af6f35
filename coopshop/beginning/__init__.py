"""The first days: what stood in the notebook, lists from a spreadsheet, practice."""
