"""Her account of a month: as a page and as a paper; of all members in one paper, by surname."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from flask import Response, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import ledger, members
from ..access import allowed
from ..access import hers as only_hers
from ..db import db, today
from ..domain import showing
from ..domain.days import last_day, month_of
from ..paper import statement as paper_of
from ..web import asked_word, work
from ..web.addresses import outside
from ..web.i18n import _, language
from ..web.papers import paper
from . import statements
from .account import Account, between
from .behind import behind
from .blueprint import bp
from .earlier import earlier, first_day

#: A month as it stands in an address.
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")

#: So many accounts are drawn while one waits.
MANY = 12


class Month(NamedTuple):
    """A month that has begun, with the ones beside it; empty where there is none to see."""

    name: str
    since: date
    until: date
    before: str
    after: str

    @property
    def goes_on(self) -> bool:
        """Whether it is not over."""
        return not self.after


def asked(begun: date | None, *, whole: bool = False) -> Month:
    """The month that is asked for; else the one that goes on, or the last `whole` one.

    None is there before that of the day on which it had `begun`.
    """
    now = today()
    first = min(begun or now, now).replace(day=1)
    usual = max(first, now.replace(day=1) - timedelta(days=1)) if whole else now
    asked = MONTH.fullmatch(asked_word("month") or month_of(usual))
    if not asked:
        abort(404)
    since = date(int(asked[1]), int(asked[2]), 1)
    end = last_day(since.year, since.month)
    if not first <= since <= now:
        abort(404)
    after = month_of(end + timedelta(days=1)) if end < now else ""
    before = month_of(since - timedelta(days=1)) if since > first else ""
    return Month(month_of(since), since, min(end, now), before, after)


def of_hers() -> Month:
    """The month that she who looks asks for, from the first in which anything of hers moved."""
    return asked(first_day(db.session(), g.user.member))


def _of_all() -> Month:
    """The month that the desk asks for, from the first of the book."""
    return asked(ledger.first_day(db.session()), whole=True)


def _checked_at(seal: ledger.Seal | None) -> str:
    """Where a seal is checked, with its page and its signs filled in."""
    if seal is None:
        return outside(url_for("proof.seal"))
    return outside(url_for("proof.seal", n=seal.entry, s=seal.signs))


def of_month(month: Month) -> Account:
    """The account of who is looking, of a month."""
    return between(db.session(), g.user.member, month.since, month.until, today())


@bp.get("/cuenta")
@allowed("read_own")
def account() -> str:
    """A month of hers."""
    month, session = of_hers(), db.session()
    hers, seal = of_month(month), ledger.seal(session)
    return render_template(
        "maker/account.html",
        hers=hers,
        behind=behind(session, hers.member, hers.lines),
        before=earlier(session, hers.member, month.since),
        month=month,
        seal=seal,
        checked_at=_checked_at(seal),
    )


@bp.get("/cuenta.pdf")
@allowed("read_own")
def account_pdf() -> Response:
    """The same on paper."""
    return _pdf(g.user.member, of_hers())


@bp.get("/estados")
@allowed("read_payouts")
def statements_() -> str:
    """The papers of a month, for those who come for them: one of all, and each alone."""
    now = today()
    people = statements.everybody(db.session(), now)
    page = {"month": _of_all(), "people": people, "running": month_of(now)}
    return render_template("maker/statements.html", **page)


@bp.get("/estados/<member>.pdf")
@allowed("read_member")
def statement_pdf(member: str) -> Response:
    """The paper of one member."""
    only_hers(member)
    return _pdf(member, _of_all())


def _pdf(member: str, month: Month) -> Response:
    session = db.session()
    members.member(session, member)
    seal = ledger.seal(session)
    sealed = seal, _checked_at(seal)
    told = statements.of_month(session, member, month.since, month.until, today(), *sealed)
    return paper(paper_of.draw([told]), f"{member}-{month.name}")


@bp.get("/estados.pdf")
@allowed("read_payouts")
def all_pdf() -> ResponseReturnValue:
    """The papers of all members in one, by surname."""
    month = _of_all()
    codes = [member.code for member in statements.everybody(db.session(), today())]
    if not codes:
        abort(404)

    def drawn(progress: work.Progress | None = None) -> bytes:
        session, told, now = db.session(), [], today()
        seal = ledger.seal(session)
        sealed = seal, _checked_at(seal)
        for number, code in enumerate(codes):
            if progress:
                progress(number, len(codes), code)
            of = statements.of_month(session, code, month.since, month.until, now, *sealed)
            told.append(of)
        return paper_of.draw(told)

    name = f"cuentas-{month.name}"
    if len(codes) <= MANY:
        return paper(drawn(), name)

    def run(progress: work.Progress) -> work.Made:
        return work.Made(f"{name}.pdf", "application/pdf", drawn(progress))

    title = _("Accounts of %(month)s", month=showing.month(month.name, language()))
    back, key = url_for(".statements_"), f"{request.full_path} {ledger.seal(db.session())}"
    return work.begin(title, run, back=back, key=key, anew=True, fresh=work.A_MINUTE)
