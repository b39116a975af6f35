"""The complaints book by browser: filled in by anybody, answered at the desk, read by its link."""

import re
from datetime import date, time
from urllib.parse import unquote

import pytest
import sqlalchemy as sa

from coopshop.complaints import models
from tests.cast import Cast
from tests.pages.entering import enter
from tests.pages.slips import beside, entries, filled, links, send, text, typed_in
from tests.papers.reading import says

TODAY = "2026-01-05"

TYPED = {
    "kind": "reclamo",
    "good": "producto",
    "about": "una canasta",
    "detail": "Se soltó el asa.",
    "request": "Otra igual.",
    "amount": "50",
    "name": "Carla Prueba",
    "document_type": "1",
    "document_number": "99900101",
    "domicile": "Jr. Inventado 123",
    "phone": "999 888 777",
    "email": "carla@ejemplo.pe",
}


@pytest.fixture
def consumer(app, write):
    """Somebody with a telephone in English, and an association with a name."""
    with write() as (session, at):
        assert Cast(session, at).cooperative
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    return client


@pytest.fixture
def link(consumer):
    """The address of the consumer's own copy."""
    return send(consumer, "/reclamos", **TYPED).location


@pytest.fixture
def desk(client, sign_in, link):
    sign_in("tesorera")
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert link
    return client


def test_a_sheet_leads_to_its_copy_that_only_the_link_opens(consumer, link, write):
    assert re.fullmatch(r"/reclamos/[\w-]{43}", link)
    page = consumer.get(link)
    said = text(page)
    assert "Sheet 000001-2026" in said
    assert "Working days left: 15" in said
    assert link in said
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    pdf = consumer.get(f"{link}/hoja.pdf")
    assert says(pdf.data, "000001-2026", "Carla Prueba", "99900101", "Se soltó el asa.")
    with write() as (session, _at):
        kept = session.scalars(sa.select(models.ComplaintLink.token_hash)).one()
        assert link.rpartition("/")[2] not in kept


def test_nothing_of_the_link_is_kept_in_the_database(link, write):
    token = link.rpartition("/")[2]
    with write() as (session, _at):
        for table in models.Model.metadata.sorted_tables:
            for row in session.execute(sa.select(table)):
                assert token not in map(str, row)


def test_a_guessed_link_opens_nothing(consumer, link):
    for guess in (f"{link}x", link[:-1], "/reclamos/1", "/reclamos/000001-2026"):
        for address in (guess, f"{guess}/hoja.pdf"):
            page = consumer.get(address)
            assert page.status_code == 404
            assert "Carla" not in page.text


def test_the_same_sheet_sent_twice_is_one(consumer, write):
    slip = filled(consumer, "/reclamos", **TYPED)
    first, second = (consumer.post("/reclamos", data=slip) for _ in range(2))
    assert first.location == second.location
    with write() as (session, _at):
        assert entries(session) == 1


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"detail": ""}, "detail"),
        ({"request": "   "}, "request"),
        ({"kind": ""}, "kind"),
        ({"detail": "x" * 100_000}, "detail"),
        ({"email": "carla(at)ejemplo"}, "email"),
        ({"happened_on": "2026-01-06"}, "happened_on"),
        ({"happened_on": "31/31/2026"}, "happened_on"),
        ({"amount": "-5"}, "amount"),
        ({"document_number": "123"}, "document_number"),
        ({"document_type": "6"}, "document_type"),
        ({"minor": "y"}, "guardian"),
        ({"name": "Carla \U0001f600"}, "name"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_box_and_stays_there(consumer, write, typed, box):
    answer = send(consumer, "/reclamos", **(TYPED | typed))
    assert answer.status_code in (409, 422)
    assert beside(answer, box)
    assert typed_in(answer, "domicile") == "Jr. Inventado 123"
    assert (TYPED | typed)["detail"] in answer.text
    with write() as (session, _at):
        assert entries(session) == 0


def test_a_box_that_nobody_sees_must_stay_empty(consumer, write):
    answer = send(consumer, "/reclamos", website="http://evil.example", **TYPED)
    assert answer.status_code == 409
    with write() as (session, _at):
        assert entries(session) == 0


def test_the_sixth_sheet_of_an_hour_waits_and_keeps_its_words(consumer):
    done = [send(consumer, "/reclamos", **TYPED).status_code for _ in range(5)]
    assert done == [303] * 5
    answer = send(consumer, "/reclamos", **TYPED)
    assert answer.status_code == 409
    assert "ask for the sheet on paper" in text(answer)
    assert "Se soltó el asa." in answer.text


def test_the_whole_page_is_one_answer(consumer):
    html = consumer.get("/reclamos").text
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)', html) == []
    assert "20990000019" in html
    assert consumer.get("/reclamos/hoja.pdf").mimetype == "application/pdf"
    assert says(consumer.get("/reclamos/aviso.pdf").data, "http://localhost/reclamos")


def test_every_public_page_leads_to_the_book(consumer, link):
    for address in ("/v/", link, "/reclamos/nothing"):
        assert "/reclamos" in links(consumer.get(address))


def test_the_first_page_counts_the_days_and_gets_loud(desk, now, sign_in):
    assert "to answer, working days left: 15" in text(desk.get("/"))
    now.set(date(2026, 1, 27))
    sign_in("administradora")
    assert "answer overdue" in text(desk.get("/"))
    assert "Answer overdue" in text(desk.get("/complaints/"))
    assert "It should have been answered by Monday 26 January 2026" in text(
        desk.get("/complaints/000001-2026")
    )


def test_it_is_answered_added_to_and_read_by_the_consumer(desk, consumer, link):
    show = "/complaints/000001-2026"
    done = send(desk, f"{show}/answer", note="Le damos otra.", done="Se cambió.", on=TODAY)
    assert done.location == f"{show}/tell"
    assert send(desk, f"{show}/answer", note="No.", on=TODAY).status_code == 409
    assert "Le damos otra." in text(consumer.get(link))
    send(desk, f"{show}/add", note="Ya está lista.", on=TODAY)
    said = text(consumer.get(link))
    assert "Se cambió." in said
    assert "Ya está lista." in said
    pdf = consumer.get(f"{link}/hoja.pdf").data
    assert says(pdf, "Le damos otra.", "Se cambió.", "Ya está lista.")
    assert says(desk.get(f"{show}.pdf").data, "Le damos otra.", "Carla Prueba")


def test_a_late_answer_is_called_late_wherever_it_is_read(desk, consumer, link, now, sign_in):
    show = "/complaints/000001-2026"
    now.set(date(2026, 1, 26))
    sign_in("administradora")
    assert "today is the last day to answer" in text(desk.get("/"))
    assert "Today is the last day to answer it." in text(desk.get(show))
    assert "Today is the last day." in text(consumer.get(link))
    now.set(date(2026, 2, 2))
    sign_in("administradora")
    early = send(desk, f"{show}/answer", note="Le damos otra.", on="2026-01-20")
    assert early.status_code == 409
    assert "is of today" in beside(early, "on")
    send(desk, f"{show}/answer", note="Le damos otra.", on="2026-02-02")
    assert "Answered late" in text(desk.get("/complaints/"))
    assert "It was answered late" in text(desk.get(show))
    assert "Answered late: the last day was Mon 26 Jan." in text(consumer.get(link))
    assert says(consumer.get(f"{link}/hoja.pdf").data, "fuera de plazo: venció el 26 ene 2026")


def test_an_answer_copied_from_paper_says_so(desk, consumer, link, now, sign_in):
    now.set(date(2026, 2, 2))
    sign_in("administradora")
    answered = {"note": "Le damos otra.", "on": "2026-01-20", "on_paper": "y"}
    send(desk, "/complaints/000001-2026/answer", **answered)
    assert "Copied from paper on Mon 2 Feb." in text(consumer.get(link))
    assert says(consumer.get(f"{link}/hoja.pdf").data, "copiado de una hoja de papel el 2 feb 2026")


@pytest.mark.parametrize("way", ["whatsapp", "correo"])
def test_a_message_is_drafted_with_a_new_link_and_never_called_sent(desk, consumer, link, way):
    show = "/complaints/000001-2026"
    send(desk, f"{show}/answer", note="Le damos otra.", on=TODAY)
    slip = filled(desk, f"{show}/tell", way=way)
    page = desk.post(f"{show}/tell", data=slip)
    found = unquote(page.text)
    assert ("https://wa.me/51999888777?text=" if way == "whatsapp" else "mailto:carla@") in found
    newer = re.search(r"http://localhost(/reclamos/[\w-]{43})", found)[1]
    assert "Le damos otra." in text(consumer.get(newer))
    assert consumer.get(link).status_code == 404
    # sent again by a slow line, it is the same message
    again = unquote(desk.post(f"{show}/tell", data=slip).text)
    assert newer in again
    told = text(desk.get(show))
    assert told.count("drafted") == 1
    assert "only you know" in told


def offered(page):
    return re.findall(r'name="way" value="([^"]+)"', page.text)


def test_who_left_no_telephone_and_no_mail_is_told_by_letter_or_in_person(consumer, desk, now):
    link = send(consumer, "/reclamos", **TYPED | {"phone": "", "email": ""}).location
    show = "/complaints/000002-2026"
    send(desk, f"{show}/answer", note="Le damos otra.", on=TODAY)
    page = desk.get(f"{show}/tell")
    assert offered(page) == ["carta", "persona", "whatsapp"]
    assert "By letter, to Jr. Inventado 123" in text(page)
    assert "Not told yet." in text(desk.get(show))
    letter = send(desk, f"{show}/tell", way="carta")
    assert letter.status_code == 200
    assert "Carla Prueba" in text(letter)
    assert f"{show}.pdf" in links(letter)
    told = text(desk.get(show))
    assert "prepared as a letter" in told
    assert "only you know" in told
    now.set(now.at.date(), time(15))
    slip = filled(desk, f"{show}/tell", way="persona")
    assert [desk.post(f"{show}/tell", data=slip).location for _time in range(2)] == [show] * 2
    _said_once, told = (text(desk.get(show)) for _time in range(2))
    assert told.count("told in person") == told.count("prepared as a letter") == 1
    assert "Le damos otra." in text(consumer.get(link)), "nothing on paper closes the link"
    assert send(desk, f"{show}/tell", way="paloma").status_code == 422


def test_in_person_alone_nothing_is_left_to_be_sent(desk):
    show = "/complaints/000001-2026"
    send(desk, f"{show}/answer", note="Le damos otra.", on=TODAY)
    assert offered(desk.get(f"{show}/tell")) == ["whatsapp", "correo", "carta", "persona"]
    done = send(desk, f"{show}/tell", way="persona")
    assert "Noted: told in person." in text(desk.get(done.location))
    assert "only you know" not in text(desk.get(show))


def test_a_sheet_from_paper_is_copied_with_its_day(desk):
    typed = TYPED | {"paper": "T-014", "on": "2026-01-02"}
    done = send(desk, "/complaints/new", **typed)
    assert done.location == "/complaints/000002-2026"
    said = text(desk.get(done.location))
    assert "T-014" in said
    assert "Working days left: 14" in said
    assert says(desk.get("/complaints/000002-2026.pdf").data, "hoja de papel N.º T-014")


def test_the_list_goes_out_as_a_file(desk):
    assert "000001-2026" in desk.get("/complaints/?as=csv").get_data(as_text=True)


def test_the_fiscal_reads_all_and_a_saleswoman_nothing(link, app):
    show = "/complaints/000001-2026"
    fiscal = enter(app, "fiscal")
    assert fiscal.get(show).status_code == 200
    assert f"{show}/answer" not in links(fiscal.get(show))
    assert fiscal.get(f"{show}/answer").status_code == 403
    assert enter(app, "vendedora").get(show).status_code == 403
    assert link


def test_after_two_years_what_was_written_can_be_forgotten(desk, consumer, link, now, sign_in):
    show = "/complaints/000001-2026"
    send(desk, f"{show}/answer", note="Le damos otra.", on=TODAY)
    assert f"{show}/forget" not in links(desk.get(show))
    now.set(date(2028, 1, 5))
    sign_in("administradora")
    assert f"{show}/forget" in links(desk.get(show))
    asked = send(desk, f"{show}/forget")
    assert asked.status_code == 409
    assert "emptied for ever" in text(asked)
    assert send(desk, f"{show}/forget", confirmed="y").status_code == 303
    for page in (desk.get(show), consumer.get(link)):
        assert page.status_code == 200
        assert "Carla" not in page.text
        assert "Le damos otra" not in page.text
    assert says(desk.get(f"{show}.pdf").data, "000001-2026")
    assert desk.get("/complaints/").status_code == 200
