"""Members as the options of a choice."""

from datetime import date

from sqlalchemy.orm import Session

from ..domain.folding import alphabetical
from .reading import has_left
from .service import everyone


def member_offers(session: Session, on: date) -> list[tuple[str, str]]:
    """Who had not left on a day, by name: that is what people call out."""
    here = [member for member in everyone(session) if not has_left(member, on)]
    here.sort(key=lambda member: (alphabetical(member.name), member.code))
    return [(member.code, f"{member.name} ({member.code})") for member in here]
