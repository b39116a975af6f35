"""Her door: a card lets her telephone in, her PIN opens it. No name, no password, no e-mail."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from .. import access, members
from ..access import allowed, her_door
from ..access.service import TooManyTries
from ..db import db, now, transaction
from ..domain.errors import Refused
from ..web import DeskForm, asked_number
from ..web.i18n import _, say
from ..web.pages import own_address
from ..web.places import place
from . import device, enrolling, pins
from .blueprint import bp, outside
from .device import Held
from .door_forms import ChangePinForm, EnrolForm, EnterForm, NewPinForm
from .enrolling import CardSpent
from .phones import Phone, digest
from .pins import PhoneShut

#: Cards and telephones made up at one place, in a quarter of an hour. They cost us a look at an
#: index; after so many not even a line is written down. A telephone that we know is not counted.
MOST_MADE_UP = 30


@outside("/e/<token>", "GET", "POST")
@her_door
def enrol(token: str) -> ResponseReturnValue:
    """Her card: looked at by link previews and scanners too, so only the button uses it up."""
    form = EnrolForm()
    if form.is_submitted() and form.validate() and form.whole:
        return _let_in(token, str(form.secret.data))
    for phone, _secret in device.held():
        if phone.card == digest(token):
            return redirect(url_for(".enter", who=phone.id))
    found = enrolling.card(db.session(), token, now=now())
    if found is None:
        return _closed(CardSpent(), 404)
    form.secret.data = device.fresh_secret()
    return render_template("maker/enrol.html", form=form, name=_called(found.member))


@bp.route("/pin", methods=["GET", "POST"])
@her_door
def new_pin() -> ResponseReturnValue:
    """Right after the card: the PIN with which she comes in from now on."""
    new = next((each for each in device.held() if _unfinished(each.phone)), None)
    if new is None:
        return redirect(url_for(".enter"))
    form, number = NewPinForm(), new.phone.id

    def act() -> ResponseReturnValue:
        hashed = access.hashed_pin(str(form.pin.data), new.secret)
        with transaction() as (writing, at):
            pins.choose(writing, number, hashed, at=at)
            token = pins.come_in(writing, number, at=at)
        return _seated(token)

    return _answer(form, act, "maker/new_pin.html")


@bp.route("/entrar", methods=["GET", "POST"])
@her_door
def enter() -> ResponseReturnValue:
    """Her PIN. A browser that was never enrolled is told where to go, and can try nothing."""
    if g.user and g.user.member:
        return redirect(url_for(".home"))
    held = device.held()
    if not held:
        return _nobody()
    hers = _chosen(held)
    if hers is None:
        people = [(phone.id, _called(phone.member)) for phone, _secret in held]
        return render_template("maker/who.html", people=people)
    if hers.phone.shut:
        return _closed(PhoneShut())
    if _unfinished(hers.phone):
        return redirect(url_for(".new_pin"))
    form, number = EnterForm(), hers.phone.id

    def act() -> ResponseReturnValue:
        def come_in(writing: Session, at: datetime) -> str:
            return pins.come_in(writing, number, at=at)

        return _seated(_tried(hers, str(form.pin.data), come_in))

    name, shared = _called(hers.phone.member), len(held) > 1
    return _answer(form, act, "maker/enter.html", name=name, shared=shared)


@bp.route("/pin/otro", methods=["GET", "POST"])
@allowed("read_own")
def change_pin() -> ResponseReturnValue:
    """Another PIN, for who knows the one until now. Who came in by password changes that."""
    hers = next((each for each in device.held() if each.phone.id == g.user.phone), None)
    if hers is None:
        return redirect(url_for("access.password"))
    form, number = ChangePinForm(), hers.phone.id

    def act() -> ResponseReturnValue:
        hashed = access.hashed_pin(str(form.pin.data), hers.secret)

        def choose(writing: Session, at: datetime) -> None:
            pins.choose(writing, number, hashed, at=at)

        _tried(hers, str(form.old.data), choose, box="old")
        flash(_("Your PIN is another one now."))
        return redirect(url_for(".home"), 303)

    return _answer(form, act, "maker/change_pin.html")


def _answer(
    form: DeskForm, act: Callable[[], ResponseReturnValue], template: str, **context: Any
) -> ResponseReturnValue:
    """Show a slip or do what it asks for. No PIN is a fact, so none goes where facts are kept."""
    if not form.is_submitted():
        return render_template(template, form=form, **context)
    if not form.validate():
        return render_template(template, form=form, **context), 422
    try:
        return act()
    except PhoneShut as shut:
        return _closed(shut, 409)
    except Refused as refused:
        form.refuse(refused)
        return render_template(template, form=form, **context), 409


def _chosen(held: list[Held]) -> Held | None:
    """Who says that it is her, where several share a telephone; None while nobody said so."""
    if len(held) == 1:
        return held[0]
    who = asked_number("who")
    return next((each for each in held if each.phone.id == who), None)


def _unfinished(phone: Phone) -> bool:
    """Whether its card was scanned and no PIN was chosen yet."""
    return not phone.shut and phone.pin_hash is None


def _tried(
    hers: Held, typed: str, then: Callable[[Session, datetime], Any], *, box: str = "pin"
) -> Any:
    """Count the try, look at the PIN while nobody waits for us, then do what a right one opens."""
    number, kept = hers.phone.id, hers.phone.pin_hash or ""
    with transaction() as (writing, _at):
        tries = pins.count(writing, number)
    right = access.pin_matches(kept, typed, hers.secret)
    with transaction() as (writing, at):
        if right:
            return then(writing, at)
        refused = pins.missed(writing, number, tries, at=at)
    refused.field = box
    raise refused


def _seated(token: str) -> ResponseReturnValue:
    """She is in, on the page she wanted or on her first one."""
    wanted = session.get("next")
    access.seat(token)
    return redirect(own_address(wanted or url_for(".home")), 303)


def _let_in(token: str, secret: str) -> ResponseReturnValue:
    """Use the card up. The same slip again, as its answer got lost on the way, leads on as well."""
    reading = db.session()
    if not enrolling.card(reading, token, now=now()) and not enrolling.phone(reading, secret):
        return _made_up() or _closed(CardSpent(), 404)
    nobody = access.hashed(access.random_password())
    try:
        with transaction() as (writing, at):
            enrolling.enrol(writing, token=token, secret=secret, password_hash=nobody, at=at)
    except CardSpent as spent:
        return _closed(spent, 404)
    answer = redirect(url_for(".new_pin"), 303)
    device.remember(answer, secret)
    return answer


def _nobody() -> ResponseReturnValue:
    """No telephone of ours: the way to a card."""
    made_up = _made_up() if request.method == "POST" and device.shown() else None
    return made_up or (render_template("maker/no_phone.html"), 404 if device.shown() else 200)


def _made_up() -> ResponseReturnValue | None:
    """Count what a place makes up; when it is too much, say no more than that."""
    where = place("her door")
    if access.failures(db.session(), where, now=now()) >= MOST_MADE_UP:
        return _closed(TooManyTries(), 429)
    with transaction() as (writing, at):
        access.note_failure(writing, where, at=at)
    return None


def _closed(refused: Refused, status: int = 200) -> ResponseReturnValue:
    """One sentence, and where to go with it."""
    phones = [each.phone for each in device.held()]
    opens = not phones or any(not phone.shut for phone in phones)  # her PIN leads back to here
    return render_template("maker/closed.html", sentence=say(refused), opens=opens), status


def _called(member: str) -> str:
    """What she is called: no more of her is shown before her PIN."""
    return members.member(db.session(), member).given_names
