"""How anybody asks SUNAT about a paper, without us."""

from typing import Any

from .. import invoices
from ..invoices import Document
from ..invoices.sunat_words import SUNAT_PAGE, asked_by_sunat


def asked(document: Document) -> dict[str, Any]:
    """What a page shows of it; nothing for a paper that SUNAT never hears of."""
    if not invoices.known_to_sunat(document):
        return {"asked": (), "sunat_page": ""}
    return {"asked": asked_by_sunat(document), "sunat_page": SUNAT_PAGE}
