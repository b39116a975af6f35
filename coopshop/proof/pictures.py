"""The small pictures that a messenger shows beside a link: the thing itself, or our logo."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError
from sqlalchemy.orm import Session

from .. import catalog, invoices, members
from ..invoices import Document

QUALITY = 80


def of_document(session: Session, document: Document) -> bytes | None:
    """The logo that its paper bears, or the first thing on it that has a picture."""
    logo = members.logo_at(session, document.entry)
    if logo and (jpeg := _jpeg(logo)):
        return jpeg
    for line in invoices.facts_of(document).lines:
        if jpeg := of_product(session, line.sku):
            return jpeg
    return None


def of_product(session: Session, sku: str) -> bytes | None:
    """The picture of a product."""
    found = session.get(catalog.Photo, sku)
    return found.jpeg if found else None


def _jpeg(png: bytes) -> bytes | None:
    """The same as a JPEG; nothing where it cannot be read."""
    file = BytesIO()
    try:
        with Image.open(BytesIO(png)) as picture:
            picture.convert("RGB").save(file, "JPEG", quality=QUALITY, optimize=True)
    except (UnidentifiedImageError, OSError):
        return None
    return file.getvalue()
