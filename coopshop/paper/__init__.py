"""Facts in, PDF out: one module for each paper, with the facts it takes and `draw(facts) -> bytes`.

Papers are in Spanish, whoever prints them: they are kept for years, signed, and shown to SUNAT. So
their words stand here, where the frozen bytes can be made again, and not among the translations.
"""
