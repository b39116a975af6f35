"""What members agree to and take back, and their photos."""

from datetime import timedelta

import pytest

from coopshop import ledger, members
from coopshop.members import consents, portraits
from coopshop.members.consents import SaidBefore


def test_the_last_word_holds_at_once(session, cast, today):
    hers = {"member": cast.rosa, "kind": "public_name", **today}
    assert not members.agreed(session, cast.rosa, members.NAME)
    consents.say(session, given=True, **hers)
    assert members.agreed(session, cast.rosa, members.NAME)
    assert not members.agreed(session, cast.rosa, members.PHOTO)
    consents.say(session, given=False, **hers)
    assert not members.agreed(session, cast.rosa, members.NAME)
    assert [word.given for word in consents.consents(session, cast.rosa)] == [True, False]


def test_a_yes_without_a_day_shows_nothing_until_she_says_it_again(session, cast, today):
    members.change(session, cast.rosa, consent_public_name=True, consent_photo=True)
    assert not members.agreed(session, cast.rosa, members.NAME)
    assert members.all_agreed(session, members.PHOTO) == set()
    consents.say(session, member=cast.rosa, kind=members.NAME, given=True, **today)
    assert members.all_agreed(session, members.NAME) == {cast.rosa}
    assert members.all_agreed(session, members.PHOTO) == set()


def asked(session, on):
    return [(member.code, kinds) for member, kinds in consents.to_ask(session, on)]


def test_who_is_asked_again_is_who_said_yes_without_a_day_and_nothing_since(session, cast, today):
    undated = {"consent_public_name": True, "consent_photo": True}
    undated["consent_data_on"] = today["on"]
    for who in (cast.rosa, cast.nelly, cast.delia):
        members.change(session, who, **undated)
    both = [members.NAME, members.PHOTO]
    on = today["on"]
    assert asked(session, on) == [(cast.delia, both), (cast.nelly, both), (cast.rosa, both)]
    consents.say(session, member=cast.rosa, kind=members.NAME, given=False, **today)
    members.leave(session, cast.delia, on=on - timedelta(days=1))
    assert asked(session, on) == [(cast.nelly, both), (cast.rosa, [members.PHOTO])]
    consents.say(session, member=cast.nelly, kind=members.DATA, given=False, **today)
    assert asked(session, on) == [(cast.rosa, [members.PHOTO])]


def test_the_order_of_writing_counts_not_the_day_on_the_paper(session, cast, today):
    hers = {"member": cast.rosa, "kind": "photo"}
    consents.say(session, given=True, **hers, **today)
    earlier = today | {"on": today["on"] - timedelta(days=1)}
    consents.say(session, given=False, **hers, **earlier)
    assert not members.agreed(session, cast.rosa, members.PHOTO)


def test_saying_the_same_twice_is_refused(session, cast, today):
    with pytest.raises(SaidBefore):
        consents.say(session, member=cast.rosa, kind="photo", given=False, **today)


def test_a_word_is_sealed_in_the_book(session, cast, today):
    consents.say(session, member=cast.rosa, kind="photo", given=True, **today)
    (word,) = consents.consents(session, cast.rosa)
    assert [law(session).wrong for law in ledger.CHECKS] == [[] for _law in ledger.CHECKS]
    assert word.entry


def test_a_photo_is_kept_replaced_and_deleted(session, cast, today):
    portraits.keep_face(session, cast.rosa, b"one", at=today["at"])
    portraits.keep_face(session, cast.rosa, b"two", at=today["at"])
    assert portraits.face(session, cast.rosa).jpeg == b"two"
    assert members.faces(session) == {cast.rosa: today["at"]}
    portraits.drop_face(session, cast.rosa)
    session.expire_all()
    assert portraits.face(session, cast.rosa) is None


def test_who_takes_her_data_back_is_not_shown_either(session, cast, today):
    for kind in members.KINDS:
        consents.say(session, member=cast.rosa, kind=kind, given=True, **today)
    consents.say(session, member=cast.rosa, kind=members.DATA, given=False, **today)
    assert not members.agreed(session, cast.rosa, members.NAME)
    assert members.all_agreed(session, members.PHOTO) == set()
    assert consents.stands(session, cast.rosa, members.NAME).given
    consents.say(session, member=cast.rosa, kind=members.DATA, given=True, **today)
    assert members.agreed(session, cast.rosa, members.NAME)


def test_the_use_of_data_began_with_the_day_in_the_register(session, cast, today):
    assert not members.agreed(session, cast.rosa, members.DATA)
    members.change(session, cast.rosa, consent_data_on=today["on"])
    assert members.agreed(session, cast.rosa, members.DATA)
    assert consents.stands(session, cast.rosa, members.DATA).on == today["on"]
    consents.say(session, member=cast.rosa, kind=members.DATA, given=False, **today)
    assert consents.stands(session, cast.rosa, members.DATA) == consents.Stands(False, today["on"])


def test_a_yes_without_a_day_bears_none_until_her_paper_is_read(session, cast, today):
    members.change(session, cast.rosa, consent_public_name=True)
    undated = consents.Stands(True, None, begun=True)
    assert consents.stands(session, cast.rosa, members.NAME) == undated
    signed = today | {"on": today["on"] - timedelta(days=30)}
    consents.say(session, member=cast.rosa, kind=members.NAME, given=True, **signed)
    assert consents.stands(session, cast.rosa, members.NAME).on == signed["on"]
    with pytest.raises(SaidBefore):
        consents.say(session, member=cast.rosa, kind=members.NAME, given=True, **today)
