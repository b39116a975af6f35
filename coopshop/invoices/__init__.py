"""The paper that closes a sale: boleta, factura, nota de crédito, nota de venta."""

from .audit import CHECKS
from .crediting import REASONS, credit, credit_note_in_portal
from .freezing import issuer
from .issuing import Issued, Tender, issue
from .links import BuyerLink, linked, links_of, make_link, message, revoke_link
from .models import Document, HandedOver, Printed, VoidNumber
from .portal import register, void_number
from .portal_xml import PortalXml, has_xml, keep_xml, kept_xml, xml_is_kept
from .printing import facts_of, keep_print, kept_print, render, unprinted
from .reading import check_code, document, documents_of, find, main_document, numbered
from .sunat_said import (
    SunatSaid,
    answered_in,
    at_sunat,
    cdr_name,
    in_portal,
    keep_cdr,
    keep_look,
    keep_sent,
    kept_cdr,
    known_to_sunat,
    told_of,
    words_of,
)
from .sunat_words import sunat_words
from .undoing import hand_over, undo, why_not
from .waiting import is_waiting, to_register
from .worthless import is_worthless, one_for_each_return, to_put_right

__all__ = [
    "CHECKS",
    "REASONS",
    "BuyerLink",
    "Document",
    "HandedOver",
    "Issued",
    "PortalXml",
    "Printed",
    "SunatSaid",
    "Tender",
    "VoidNumber",
    "answered_in",
    "at_sunat",
    "cdr_name",
    "check_code",
    "credit",
    "credit_note_in_portal",
    "document",
    "documents_of",
    "facts_of",
    "find",
    "hand_over",
    "has_xml",
    "in_portal",
    "is_waiting",
    "is_worthless",
    "issue",
    "issuer",
    "keep_cdr",
    "keep_look",
    "keep_print",
    "keep_sent",
    "keep_xml",
    "kept_cdr",
    "kept_print",
    "kept_xml",
    "known_to_sunat",
    "linked",
    "links_of",
    "main_document",
    "make_link",
    "message",
    "numbered",
    "one_for_each_return",
    "register",
    "render",
    "revoke_link",
    "sunat_words",
    "to_put_right",
    "to_register",
    "told_of",
    "undo",
    "unprinted",
    "void_number",
    "why_not",
    "words_of",
    "xml_is_kept",
]
