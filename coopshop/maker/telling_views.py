"""Who can be told what by WhatsApp, with one tap: drafted here, sent from a person's telephone."""

from flask import abort, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from .. import members
from ..access import allowed
from ..db import db, today, transaction
from ..domain.reaching import whatsapp
from ..web.i18n import _, say
from . import news
from .account import owed
from .blueprint import bp
from .telling import message


@bp.get("/avisos")
@allowed("read_payouts")
def telling() -> str:
    """Members to whom something happened since they were last told."""
    found = news.waiting(db.session(), today())
    drafted = news.drafted_on(db.session(), today())
    again = news.still_true(db.session(), [one.message for one in drafted], today())
    shown = {"waiting": found, "drafted": drafted, "again": again}
    return render_template("maker/telling.html", **shown)


@bp.get("/avisos/<member>")
@allowed("read_payouts")
def tell(member: str) -> str:
    """The message for one member, and those drafted before; her balance where nothing is new."""
    session = db.session()
    found, phone = news.news(session, member, today()), members.phone_of(session, member)
    words = message(owed(session, member, today()), found)
    drafted = news.drafted(session, member)
    return render_template(
        "maker/tell.html",
        member=members.member(session, member),
        news=found,
        words=words,
        link_=whatsapp(phone, words),
        phone=phone,
        drafted=drafted,
        last_at=drafted[0].at if drafted else None,
        days=news.DAYS,
        again=news.still_true(session, drafted, today()),
        forgotten=member in members.forgotten(session),
    )


@bp.post("/avisos/<member>")
@allowed("pay_out")
def draft(member: str) -> ResponseReturnValue:
    """Note a message as drafted and go on to WhatsApp with it; whether it is sent nobody knows."""
    _refuse_forgotten(member)
    with transaction() as (session, at):
        found = news.news(session, member, today())
        words = message(owed(session, member, today()), found)
        phone = members.phone_of(session, member)
        if found:
            upto = news.last_page(session)
            news.note_drafted(session, member, words, upto=upto, at=at, by=g.user.id)
    if not found:
        flash(_("It was drafted before; nothing new has happened since."))
        return redirect(url_for(".tell", member=member), 303)
    return _on_the_way(member, whatsapp(phone, words))


@bp.post("/avisos/<member>/otra-vez")
@allowed("pay_out")
def draft_again(member: str) -> ResponseReturnValue:
    """The same message once more: where there was no signal it never reached WhatsApp."""
    _refuse_forgotten(member)
    try:
        with transaction() as (session, at):
            wanted = request.form.get("draft", "")
            drafted = news.draft_again(session, member, wanted, at=at, by=g.user.id)
            address = whatsapp(members.phone_of(session, member), drafted.words)
    except news.NoDraft as refused:
        flash(say(refused))
        return redirect(url_for(".tell", member=member), 303)
    return _on_the_way(member, address)


def _refuse_forgotten(member: str) -> None:
    """Nothing is written to who wanted to be forgotten."""
    session = db.session()
    members.member(session, member)
    if member in members.forgotten(session):
        abort(404)


def _on_the_way(member: str, address: str) -> ResponseReturnValue:
    page = make_response(render_template("maker/drafted.html", address=address, member=member))
    # A form may lead to our own pages only; this page then goes on by itself.
    page.headers["Refresh"] = f"0; url={address}"
    return page
