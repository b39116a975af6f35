"""The complaints book that the law asks for, open to everybody."""
