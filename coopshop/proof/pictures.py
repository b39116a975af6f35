"""The small pictures that a messenger shows beside a link: the thing, our logo, or a basket."""

from functools import cache
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from sqlalchemy.orm import Session

from .. import catalog, invoices, members
from ..config import HERE
from ..invoices import Document

QUALITY = 80


def of_document(session: Session, document: Document) -> bytes:
    """The logo that its paper bears, or the first thing on it that has a picture."""
    if jpeg := _logo(session, document.entry):
        return jpeg
    for line in invoices.facts_of(document).lines:
        if jpeg := of_product(session, line.sku):
            return jpeg
    return _basket()


def of_piece(session: Session, sku: str) -> bytes:
    """The thing, or the logo of today."""
    return of_product(session, sku) or _logo(session) or _basket()


def of_product(session: Session, sku: str) -> bytes | None:
    """The picture of a product, if it has one."""
    found = session.get(catalog.Photo, sku)
    return found.jpeg if found else None


def _logo(session: Session, entry: int | None = None) -> bytes | None:
    """The logo as a JPEG; nothing where there is none, or where it cannot be read."""
    png, file = members.logo_at(session, entry), BytesIO()
    if png is None:
        return None
    try:
        with Image.open(BytesIO(png)) as picture:
            picture.convert("RGB").save(file, "JPEG", quality=QUALITY, optimize=True)
    except (UnidentifiedImageError, OSError):
        return None
    return file.getvalue()


@cache
def _basket() -> bytes:
    """A drawing of ours: a link without a picture looks like one that nobody should touch."""
    return (HERE / "static" / "img" / "basket.jpg").read_bytes()
