"""The paper that closes a sale: boleta, factura, nota de crédito, nota de venta."""

from .audit import CHECKS
from .crediting import credit, credit_note_in_portal
from .freezing import issuer
from .issuing import Issued, Tender, issue
from .models import Document, HandedOver, Printed, VoidNumber
from .portal import register, to_register, void_number
from .printing import facts_of, keep_print, kept_print, render, unprinted
from .reading import document, documents_of, main_document
from .undoing import hand_over, undo, why_not

__all__ = [
    "CHECKS",
    "Document",
    "HandedOver",
    "Issued",
    "Printed",
    "Tender",
    "VoidNumber",
    "credit",
    "credit_note_in_portal",
    "document",
    "documents_of",
    "facts_of",
    "hand_over",
    "issue",
    "issuer",
    "keep_print",
    "kept_print",
    "main_document",
    "register",
    "render",
    "to_register",
    "undo",
    "unprinted",
    "void_number",
    "why_not",
]
