"""At the desk: cards for her telephones, and taking one away when it is lost."""

from urllib.parse import urlsplit

from flask import (
    Response,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from .. import access, members
from ..access import allowed
from ..db import db, now, today, transaction
from ..paper import phone_cards, qr
from ..web.i18n import _
from ..web.papers import paper
from . import enrolling
from .blueprint import outside
from .phones import Phone


@outside("/members/<code>/phones")
@allowed("read_members")
def phones(code: str) -> str:
    """The telephones of a member: since when, last used, taken away by whom."""
    return _page(_known(code))


@outside("/members/<code>/phones/card", "POST")
@allowed("keep_members")
def issue(code: str) -> str:
    """A new card, on the screen at once: its QR is shown this once and kept nowhere."""
    _known(code)
    with transaction() as (writing, at):
        issued = enrolling.issue(writing, member=code, at=at, by=g.user.id)
    address = _address(issued.token)
    shown = {"picture": qr.picture(address), "leads_to": urlsplit(address).netloc}
    return _page(_known(code), issued=issued, **shown)


@outside("/members/<code>/phones/card.pdf", "POST")
@allowed("keep_members")
def card(code: str) -> Response:
    """The card that stands on the screen, to be given to her."""
    token = request.form.get("token", "")
    found = enrolling.card(db.session(), token, now=now())
    if found is None or found.member != code:
        abort(404)
    until = enrolling.day_of(found.expires_at)
    return _printed([enrolling.Issued(token, code, until)], _house(), f"tarjeta-{code}")


@outside("/members/<code>/phones/<int:number>/revoke", "POST")
@allowed("keep_members")
def revoke(code: str, number: int) -> ResponseReturnValue:
    """One telephone is taken away: at once, wherever it is open."""
    with transaction() as (writing, at):
        phone = writing.get(Phone, number)
        if phone is None or phone.member != code:
            abort(404)
        enrolling.revoke(writing, phone, at=at, by=g.user.id)
    flash(_("That telephone no longer opens."))
    return redirect(url_for(".phones", code=code), 303)


@outside("/members/<code>/phones/revoke", "POST")
@allowed("keep_members")
def revoke_all(code: str) -> ResponseReturnValue:
    """All of them, and the card that was not used."""
    _known(code)
    with transaction() as (writing, at):
        enrolling.revoke_all(writing, code, at=at, by=g.user.id)
    flash(_("None of her telephones opens any more."))
    return redirect(url_for(".phones", code=code), 303)


@outside("/members/phones")
@allowed("read_members")
def cards() -> str:
    """Who has a smartphone and cannot open her account with it yet."""
    return render_template("maker/cards.html", people=enrolling.without(db.session(), today()))


@outside("/members/phones/cards.pdf", "POST")
@allowed("keep_members")
def all_cards() -> ResponseReturnValue:
    """A card for each of them, to cut out; cards that were not used work no longer."""
    people = [each.code for each in enrolling.without(db.session(), today())]
    if not people:
        return redirect(url_for(".cards"), 303)
    house = _house()  # who has no name yet is told so before any card is issued
    with transaction() as (writing, at):
        stamp = {"at": at, "by": g.user.id}
        issued = [enrolling.issue(writing, member=code, **stamp) for code in people]
    return _printed(issued, house, "tarjetas")


def _page(member: members.Member, **issued: object) -> str:
    session = db.session()
    return render_template(
        "maker/phones.html",
        member=member,
        phones=enrolling.phones(session, member.code),
        card=enrolling.open_card(session, member.code, now=now()),
        names={user.id: user.name for user in access.users(session)},
        **issued,
    )


def _printed(issued: list[enrolling.Issued], house: str, name: str) -> Response:
    session = db.session()
    cards = [
        phone_cards.PhoneCard(
            members.member(session, each.member).name, _address(each.token), each.until
        )
        for each in issued
    ]
    return paper(phone_cards.draw(cards, house), name)


def _house() -> str:
    """Whose card it is."""
    issuer = members.issuer(db.session(), today())
    return issuer.trade_name or issuer.name


def _address(token: str) -> str:
    """What the QR of a card says: an address that her telephone's camera opens."""
    public = current_app.config["COOPSHOP"].public_url or request.url_root.rstrip("/")
    return f"{public}{url_for('.enrol', token=token).removeprefix(request.script_root)}"


def _known(code: str) -> members.Member:
    found: members.Member = db.get_or_404(members.Member, code)
    return found
