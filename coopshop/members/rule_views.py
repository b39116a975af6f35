"""What the assembly decided: groups, what each keeps back, and the rules of the cooperative."""

from datetime import datetime

from flask import Response, abort, g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import ledger
from ..access import allowed
from ..db import db, today
from ..domain.days import month_of
from ..domain.errors import N_
from ..domain.showing import percent
from ..web import Done, answer
from ..web.i18n import _
from ..web.names import called
from . import logos, reading
from . import rules as statutes
from .blueprint import bp
from .forms import GroupForm, LogoForm, RulesForm, ShareForm
from .models import Group

#: What each rule is called.
RULES = {
    "ruc": N_("RUC"),
    "razon_social": N_("Registered name"),
    "nombre_comercial": N_("Trade name"),
    "domicilio": N_("Address"),
    "amazonia_exoneracion": N_("We sell exempt of IGV in the Amazon"),
    "igv_bp": N_("IGV"),
    "loss_compensation_bp": N_("Compensation for pieces lost on the way"),
    "dispute_holds": N_("Hold back what a member disputes"),
    "honest_ticket": N_("Say on tickets whose the money is"),
}


@bp.get("/rules")
@allowed("read_members")
def rules() -> str:
    """What holds today, and since when everything was decided."""
    session = db.session()
    return render_template(
        "members/rules.html",
        held=statutes.held(session, today()),
        history=[
            (rule.since, _(RULES[rule.key]), _shown(rule.key, rule.value))
            for rule in reading.history(session)
        ],
        shares=[share for share in reading.shares(session) if share.since <= today()],
        groups=statutes.groups(session),
    )


@bp.route("/rules/logo", methods=["GET", "POST"])
@allowed("decide")
def logo() -> ResponseReturnValue:
    """The logo on our papers; those that are issued already keep the one they have."""
    form = LogoForm(on=today())

    def act(writing: Session, at: datetime) -> Done:
        facts = form.facts()
        logos.take_logo(writing, facts["logo"], on=facts["on"], at=at, by=g.user.id)
        return Done(url_for("members.logo"), _("The logo is kept."))

    kept = logos.logo_at(db.session()) is not None
    return answer(form, act, "members/logo.html", kept=kept)


@bp.get("/rules/logo.png")
@allowed("read_members")
def logo_picture() -> ResponseReturnValue:
    """The logo of now."""
    png = logos.logo_at(db.session()) or abort(404)
    return Response(png, mimetype="image/png")


@bp.route("/rules/new", methods=["GET", "POST"])
@allowed("decide")
def new_rules() -> ResponseReturnValue:
    """From a day on something else holds; what was issued before keeps what held then."""
    held = statutes.held(db.session(), today())
    rates = {
        "igv": int(held["igv_bp"]),
        "loss_compensation": int(held["loss_compensation_bp"]),
    }
    form = RulesForm(since=today(), **(held | rates))

    def act(writing: Session, _at: datetime) -> Done:
        statutes.change_rules(writing, since=form.facts()["since"], values=form.decided())
        return Done(url_for("members.rules"), _("The new rules are written down."))

    return answer(form, act, "members/new_rules.html")


@bp.route("/groups/new", methods=["GET", "POST"])
@allowed("decide")
def new_group() -> ResponseReturnValue:
    """A new group of makers."""
    form = GroupForm()

    def act(writing: Session, _at: datetime) -> Done:
        group = statutes.found_group(writing, **form.facts())
        said = _("%(name)s is founded. Now say what it keeps back of its sales.", name=group.name)
        return Done(url_for("members.new_share", code=group.code), said)

    return answer(form, act, "members/new_group.html")


@bp.get("/groups/<code>")
@allowed("read_members")
def group(code: str) -> str:
    """One group: who belongs to it, and what it keeps back."""
    session, found = db.session(), db.get_or_404(Group, code)
    return render_template(
        "members/group.html",
        group=found,
        shares=reading.shares(session, code),
        makers=reading.makers_of(session, code, today()),
    )


@bp.route("/groups/<code>/share", methods=["GET", "POST"])
@allowed("decide")
def new_share(code: str) -> ResponseReturnValue:
    """From a day on a group keeps back another share; it touches no old sale."""
    found = db.get_or_404(Group, code)
    form = ShareForm(since=today())

    def act(writing: Session, _at: datetime) -> Done:
        facts = form.facts()
        closed = ledger.closed_until(writing)
        if closed and month_of(facts["since"]) <= closed:
            raise ledger.ClosedMonth(month=month_of(facts["since"]), field="since")
        statutes.decide_share(
            writing,
            group=code,
            since=facts["since"],
            share_bp=facts["share"],
            fund_bp=facts["fund"],
            act=facts["act"],
        )
        return Done(url_for("members.group", code=code), _("The new share is written down."))

    return answer(form, act, "members/new_share.html", group=found)


def _shown(key: str, value: str) -> str:
    return percent(int(value)) if key.endswith("_bp") else called(value)
