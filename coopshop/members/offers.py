"""Members as the options of a choice."""

from datetime import date

from sqlalchemy.orm import Session

from .reading import has_left
from .service import by_name


def member_offers(session: Session, on: date) -> list[tuple[str, str]]:
    """Who had not left on a day, by name: that is what people call out."""
    here = [member for member in by_name(session) if not has_left(member, on)]
    return [(member.code, f"{member.name} ({member.code})") for member in here]
