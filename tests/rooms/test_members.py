"""The register, its groups and what the assembly decided: what is kept, and what is refused."""

from datetime import date, timedelta

import pytest

from coopshop import members
from coopshop.members import reading, rules
from coopshop.members.rules import GroupExists, NoRule, NoShare, NothingNew, TooLarge
from coopshop.members.service import CodeTaken, DniTaken, LeftBeforeJoining

JOINED = date(2024, 3, 1)


@pytest.fixture
def ines(session, cast):
    return members.enroll(
        session,
        group=cast.weavers,
        given_names="Inés",
        surname1="Pinchi",
        surname2="Ñahui",
        dni="99900455",
        joined_on=JOINED,
    )


def test_a_new_member_gets_the_next_code_of_her_group(cast, session, ines):
    assert ines.code == "AW-01"
    cast.nelly  # noqa: B018 - AW-02 is taken then
    third = members.enroll(session, group="AW", given_names="Sara", surname1="Isuiza")
    assert third.code == "AW-03"
    assert ines.name == "Inés Pinchi Ñahui"


@pytest.mark.usefixtures("ines")
def test_a_code_and_a_dni_name_one_person(cast, session):
    with pytest.raises(CodeTaken):
        members.enroll(session, group="AW", code="AW-01", given_names="X", surname1="Y")
    with pytest.raises(DniTaken):
        members.enroll(session, group="AW", given_names="X", surname1="Y", dni="99900455")
    with pytest.raises(DniTaken):
        members.change(session, cast.nelly, dni="99900455")


def test_who_left_brings_nothing_more_from_the_day_after(session, ines, today):
    members.leave(session, ines.code, on=today["on"])
    assert members.still_here(session, ines.code, today["on"]) is ines
    with pytest.raises(members.MemberLeft):
        members.still_here(session, ines.code, today["on"] + timedelta(days=1))


def test_nobody_leaves_before_joining(session, ines):
    with pytest.raises(LeftBeforeJoining):
        members.leave(session, ines.code, on=JOINED - timedelta(days=1))


def test_a_member_may_belong_to_two_groups(cast, session, ines, today):
    members.join_group(session, ines.code, group=cast.sweepers, since=today["on"])
    (listed,) = reading.register(session, today["on"])
    assert listed.groups == "AW, EC"
    members.leave_group(session, ines.code, group=cast.weavers, until=today["on"])
    (listed,) = reading.register(session, today["on"] + timedelta(days=1))
    assert listed.groups == "EC"


def test_nobody_leaves_a_group_before_joining_it(session, ines):
    with pytest.raises(LeftBeforeJoining) as refused:
        members.leave_group(session, ines.code, group="AW", until=JOINED - timedelta(days=1))
    assert refused.value.field == "until"


def test_the_register_says_what_is_hers_and_who_left_comes_last(cast, session, today):
    members.leave(session, cast.rosa, on=today["on"] - timedelta(days=1))
    cast.delivers(cast.nelly, 5)
    cast.cooperative  # noqa: B018 - somebody must be selling
    cast.buys(2)
    listed = reading.register(session, today["on"])
    assert [(row.code, row.available) for row in listed] == [("AW-02", 2880), ("AW-01", 0)]


def test_her_last_moves_tell_what_she_can_be_paid_and_what_waits(cast, session):
    cast.delivers(cast.rosa, 5)
    cast.buys(1)
    payment, sale = reading.last_steps(session, cast.rosa)
    assert (sale.cause, sale.change, sale.waiting) == ("sale/V0001", 0, 1440)
    assert (payment.kind, payment.change, payment.waiting) == ("collection", 1440, -1440)


def test_a_share_holds_from_its_day_on(cast, session, today):
    group, on = cast.weavers, today["on"]
    members.decide_share(session, group=group, since=on, share_bp=2500, fund_bp=1000, act="Acta 7")
    assert members.share_of(session, group, on - timedelta(days=1)).share_bp == 2000
    assert members.share_of(session, group, on).share_bp == 2500


@pytest.mark.parametrize(("share_bp", "fund_bp"), [(10_000, 0), (500, 600), (500, -1)])
def test_not_all_is_kept_back_and_the_fund_is_within_it(cast, session, share_bp, fund_bp):
    facts = {"since": date(2026, 1, 1), "share_bp": share_bp, "fund_bp": fund_bp, "act": None}
    with pytest.raises(TooLarge):
        members.decide_share(session, group=cast.weavers, **facts)


def test_nothing_is_sold_of_a_group_without_a_share(session, today):
    members.found_group(session, code="NU", name="Nueva")
    with pytest.raises(NoShare):
        members.share_of(session, "NU", today["on"])
    with pytest.raises(GroupExists):
        members.found_group(session, code="NU", name="Otra")


def test_only_what_is_different_is_written_down(cast, session, today):
    cast.cooperative  # noqa: B018 - the rules that hold already
    before = rules.held(session, today["on"])
    members.change_rules(session, since=today["on"], values=before | {"igv_bp": "1600"})
    fresh = [rule.key for rule in reading.history(session) if rule.since == today["on"]]
    assert fresh == ["igv_bp"]
    assert members.statutes(session, today["on"]).igv_bp == 1600
    assert members.statutes(session, today["on"] - timedelta(days=1)).igv_bp == 1800
    with pytest.raises(NothingNew):
        members.change_rules(session, since=today["on"], values={"igv_bp": "1600"})


def test_without_an_issuer_there_are_no_statutes(session, today):
    with pytest.raises(NoRule):
        members.statutes(session, today["on"])


def test_the_exemption_is_off_until_somebody_decides_it(session, today):
    for key, value in (("ruc", "20990000019"), ("razon_social", "A"), ("domicilio", "B")):
        members.decide_rule(session, key=key, since=today["on"], value=value)
    held = members.statutes(session, today["on"])
    assert (held.amazonia, held.igv_bp, held.loss_compensation_bp) == (False, 1800, 0)
    assert members.issuer(session, today["on"]).name == "A"
