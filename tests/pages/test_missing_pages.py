"""She says that something is missing: a picture and one press; never more than can be answered."""

import io
import re
from datetime import timedelta

import pytest

from coopshop import payouts
from coopshop.db import db
from coopshop.maker import missing
from tests.pages.entering import enter
from tests.pages.kit import hidden
from tests.pages.slips import beside, send, text
from tests.pages.test_not_right_pages import picture

PAGE = "/yo/falta-algo"


@pytest.fixture
def client_of(lived):
    def client_of(role, member=None, language="en"):
        client = enter(lived, role, member)
        with client.session_transaction() as cookie:
            cookie["language"] = language
        return client

    return client_of


@pytest.fixture
def hers(client_of):
    return client_of("socia", "AW-01")


@pytest.fixture
def ask(lived):
    def ask(question):
        with lived.app_context():
            return question(db.session())

    return ask


def code_of(answer):
    assert answer.status_code == 303
    return answer.location.rpartition("/")[2]


def take_back(hers, code):
    token = hers.get(f"/yo/dicho/{code}").text.split('name="csrf_token" value="')[1].split('"')[0]
    hers.post(f"/yo/dicho/{code}/ya-esta-bien", data={"csrf_token": token})


def test_two_ways_lead_there_and_what_she_brings_stands_there_as_pictures(hers, client_of):
    for page in ("/yo/decir", "/yo/piezas"):
        assert f'href="{PAGE}"' in hers.get(page).text, page
    shown = hers.get(PAGE)
    keys = re.findall(rf'href="{PAGE}/([^"]+)"', shown.text)
    assert keys[-2:] == ["money", "other"]
    assert "piece-CAN" in keys
    assert len(keys) == len(set(keys)) <= missing.PICTURES + 2
    for key in keys:
        assert hers.get(f"{PAGE}/{key}").status_code == 200, key
    other = client_of("socia", "AW-02").get(PAGE).text
    assert re.findall(rf'href="{PAGE}/([^"]+)"', other) == ["piece-FIB", "money", "other"]
    assert hers.get(f"{PAGE}/piece-NONE").status_code == 404
    assert hers.get(f"{PAGE}/x").status_code == 404


def test_one_press_tells_the_desk_and_the_assembly_and_holds_nothing(hers, client_of, ask, now):
    held = ask(lambda session: payouts.held(session, now.at.date()))
    before = len(ask(payouts.open_disputes))
    desk, waits = client_of("tesorera", language="es"), "«No está bien», sin respuesta 1"
    assert waits not in text(desk.get("/"))
    code = code_of(send(hers, f"{PAGE}/piece-CAN"))
    assert len(ask(payouts.open_disputes)) == before + 1
    assert ask(lambda session: payouts.held(session, now.at.date())) == held
    assert ask(lambda session: payouts.told(session, code).row.about) == f"unwritten/{code}"
    assert waits in text(desk.get("/"))
    assert code in text(desk.get("/payouts/disputes/"))
    assert code in text(desk.get("/reports/assembly/disputes"))
    assert "Falta: Canasta" in text(desk.get(f"/payouts/disputes/{code}"))
    for page in ("/yo/decir", f"/yo/dicho/{code}"):
        assert "Falta: Canasta" in text(hers.get(page)), page
        assert "Waits for an answer" in text(hers.get(page)), page
    slip = {"reason": "Estaba en el cuaderno", "on": "2026-01-05"}
    assert send(desk, f"/payouts/disputes/{code}/answer", **slip).status_code == 303
    assert "Estaba en el cuaderno" in text(hers.get(f"/yo/dicho/{code}"))


def test_how_many_words_and_a_photo_come_along_if_she_wants(hers, client_of):
    slip = {"quantity": "5", "words": "el lunes", "photo": (io.BytesIO(picture()), "foto.jpg")}
    code = code_of(send(hers, f"{PAGE}/piece-CAN", **slip))
    desk = client_of("fiscal")
    shown = text(desk.get(f"/payouts/disputes/{code}"))
    assert re.search(r"Falta: 5 × canasta \S* ?.*el lunes", shown)
    assert desk.get(f"/payouts/disputes/{code}/photo.jpg").mimetype == "image/jpeg"
    money = code_of(send(hers, f"{PAGE}/money", amount="20"))
    assert "Falta: dinero, S/ 20.00" in text(desk.get(f"/payouts/disputes/{money}"))
    other = code_of(send(hers, f"{PAGE}/other", words="una escoba"))
    assert "Falta: otra cosa una escoba" in text(desk.get(f"/payouts/disputes/{other}"))


def test_what_is_weighed_is_said_by_its_weight(client_of):
    spinner = client_of("socia", "AW-02")
    asked = text(spinner.get(f"{PAGE}/piece-FIB"))
    assert "kg" in asked
    assert "How much?" in asked
    assert "How many" not in asked
    counted = text(client_of("socia", "AW-01").get(f"{PAGE}/piece-CAN"))
    assert "How many pieces?" in counted
    assert "How much?" not in counted
    code = code_of(send(spinner, f"{PAGE}/piece-FIB", quantity="2.5"))
    assert re.search(r"Falta: 2\.5 kg de fibra", text(spinner.get(f"/yo/dicho/{code}")))


def test_what_cannot_be_meant_is_told_beside_its_box_and_nothing_is_written(hers, ask):
    before = len(ask(payouts.every_dispute))
    half = send(hers, f"{PAGE}/piece-CAN", quantity="2.5", words="mis canastas")
    assert half.status_code == 409
    assert "whole pieces" in beside(half, "quantity")
    assert "mis canastas" in half.text
    assert beside(send(hers, f"{PAGE}/money", amount="mucho"), "amount")
    assert "Write less" in beside(send(hers, f"{PAGE}/other", words="x" * 999), "words")
    assert len(ask(payouts.every_dispute)) == before


def test_no_more_wait_at_once_than_can_be_answered_however_they_were_said(hers, client_of, ask):
    desk = client_of("tesorera")
    at_the_desk = {"about": "unwritten", "words": "Faltan dos", "on": "2026-01-05"}
    send(desk, "/payouts/disputes/new/AW-01", **at_the_desk)
    slip = hidden(hers.get(f"{PAGE}/other").text)
    first, _second = (code_of(send(hers, f"{PAGE}/{key}")) for key in ("money", "piece-CAN"))
    before = len(ask(payouts.every_dispute))
    answer = hers.post(f"{PAGE}/other", data=slip)
    assert answer.status_code == 409
    assert "3 things that you said are missing wait" in text(answer)
    assert len(ask(payouts.every_dispute)) == before
    for page in (PAGE, f"{PAGE}/other"):
        assert "Talk to the treasurer" in text(hers.get(page))
        assert f"{PAGE}/other" not in hers.get(PAGE).text
    assert send(hers, "/yo/no-esta-bien/payout/L002").status_code == 303, "lines have their own"
    assert send(client_of("socia", "AW-02"), f"{PAGE}/other").status_code == 303, (
        "and others theirs"
    )
    take_back(hers, first)
    assert send(hers, f"{PAGE}/other").status_code == 303


def test_nor_more_within_a_month_than_anybody_can_mean(hers, lived, now):
    for _time in range(missing.MOST_A_MONTH):
        take_back(hers, code_of(send(hers, f"{PAGE}/other")))
    slip = hidden(hers.get("/yo/no-esta-bien/payout/L002").text)
    answer = hers.post(f"{PAGE}/other", data=slip)
    assert answer.status_code == 409
    assert f"{missing.MOST_A_MONTH} times" in text(answer)
    now.at += timedelta(days=31)
    later = enter(lived, "socia", "AW-01")
    assert send(later, f"{PAGE}/other").status_code == 303
