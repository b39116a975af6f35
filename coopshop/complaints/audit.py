"""What the complaints book must always satisfy: no number is missing, no answer comes before."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..ledger.audit import Finding
from ..ledger.models import Series
from .filing import COUNTER
from .models import Complaint, ComplaintAddition, ComplaintAnswer


def numbers_without_gaps(session: Session) -> Finding:
    """The sheets of each year are 1, 2, 3 … up to what the counter says."""
    finding = Finding("complaints: numbers of each year without a gap")
    counters = sa.select(Series.code, Series.last).where(Series.kind == COUNTER)
    last = {int(code): drawn for code, drawn in session.execute(counters)}
    grouped = sa.select(
        Complaint.year,
        sa.func.count(),
        sa.func.min(Complaint.number),
        sa.func.max(Complaint.number),
    ).group_by(Complaint.year)
    kept = {year: (count, first, final) for year, count, first, final in session.execute(grouped)}
    for year in sorted(last.keys() | kept.keys()):
        drawn = last.get(year, 0)
        finding.look(kept.get(year, (0, 0, 0)) == (drawn, 1, drawn), str(year))
    for code, year, number in session.execute(
        sa.select(Complaint.code, Complaint.year, Complaint.number)
    ):
        finding.look(code == f"{number:06d}-{year}", code)
    return finding


def answered_after_asked(session: Session) -> Finding:
    """Each answer belongs to a sheet and is not older; additions are 1, 2, 3 … after an answer."""
    finding = Finding("complaints: answered once, and after they came")
    query = sa.select(ComplaintAnswer.complaint, ComplaintAnswer.on, Complaint.on).outerjoin(
        Complaint, Complaint.code == ComplaintAnswer.complaint
    )
    answered = {code: (on, asked) for code, on, asked in session.execute(query)}
    for code, (on, asked) in answered.items():
        finding.look(asked is not None and asked <= on, code)
    grouped = sa.select(
        ComplaintAddition.complaint, sa.func.count(), sa.func.max(ComplaintAddition.number)
    ).group_by(ComplaintAddition.complaint)
    for code, count, final in session.execute(grouped):
        finding.look(code in answered and count == final, f"{code} additions")
    return finding


CHECKS = (numbers_without_gaps, answered_after_asked)
