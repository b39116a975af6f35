"""Forms: what was typed stays, what is wrong is said beside its box, nothing is recorded twice."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from coopshop.db import db
from coopshop.web.once import Submission
from tests.pages.kit import hidden, make_app

PAGE = "/basket/new"


@pytest.fixture
def app(tmp_path):
    return make_app(tmp_path)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def typed(client):
    """A form filled in rightly, with the token and key of its page."""
    return hidden(client.get(PAGE).text) | {"name": "Canasta", "price": "12", "on": "2025-11-04"}


def box(page, name):
    """One box of a page, with all that stands around it."""
    return re.search(rf'<div class="field[^>]*>\s*<label for="{name}".*?</div>', page, re.DOTALL)[0]


def test_what_is_right_is_recorded_and_said_on_the_next_page(app, client, typed):
    answer = client.post(PAGE, data=typed)
    assert (answer.status_code, answer.location) == (303, "/basket/1")
    assert "Recorded." in client.get("/basket/1").text
    assert app.recorded[0]["price"] == 1200


def test_every_wrong_box_is_named_and_keeps_what_was_typed(app, client, typed):
    wrong = {"name": "Ana\U0001f9fa", "price": "1.234,50", "discount": "101", "on": "2025-02-30"}
    answer = client.post(PAGE, data=typed | wrong)
    assert answer.status_code == 422
    assert app.recorded == []
    for name, text in wrong.items():
        around = box(answer.text, name)
        assert f'value="{text}"' in around
        assert f'id="{name}-error"' in around
        assert f'<a href="#{name}">' in answer.text
        assert "aria-invalid" in around


def test_a_wrong_form_keeps_its_key(client, typed):
    answer = client.post(PAGE, data=typed | {"price": "x"})
    assert hidden(answer.text)["key"] == typed["key"]


def test_two_forms_have_two_keys(client):
    assert hidden(client.get(PAGE).text)["key"] != hidden(client.get(PAGE).text)["key"]


def test_a_double_click_records_once_and_leads_to_the_same_page(app, client, typed):
    answers = [client.post(PAGE, data=typed) for _ in range(3)]
    assert {answer.location for answer in answers} == {"/basket/1"}
    assert len(app.recorded) == 1


def test_presses_at_the_same_moment_record_once(app, client, typed):
    cookie = client.get_cookie("session").value

    def press(_):
        other = app.test_client()
        other.set_cookie("session", cookie)
        return other.post(PAGE, data=typed).location

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press, range(8))) == {"/basket/1"}
    assert len(app.recorded) == 1


def test_the_same_key_with_other_figures_is_refused_with_a_way_to_what_was_recorded(
    app, client, typed
):
    client.post(PAGE, data=typed)
    answer = client.post(PAGE, data=typed | {"price": "13"})
    assert answer.status_code == 409
    assert 'href="/basket/1"' in answer.text
    assert 'value="13"' in answer.text
    assert len(app.recorded) == 1


@pytest.mark.parametrize("key", ["", "x", "A" * 32, "0" * 31])
def test_a_form_without_a_proper_key_is_not_recorded_but_can_be_sent_again(app, client, typed, key):
    answer = client.post(PAGE, data=typed | {"key": key})
    assert answer.status_code == 422
    assert app.recorded == []
    assert client.post(PAGE, data=typed | hidden(answer.text)).status_code == 303


def test_a_refusal_stands_beside_its_box_and_undoes_everything(client, typed):
    answer = client.post(PAGE, data=typed | {"price": "6000"})
    assert answer.status_code == 409
    assert "At most S/ 5,000.00." in box(answer.text, "price")
    assert 'value="6000"' in answer.text
    assert client.post(PAGE, data=typed | {"price": "60"}).location == "/basket/1"


def test_a_refusal_of_a_line_stands_in_the_row_it_is_about(client, typed):
    rows = {"lines-1-product": "CAN", "lines-1-quantity": "3"}
    rows |= {"lines-3-product": "ESC", "lines-3-quantity": "101"}
    answer = client.post(PAGE, data=typed | rows)
    assert answer.status_code == 409
    sentence = re.search(r'id="lines-(\d)-quantity-error">([^<]*)', answer.text)
    assert sentence[2] == "Only 100 left."
    assert 'value="101"' in box(answer.text, f"lines-{sentence[1]}-quantity")


def test_a_large_sum_asks_back_and_is_recorded_after_the_tick(app, client, typed):
    dear = typed | {"price": "2000"}
    answer = client.post(PAGE, data=dear)
    assert answer.status_code == 409
    assert 'name="confirmed"' in answer.text
    assert app.recorded == []
    assert client.post(PAGE, data=dear | {"confirmed": "y"}).status_code == 303
    assert len(app.recorded) == 1


def test_a_tick_that_nobody_asked_for_is_not_in_the_page(client):
    assert 'name="confirmed"' not in client.get(PAGE).text


def test_our_own_bug_leaves_no_trace_and_the_same_form_can_be_sent_again(client, typed):
    assert client.post(PAGE, data=typed | {"name": "Bug"}).status_code == 500
    assert client.post(PAGE, data=typed).status_code == 303


def test_empty_rows_are_skipped_and_every_written_one_is_read_once(app, client, typed):
    rows = {f"lines-{index}-quantity": "" for index in range(4)}
    rows |= {"lines-2-product": "CAN", "lines-2-quantity": "1.5", "lines-2-price": "7,50"}
    assert client.post(PAGE, data=typed | rows).status_code == 303
    assert app.recorded[0]["lines"] == [{"product": "CAN", "quantity": 1500, "price": 750}]


def test_rows_with_gaps_between_them_are_read_once_each(app, client, typed):
    rows = {"lines-1-product": "CAN", "lines-1-quantity": "1"}
    rows |= {"lines-3-product": "ESC", "lines-3-quantity": "2"}
    client.post(PAGE, data=typed | rows)
    assert [line["product"] for line in app.recorded[0]["lines"]] == ["CAN", "ESC"]


def test_a_half_written_row_says_what_is_missing(client, typed):
    answer = client.post(PAGE, data=typed | {"lines-0-quantity": "3"})
    assert answer.status_code == 422
    assert 'id="lines-0-product-error"' in answer.text


def test_more_lines_come_without_javascript_and_nothing_typed_is_lost(app, client, typed):
    rows = {"lines-0-product": "CAN", "lines-0-quantity": "3"}
    answer = client.post(PAGE, data=typed | rows | {"more": "lines", "price": "1.234,5"})
    assert answer.status_code == 200
    assert answer.text.count('class="line"') == 8
    assert 'value="1.234,5"' in answer.text
    assert '<option value="CAN" selected' in answer.text
    assert app.recorded == []


def test_a_slip_grows_to_its_limit_and_not_beyond(client, typed):
    for _ in range(3):
        rows = {f"lines-{index}-price": "" for index in range(8)}
        answer = client.post(PAGE, data=typed | rows | {"more": "lines"})
    assert answer.text.count('class="line"') == 10


def test_too_many_lines_are_refused_and_none_is_dropped_in_silence(app, client, typed):
    rows = {f"lines-{index}-quantity": "1" for index in range(11)}
    answer = client.post(PAGE, data=typed | rows)
    assert answer.status_code == 422
    assert answer.text.count('class="line"') == 11
    assert app.recorded == []


@pytest.mark.parametrize(
    "name", ["lines-²-price", "lines-٣-price", "lines--price", f"lines-{'9' * 5000}-price", "lines"]
)
def test_odd_row_numbers_are_no_rows(app, client, typed, name):
    assert client.post(PAGE, data=typed | {name: "1"}).status_code == 303
    assert app.recorded[0]["lines"] == []


def test_a_choice_that_was_not_offered_is_refused(app, client, typed):
    for name in ("place", "used"):
        assert client.post(PAGE, data=typed | {name: "a word"}).status_code == 422
    assert app.recorded == []


def test_markup_in_a_box_comes_back_as_text(client, typed):
    evil = '"><script>alert(1)</script>{{7*7}}'
    answer = client.post(PAGE, data=typed | {"name": evil, "price": evil, "note": evil})
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text


def test_asking_for_a_form_writes_nothing(app, client):
    client.get(PAGE)
    with app.app_context():
        assert db.session().scalars(sa.select(Submission)).all() == []
