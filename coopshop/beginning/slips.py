"""The facts on the paper that a member signs below what she begins with."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from .. import catalog, members
from ..members import Member
from ..paper import opening as paper
from .reading import begun


def beginners(session: Session) -> list[Member]:
    """Who began with something, in order of name."""
    rows = begun(session).rows
    codes = {shown.opening.subject for shown in rows["member"]}
    codes |= {shown.lot.member for shown in rows["stock"] if shown.lot}
    return [member for member in members.by_name(session) if member.code in codes]


def statements(
    session: Session, people: Sequence[Member], on: date, written_by: str
) -> list[paper.Opening]:
    """One for each; who began with nothing says so too."""
    rows = begun(session).rows
    issuer = members.issuer(session, on)
    names = {place.code: place.name for place in catalog.places(session)}
    drawn = []
    for member in people:
        money = [s.opening for s in rows["member"] if s.opening.subject == member.code]
        lots = [s for s in rows["stock"] if s.lot and s.lot.member == member.code]
        pieces = tuple(
            paper.Piece(
                lot=shown.lot.lot,
                product=catalog.product(session, shown.lot.sku).name_es,
                place=names.get(shown.lot.place, shown.lot.place),
                quantity=shown.units,
            )
            for shown in lots
            if shown.lot
        )
        days = [row.on for row in money] + [shown.opening.on for shown in lots]
        drawn.append(
            paper.Opening(
                issuer=issuer,
                code=money[0].code if money else member.code,
                on=min(days, default=on),
                member_code=member.code,
                member_name=member.name,
                member_dni=member.dni or "",
                cents=money[0].amount if money else 0,
                page=money[0].page if money else "",
                pieces=pieces,
                written_by=written_by,
            )
        )
    return drawn
