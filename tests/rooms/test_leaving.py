"""Who left is forgotten: at once what no law asks for, later her name; the book stays whole."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from coopshop import access, ledger, members, payouts, production
from coopshop.beginning import opening
from coopshop.cli import CHECKS
from coopshop.db import Model
from coopshop.ledger.models import Reversal
from coopshop.maker import enrolling, leaving, voices
from coopshop.members import consents, portraits
from coopshop.payouts.models import Debit, Dispute
from coopshop.web.once import Submission


@pytest.fixture
def forget(session, today):
    def forget(code, confirmed=True, **when):
        return leaving.forget(session, code, confirmed=confirmed, **today | when)

    return forget


@pytest.fixture
def rosa(session, cast, today):
    """She was given an advance by mistake, said so, was answered, and left yesterday."""
    code = cast.rosa
    members.change(session, code, language="kichwa", phone_type="smartphone", note="vive lejos")
    portraits.keep_face(session, code, b"JPEG", at=today["at"])
    consents.say(session, member=code, kind=members.NAME, given=True, **today)
    facts = {"login": "rosa", "name": "Rosa", "role": "socia", "password_hash": "x"}
    user = access.add_user(session, member=code, **facts)
    access.begin_visit(session, user.id, at=today["at"])
    card = enrolling.issue(session, member=code, at=today["at"], by=1)
    enrolling.enrol(session, token=card.token, secret="s", password_hash="x", at=today["at"])
    spoken = voices.Spoken("Rosa", code, today["on"])
    sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
    voices.record(session, "es", "mas", **sound, at=today["at"], by=1)
    lent = {"kind": "adelanto", "amount": 500, "note": "para su hija"}
    cast.fetches()
    debit = payouts.owe(session, member=code, **lent, **today)
    said = {"about": f"debit/{debit}", "words": "no fue así", "photo": b"JPEG"}
    dispute = payouts.dispute(session, member=code, **said, **today)
    payouts.answer_dispute(session, dispute, reason="tenía razón", **today)
    ledger.reverse(session, f"debit/{debit}", why="se dio a otra", **today)
    members.leave(session, code, on=today["on"] - timedelta(days=1))
    return code


def wrong(session):
    return [found for law in CHECKS for found in law(session).wrong]


def words(session):
    """Every word about people that the tables which forget still hold."""
    held = []
    for table, personal in ledger.forgetting.facts.forgetful().values():
        for name in personal:
            held += session.scalars(sa.select(table.c[name]).where(table.c[name].is_not(None)))
    return held


def test_what_no_law_asks_for_is_gone_at_once(session, rosa, forget):
    forget(rosa)
    found = members.member(session, rosa)
    assert (found.language, found.phone_type, found.note) == (None, None, None)
    assert words(session) == []
    for name in ("member_photo", "recording", "phone", "phone_card", "visit"):
        table = Model.metadata.tables[name]
        assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 0, name
    assert not any(members.agreed(session, rosa, kind) for kind in members.KINDS)
    (user,) = [user for user in access.users(session) if user.member == rosa]
    assert (user.active, user.name, "rosa" in user.login) == (False, rosa, False)


def hashes(session):
    entry = ledger.models.Entry
    return list(session.scalars(sa.select(entry.hash).order_by(entry.id)))


def test_the_book_stays_whole(session, rosa, forget):
    before = hashes(session)
    forget(rosa)
    session.expire_all()
    assert wrong(session) == []
    assert hashes(session)[: len(before)] == before
    (debit,) = session.scalars(sa.select(Debit).where(Debit.member == rosa))
    assert (debit.amount, debit.note) == (500, None)
    assert session.scalars(sa.select(Dispute)).one().about == f"debit/{debit.code}"
    assert session.scalars(sa.select(Reversal)).one().note is None


def test_without_a_payout_her_name_goes_at_once(session, rosa, forget):
    forget(rosa)
    assert members.member(session, rosa).name.strip() == rosa
    assert members.member(session, rosa).dni is None
    with pytest.raises(leaving.AllGone):
        forget(rosa)


def test_with_a_receipt_her_name_stays_for_five_years(session, cast, today, forget):
    code = cast.rosa
    cast.delivers(code, 2)
    cast.buys(2)
    paid = payouts.settle(session, member=code, method="yape", operation="71", **today)
    payouts.collected_by(session, paid, name="Ana", relation="hija", dni="1", **today)
    members.leave(session, code, on=today["on"] - timedelta(days=1))
    name = members.member(session, code).name
    seen = forget(code)
    assert seen.name_stays == leaving.years_after(today["on"], 5)
    assert members.member(session, code).name == name
    assert payouts.collector(session, paid).name == "Ana"
    with pytest.raises(leaving.NothingLeft):
        forget(code)
    forget(code, on=seen.name_stays, at=today["at"] + timedelta(days=5 * 366))
    session.expire_all()
    assert members.member(session, code).name.strip() == code
    assert payouts.collector(session, paid).name is None
    assert wrong(session) == []


@pytest.mark.parametrize(
    "refusal", [leaving.NotLeft, leaving.StillOwed, leaving.PiecesHere, leaving.DisputeOpen]
)
def test_while_anything_is_open_nobody_is_forgotten(session, cast, today, forget, refusal):
    code = cast.rosa
    if refusal is not leaving.NotLeft:
        members.leave(session, code, on=today["on"] - timedelta(days=1))
    if refusal is leaving.PiecesHere:
        session.info.clear()
        members.change(session, code, left_on=None)
        cast.delivers(code, 2)
        members.leave(session, code, on=today["on"] - timedelta(days=1))
    debit = ""
    if refusal in (leaving.StillOwed, leaving.DisputeOpen):
        lent = {"kind": "adelanto", "amount": 500}
        cast.fetches()
        debit = payouts.owe(session, member=code, **lent, **today)
    if refusal is leaving.DisputeOpen:
        payouts.dispute(session, member=code, about=f"debit/{debit}", words=None, **today)
        ledger.reverse(session, f"debit/{debit}", why="no", **today)
    with pytest.raises(refusal):
        forget(code)
    assert leaving.forgettings(session, code) == []


def test_it_is_asked_once_more(session, rosa, forget):
    with pytest.raises(leaving.ForgetHer):
        forget(rosa, confirmed=False)
    assert members.member(session, rosa).note == "vive lejos"


@pytest.mark.usefixtures("rosa")
def test_nothing_is_emptied_that_the_book_does_not_say(session):
    """The guard of the database lets words go only after a row says so, and only whole."""
    table, personal = ledger.forgetting.facts.forgetful()["debit"]
    nothing = dict.fromkeys((*personal, "salt"))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), session.begin_nested():
        session.execute(sa.update(table).values(nothing))


@pytest.mark.parametrize("more", [{"amount": 1}, {"note": "otra"}, {"seal": None}])
def test_where_words_may_go_nothing_else_may(session, rosa, forget, more):
    forget(rosa)
    table, personal = ledger.forgetting.facts.forgetful()["debit"]
    changed = dict.fromkeys((*personal, "salt")) | more
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), session.begin_nested():
        session.execute(sa.update(table).values(changed))


def test_production_is_not_forgotten_with_her_name(session, cast, today, forget):
    """Her deliveries keep their figures; only what was noted beside them goes."""
    lot = production.receive(
        session,
        member=cast.rosa,
        sku=cast.basket,
        place=cast.chipaota,
        brought=2,
        rejected=2,
        reason="moho",
        note="llovía",
        **today,
    )
    members.leave(session, cast.rosa, on=today["on"] - timedelta(days=1))
    forget(cast.rosa)
    session.expire_all()
    kept = session.get(production.Delivery, lot)
    assert (kept.brought, kept.reason, kept.note) == (2, "moho", None)


def test_why_her_lots_and_openings_were_undone_is_gone_too(session, cast, today, forget):
    lot = cast.delivers(cast.rosa, 2)
    ledger.reverse(session, f"delivery/{lot}", why="Rosa se confundió", **today)
    seen = opening.Seen("-", "x", **today)
    opening.open_member(session, seen, member=cast.rosa, owed=100, confirmed=True)
    (code,) = session.scalars(sa.select(opening.Opening.code))
    opening.undo(session, code, why="no era de Rosa", **today)
    members.leave(session, cast.rosa, on=today["on"] - timedelta(days=1))
    forget(cast.rosa)
    session.expire_all()
    assert list(session.scalars(sa.select(Reversal.note))) == [None, None]
    assert wrong(session) == []


def test_every_name_she_had_leaves_what_was_said_and_spoken(session, cast, rosa, today, forget):
    other = cast.nelly
    members.change(session, rosa, role="presidenta", payout_method="yape")
    name = members.member(session, rosa).name
    told = ("User Rosa was added.", f"Paid: {name}", "Sold to Rosa Pérez, Rosario and Nelly")
    for number, said in enumerate(told):
        row = {"key": f"said-{number}", "fingerprint": "x", "location": "/", "at": today["at"]}
        session.add(Submission(**row, said=said))
    for phrase, who in (("menos", name), ("queda", "Rosa Pérez"), ("falta", "Nelly")):
        spoken = voices.Spoken(who, other if who == "Nelly" else None, today["on"])
        sound = {"sound": b"OggS", "mimetype": "audio/ogg", "spoken": spoken}
        voices.record(session, "es", phrase, **sound, at=today["at"], by=1)
    voices.tongue(session, "es").given_by = f"{name}, 2026"
    forget(rosa)
    said = session.scalars(sa.select(Submission.said).order_by(Submission.key))
    assert list(said) == [f"User {rosa} was added.", f"Paid: {rosa}", told[2]]
    assert set(voices.recordings(session, "es")) == {"queda", "falta"}
    assert voices.tongue(session, "es").given_by == f"{rosa}, 2026"
    found = members.member(session, rosa)
    assert (found.role, found.payout_method) == ("socia", "efectivo")
