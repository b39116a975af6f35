"""Pieces that are still to be made: quotations, orders, what was paid ahead."""
