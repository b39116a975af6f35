"""What of the register waits today: whose yes bears no day, and shows nothing until she says it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from ..access import Notice, waits
from ..web.i18n import _
from . import consents


@waits("keep_members")
def to_ask_again(session: Session, today: date) -> Iterator[Notice]:
    """Those who said yes before this book."""
    if asked := consents.to_ask(session, today):
        words = _("Consents without a day: ask again")
        yield Notice(words, len(asked), "members.ask_again", "tag")
