"""The register: who makes, what is hers, who joins, who leaves. A socia sees her own page only."""

from datetime import datetime

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import access, ledger
from ..access import allowed, hers
from ..db import db, today
from ..domain import accounts as acc
from ..web import Done, answer
from ..web.i18n import _
from . import (
    consent_views,
    consents,
    contact_views,
    contacts,
    face_views,
    first_page,
    portraits,
    reading,
    rule_views,
    rules,
    service,
)
from .blueprint import bp
from .forms import (
    JoinGroupForm,
    LeaveForm,
    LeaveGroupForm,
    MemberForm,
    MemberUserForm,
    NewMemberForm,
)
from .lists import MEMBERS
from .models import Member

__all__ = ["bp", "consent_views", "contact_views", "face_views", "first_page", "rule_views"]


@bp.app_template_global()
def house_name() -> str:
    """Who speaks on our pages: the association, or the program while nobody has named it."""
    session, on = db.session(), today()
    return rules.held(session, on)["nombre_comercial"] or rules.legal_name(session, on)


@bp.get("/")
@allowed("read_members")
def index() -> ResponseReturnValue:
    """Everybody, with what can be paid to each."""
    people = reading.register(db.session(), today())
    asked = len(consents.to_ask(db.session(), today()))
    return MEMBERS.answer("members/index.html", people, today=today(), asked=asked)


@bp.get("/<code>")
@allowed("read_member")
def show(code: str) -> str:
    """One member: her money first, then what the register says."""
    hers(code)
    session, member = db.session(), _known(code)
    return render_template(
        "members/show.html",
        member=member,
        left=reading.has_left(member, today()),
        forgotten=code in reading.forgotten(session),
        available=-ledger.balance(session, acc.payable(code)),
        earned=-ledger.balance(session, acc.earned(code)),
        steps=reading.last_steps(session, code),
        groups=reading.memberships(session, code),
        face=portraits.faces(session).get(code),
        phone=contacts.phone_of(session, code),
        agreed={kind: consents.agreed(session, code, kind) for kind in consents.KINDS},
        said={kind: consents.stands(session, code, kind) for kind in consents.KINDS},
        users=[user for user in access.users(session) if user.member == code],
    )


@bp.route("/new", methods=["GET", "POST"])
@allowed("keep_members")
def new() -> ResponseReturnValue:
    """Somebody joins."""
    form = NewMemberForm(joined_on=today())
    form.today = today()
    form.group.choices = _group_choices()

    def act(writing: Session, at: datetime) -> Done:
        member = service.enroll(writing, **form.register)
        for kind, on in form.agreed:
            agrees = {"member": member.code, "kind": kind}
            consents.say(writing, **agrees, given=True, on=on, at=at, by=g.user.id)
        said = _("%(name)s is a member. Her code is %(code)s.", name=member.name, code=member.code)
        return Done(url_for("members.show", code=member.code), said)

    return answer(form, act, "members/new.html")


@bp.route("/<code>/change", methods=["GET", "POST"])
@allowed("keep_members")
def change(code: str) -> ResponseReturnValue:
    """Correct what the register says; nothing that was issued changes."""
    member = _known(code)
    form = MemberForm(obj=member)
    form.today = today()

    def act(writing: Session, _at: datetime) -> Done:
        service.change(writing, code, **form.facts())
        return Done(url_for("members.show", code=code), _("The register is corrected."))

    return answer(form, act, "members/change.html", member=member)


@bp.route("/<code>/leave", methods=["GET", "POST"])
@allowed("keep_members")
def leave(code: str) -> ResponseReturnValue:
    """She leaves; what she left is still sold, and she is still paid for it."""
    member = _known(code)
    form = LeaveForm(left_on=member.left_on or today())
    form.today = today()

    def act(writing: Session, _at: datetime) -> Done:
        on = form.facts()["left_on"]
        name = service.leave(writing, code, on=on).name
        said = _("%(name)s has left. Her pieces are still sold and paid.", name=name)
        return Done(url_for("members.show", code=code), said)

    return answer(form, act, "members/leave.html", member=member)


@bp.route("/<code>/groups/join", methods=["GET", "POST"])
@allowed("keep_members")
def join_group(code: str) -> ResponseReturnValue:
    """She belongs to one more group; each earning counts for the group of its product."""
    member = _known(code)
    form = JoinGroupForm(since=today())
    form.group.choices = [pair for pair in _group_choices() if pair[0] not in _current(code)]

    def act(writing: Session, _at: datetime) -> Done:
        service.join_group(writing, code, **form.facts())
        return Done(url_for("members.show", code=code), _("She belongs to one more group."))

    return answer(form, act, "members/join_group.html", member=member)


@bp.route("/<code>/groups/leave", methods=["GET", "POST"])
@allowed("keep_members")
def leave_group(code: str) -> ResponseReturnValue:
    """She belongs to a group no longer; what she made for it stays hers."""
    member = _known(code)
    form = LeaveGroupForm(until=today())
    form.group.choices = [pair for pair in _group_choices() if pair[0] in _current(code)]

    def act(writing: Session, _at: datetime) -> Done:
        service.leave_group(writing, code, **form.facts())
        return Done(url_for("members.show", code=code), _("She belongs to one group less."))

    return answer(form, act, "members/leave_group.html", member=member)


@bp.route("/<code>/user", methods=["GET", "POST"])
@allowed("manage_users")
def give_user(code: str) -> ResponseReturnValue:
    """A user of her own, so that she can see her page."""
    member = _known(code)
    name = member.name
    form = MemberUserForm()

    def act(writing: Session, _at: datetime) -> Done:
        access.add_user(
            writing,
            name=name,
            role="socia",
            member=code,
            password_hash=form.password.hash,
            **form.facts(),
        )
        said = _("%(name)s can sign in now. Tell her the password yourself.", name=name)
        return Done(url_for("members.show", code=code), said)

    return answer(form, act, "members/give_user.html", member=member)


def _known(code: str) -> Member:
    found: Member = db.get_or_404(Member, code)
    return found


def _group_choices() -> list[tuple[str, str]]:
    return [(group.code, f"{group.code} · {group.name}") for group in rules.groups(db.session())]


def _current(code: str) -> set[str]:
    found = reading.memberships(db.session(), code)
    return {membership.group for membership in found if membership.until is None}
