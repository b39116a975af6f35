"""The register by browser: joining, leaving, groups, rules; and who sees whose page."""

import re
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from coopshop import access, ledger, members
from coopshop.members import reading, rules
from tests.cast import Cast
from tests.pages.slips import beside, filled, links, send, text, typed_in

INES = {
    "given_names": "Inés",
    "surname1": "Pinchi",
    "surname2": "Ñahui",
    "dni": "9990 0455",
    "joined_on": "2025-12-01",
    "payout_method": "yape",
    "role": "socia",
    "group": "AW",
}


@pytest.fixture
def register(client, write, sign_in):
    """Rosa and Nelly weave; two of Rosa's baskets were sold."""
    sign_in("administradora")
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 5)
        cast.buys(2)
        cast.nelly, cast.sweepers  # noqa: B018 - they are there too
    return client


def test_the_register_says_what_can_be_paid_to_each(register):
    page = register.get("/members/")
    assert "Rosa Tapullima" in text(page)
    assert "S/ 28.80" in text(page)
    assert {"/members/AW-01", "/members/AW-02"} <= links(page)


def test_her_page_begins_with_her_money_and_leads_to_each_paper(register):
    page = register.get("/members/AW-01")
    assert "S/ 28.80" in text(page)
    assert "/sales/V0001" in links(page)


def test_somebody_joins_and_gets_the_next_code(register, write):
    answer = send(register, "/members/new", **INES)
    assert answer.location == "/members/AW-03"
    page = text(register.get(answer.location))
    assert "Inés Pinchi Ñahui" in page
    assert "99900455" in page
    with write() as (session, _at):
        assert members.member(session, "AW-03").consent_photo is False


def test_what_she_agrees_to_when_she_joins_has_the_day_of_her_paper(register, write):
    answer = send(register, "/members/new", **INES, public_name="y", consent_data_on="")
    assert "Escriba el día del papel" in beside(answer, "public_name")
    send(register, "/members/new", **INES, public_name="y", consent_data_on="2025-12-01")
    with write() as (session, _at):
        (word,) = members.consents.consents(session, "AW-03")
        assert (word.kind, word.on, word.given) == ("public_name", date(2025, 12, 1), True)
    assert "1 dic 2025" in text(register.get("/members/AW-03/consents"))


@pytest.mark.parametrize(
    ("changed", "box", "status"),
    [
        ({"given_names": ""}, "given_names", 422),
        ({"given_names": "Inés \U0001f9fa"}, "given_names", 422),
        ({"surname1": "Pin\0chi"}, "surname1", 422),
        ({"given_names": "x" * 10_000}, "given_names", 422),
        ({"dni": "1234"}, "dni", 422),
        ({"dni_check": "0"}, "dni_check", 422),
        ({"joined_on": "2025-02-30"}, "joined_on", 422),
        ({"group": "XX"}, "group", 422),
        ({"code": "ÑU"}, "code", 422),
        ({"code": "aw-01"}, "code", 409),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_lost(
    register, write, changed, box, status
):
    answer = send(register, "/members/new", **INES | changed)
    assert answer.status_code == status
    assert beside(answer, box)
    assert typed_in(answer, "surname2") == "Ñahui"
    with write() as (session, _at):
        assert len(members.everyone(session)) == 2


def test_the_same_dni_twice_is_refused(register):
    send(register, "/members/new", **INES)
    answer = send(register, "/members/new", **INES)
    assert answer.status_code == 409
    assert "Inés" in beside(answer, "dni")


def test_the_register_is_corrected(register, write):
    page = register.get("/members/AW-01/change")
    assert typed_in(page, "given_names") == "Rosa"
    facts = {k: v for k, v in INES.items() if k != "group"} | {"given_names": "Rosa María"}
    assert send(register, "/members/AW-01/change", **facts).status_code == 303
    with write() as (session, _at):
        assert members.member(session, "AW-01").name == "Rosa María Pinchi Ñahui"


def test_who_leaves_is_no_longer_offered_where_pieces_are_taken_in(register):
    assert send(register, "/members/AW-01/leave", left_on="2026-01-04").status_code == 303
    assert 'value="AW-01"' not in register.get("/production/new").text
    assert "S/ 28.80" in text(register.get("/members/AW-01"))


def test_a_day_before_joining_is_refused_beside_the_day(register):
    send(register, "/members/new", **INES)
    answer = send(register, "/members/AW-03/leave", left_on="2025-11-30")
    assert answer.status_code == 409
    assert beside(answer, "left_on")


def test_a_member_joins_another_group_and_leaves_one(register, write):
    joined = send(register, "/members/AW-01/groups/join", group="EC", since="2026-01-01")
    assert joined.status_code == 303
    assert 'value="EC"' not in register.get("/members/AW-01/groups/join").text
    assert send(register, "/members/AW-01/groups/leave", group="AW", until="2026-01-05")
    with write() as (session, _at):
        times = {m.group: m.until for m in reading.memberships(session, "AW-01")}
    assert str(times["AW"]) == "2026-01-05"
    assert times["EC"] is None


def test_a_member_gets_a_user_and_sees_her_own_page_only(register):
    facts = {"login": "rosa.tapullima", "password": "una frase para Rosa"}
    assert send(register, "/members/AW-01/user", **facts).location == "/members/AW-01"
    send(register, "/password", to="/sign-out")
    signed = send(register, "/sign-in", **facts)
    assert register.get(signed.location).location == "/yo/"
    hers = register.get("/members/AW-01")
    assert hers.status_code == 200
    assert "S/ 28.80" in text(hers)
    assert register.get("/members/AW-02").status_code == 404
    assert register.get("/members/").status_code == 403
    for address in links(hers):
        assert register.get(address, follow_redirects=True).status_code == 200, address


def test_a_login_that_is_taken_is_refused(register, write):
    with write() as (session, _at):
        taken = access.users(session)[0].login
    answer = send(register, "/members/AW-01/user", login=taken, password="una frase para Rosa")
    assert answer.status_code == 409
    assert beside(answer, "login")


def test_the_rules_are_changed_from_a_day_on(register, write):
    page = register.get("/members/rules/new")
    assert typed_in(page, "ruc") == "20990000019"
    facts = {
        "since": "2026-01-05",
        "razon_social": typed_in(page, "razon_social"),
        "ruc": "20990000019",
        "domicilio": "Otra calle 1",
        "amazonia_exoneracion": "no",
        "igv": "16",
        "loss_compensation": "50",
        "dispute_holds": "no",
        "honest_ticket": "no",
    }
    assert send(register, "/members/rules/new", **facts).location == "/members/rules"
    with write() as (session, at):
        held = members.statutes(session, at.date())
        assert (held.address, held.amazonia, held.igv_bp) == ("Otra calle 1", False, 1600)
        assert {rule.key for rule in reading.history(session)[:4]} == {
            "domicilio",
            "dispute_holds",
            "amazonia_exoneracion",
            "igv_bp",
        }
    again = send(register, "/members/rules/new", **facts)
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("changed", "box"),
    [({"ruc": "20990000018"}, "ruc"), ({"igv": "101"}, "igv"), ({"domicilio": ""}, "domicilio")],
)
def test_rules_that_cannot_be_are_refused_beside_their_box(register, changed, box):
    facts = {
        "since": "2026-01-05",
        "razon_social": "A",
        "ruc": "20990000019",
        "domicilio": "B",
        "amazonia_exoneracion": "no",
        "igv": "18",
        "loss_compensation": "0",
    }
    answer = send(register, "/members/rules/new", **facts | changed)
    assert answer.status_code == 422
    assert beside(answer, box)


def test_a_group_is_founded_and_says_what_it_keeps_back(register, write):
    founded = send(register, "/members/groups/new", code="nu", name="Nueva")
    assert founded.location == "/members/groups/NU/share"
    facts = {"since": "2026-01-01", "act": "Acta 9, folio 3"}
    much = send(register, founded.location, share="5", fund="6", **facts)
    assert much.status_code == 409
    assert beside(much, "share")
    assert typed_in(much, "act") == "Acta 9, folio 3"
    assert send(register, founded.location, share="12,5", fund="5", **facts).status_code == 303
    assert "12.5 %" in text(register.get("/members/groups/NU"))
    later = facts | {"since": "2030-01-01"}
    assert send(register, founded.location, share="40", fund="5", **later).status_code == 303
    assert "40 %" not in text(register.get("/members/rules"))
    with write() as (session, at):
        assert members.share_of(session, "NU", at.date()).share_bp == 1250
    twice = send(register, "/members/groups/new", code="NU", name="Otra")
    assert beside(twice, "code")


def test_a_fresh_cooperative_is_told_what_to_do_first(client, sign_in):
    sign_in("administradora")
    assert client.get("/members/").status_code == 200
    assert "/members/rules" in links(client.get("/members/new"))
    page = client.get("/members/rules")
    assert {"/members/rules/new", "/members/groups/new"} <= links(page)
    assert rules.KEYS[0] not in text(page)


@pytest.mark.parametrize("role", ["tesorera", "fiscal", "vendedora"])
def test_only_the_administradora_decides(client, sign_in, role):
    sign_in(role)
    for address in ("/members/rules/new", "/members/groups/new"):
        assert client.get(address).status_code == 403


def test_a_share_is_not_decided_for_a_closed_month(register, write):
    with write() as (session, at):
        ledger.close_month(session, month="2025-11", at=at, by=1)
    facts = {"since": "2025-11-30", "act": "", "share": "12", "fund": "5"}
    late = send(register, "/members/groups/AW/share", **facts)
    assert late.status_code == 409
    assert beside(late, "since")


@pytest.mark.parametrize("typed", ["joined_on", "consent_data_on"])
def test_nobody_joins_tomorrow(register, typed):
    answer = send(register, "/members/new", **INES | {typed: "2030-01-01"})
    assert answer.status_code == 422
    assert beside(answer, typed)


def test_the_fiscal_sees_what_each_group_keeps_back(register, sign_in):
    sign_in("fiscal")
    page = register.get("/members/groups/AW")
    assert page.status_code == 200
    assert "/members/groups/AW/share" not in links(page)


def test_an_unknown_member_is_no_page(register):
    for address in ("/members/AW-99", "/members/AW-99/change", "/members/groups/XX"):
        assert register.get(address).status_code == 404


def picture():
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    Image.new("RGB", (900, 600), "tan").save(file, "JPEG", exif=exif)
    return file.getvalue()


def photographed(register, raw):
    data = filled(register, "/members/AW-01/photo") | {"photo": (BytesIO(raw), "rosa.jpg")}
    return register.post("/members/AW-01/photo", data=data)


def test_her_photo_is_made_small_kept_and_deleted(register):
    assert photographed(register, picture()).location == "/members/AW-01"
    assert "/members/AW-01/photo.jpg" in register.get("/members/AW-01").text
    answer = register.get("/members/AW-01/photo.jpg")
    assert answer.headers["Cache-Control"] == "no-store"
    kept = Image.open(BytesIO(answer.data))
    assert (kept.size, dict(kept.getexif())) == ((640, 427), {})
    assert send(register, "/members/AW-01/photo/drop").status_code == 303
    assert register.get("/members/AW-01/photo.jpg").status_code == 404


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7 not a photo", b"<svg/>", picture()[:2000]])
def test_what_is_no_photo_is_refused_beside_its_box(register, raw):
    answer = photographed(register, raw)
    assert answer.status_code == 422
    assert beside(answer, "photo")
    assert register.get("/members/AW-01/photo.jpg").status_code == 404


@pytest.mark.parametrize(
    ("role", "member", "status"),
    [
        ("fiscal", None, 200),
        ("vendedora", None, 403),
        ("socia", "AW-01", 200),
        ("socia", "AW-02", 404),
    ],
)
def test_only_who_reads_the_register_and_she_herself_see_her_face(
    register, sign_in, role, member, status
):
    photographed(register, picture())
    sign_in(role, member)
    assert register.get("/members/AW-01/photo.jpg").status_code == status


def test_a_stranger_sees_nobody_s_face(register, app):
    photographed(register, picture())
    assert app.test_client().get("/members/AW-01/photo.jpg").status_code == 302


def test_she_agrees_and_takes_it_back(register):
    for given, shown in (("si", "Sí, está de acuerdo"), ("no", "No, o ya no")):
        slip = {"kind": "public_name", "given": given, "on": "2026-01-05"}
        done = send(register, "/members/AW-01/consent", **slip)
        assert shown in text(register.get(done.location))
    assert send(register, "/members/AW-01/consent", **slip).status_code == 409
    future = send(register, "/members/AW-01/consent", **slip | {"on": "2026-01-06"})
    assert beside(future, "on")


def test_the_fiscal_reads_what_she_agreed_to_and_changes_nothing(register, sign_in):
    sign_in("fiscal")
    assert register.get("/members/AW-01/consents").status_code == 200
    for address in ("consent", "photo", "photo/drop"):
        assert register.get(f"/members/AW-01/{address}").status_code == 403


def test_names_stand_as_they_are_called_out(register, write):
    """É is an E and Ñ comes after N, in choices and in lists."""
    with write() as (session, _at):
        for given in ("Zoila", "Élida", "Nora", "Ñusta", "Ana"):
            members.enroll(session, group="AW", given_names=given, surname1="Inventada")
    in_order = ["Ana", "Élida", "Nelly", "Nora", "Ñusta", "Rosa", "Zoila"]
    choice, listed = register.get("/payouts/debits/new"), register.get("/members/?sort=name")
    choice = re.findall(r'<option value="AW-[^>]*>(\w+)', choice.text)
    listed = re.findall(r'<a href="/members/AW-[^>]*>(\w+)', listed.text)
    assert [name for name in choice if name in in_order] == in_order
    assert [name for name in listed if name in in_order] == in_order
