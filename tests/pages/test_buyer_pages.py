"""What a buyer sees by her link, and what a stranger sees who tries to."""

import html
import re
import secrets

import pytest

from coopshop import catalog, invoices, members, sales
from coopshop.members import consents
from tests.cast import Cast
from tests.pages.addresses import picture
from tests.pages.kit import hidden
from tests.pages.slips import entries, links, text
from tests.papers import ubl


@pytest.fixture
def shop(write):
    """Julia bought two of Rosa's baskets; gives who and what there is."""
    with write() as (session, at):
        cast = Cast(session, at)
        cast.delivers(cast.rosa, 3)
        basket = cast.rings_up(sales.Asked(cast.basket, 2, 0), buyer=cast.tourist)
        tender = [invoices.Tender("yape")]
        cast.sale = invoices.issue(
            session, basket, paper="boleta", tenders=tender, at=at, by=1
        ).sale
    return cast


@pytest.fixture
def link(write, shop):
    """A link to the paper of that sale."""
    with write() as (session, at):
        document = invoices.main_document(session, shop.sale)
        return invoices.make_link(session, document, at=at, by=1)


def token(page):
    """What a button of a page sends along."""
    return {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]}


def agrees(write, given=True):
    with write() as (session, at):
        hers = {"member": "AW-01", "kind": members.NAME, "given": given}
        consents.say(session, **hers, on=at.date(), at=at, by=1)


def test_it_says_who_issued_what_when_and_for_how_much(client, link):
    page = text(client.get(f"/d/{link}"))
    assert "ASOCIACIÓN DE PRUEBA (FICTICIA) RUC 20990000019" in page
    assert "Nota de venta NV01-1" in page
    assert "lun 5 ene" in page
    assert "S/ 36.00" in page
    assert "2 × canasta de bombonaje" in page


def test_the_money_is_divided_to_the_centimo_and_her_name_needs_her_yes(client, write, link):
    def shown():
        return text(client.get(f"/d/{link}"))

    parts = "Fondo comunal S/ 1.80 Gastos de la asociación S/ 5.40"
    assert f"De S/ 36.00: Para quien lo hizo S/ 28.80 {parts}" in shown()
    agrees(write)
    assert f"De S/ 36.00: Para Rosa Tapullima S/ 28.80 {parts}" in shown()
    agrees(write, given=False)
    assert "Rosa" not in shown()


def test_after_a_return_it_says_what_stays(client, write, shop, link):
    with write() as (session, at):
        back = [sales.Back(line=1, units=1, restock=shop.chipaota)]
        today = {"on": at.date(), "at": at, "by": 1}
        invoices.credit(session, sale=shop.sale, lines=back, reason_code="07", **today)
    page = client.get(f"/d/{link}")
    assert "Se devolvió: 1 de 2. Queda: Para quien lo hizo S/ 14.40" in text(page)
    assert "Con nota de crédito: Nota de crédito NC01-1" in text(page)
    assert "Se devolvió S/ 18.00 de S/ 36.00." in text(page)
    (note,) = [way for way in links(page) if "nota_credito" in way]
    assert "S/ 18.00" in text(client.get(note))


def test_of_the_buyer_it_says_next_to_nothing(client, link):
    page = client.get(f"/d/{link}").text
    assert "J••• P••• I•••" in page
    assert "99900401" not in page
    assert "Paredes" not in page


def test_it_says_how_the_paper_stands(client, write, shop, link):
    page = text(client.get(f"/d/{link}"))
    assert "Papel interno, sin valor tributario." in page
    assert "La boleta de esta venta todavía no está anotada aquí." in page
    with write() as (session, at):
        today = {"on": at.date(), "at": at, "by": 1}
        number = {"kind": "boleta", "series": "EB01", "number": 7}
        invoices.register(session, sale=shop.sale, **number, **today)
    page = client.get(f"/d/{link}")
    assert "todavía no está anotada" not in text(page)
    (boleta,) = [way for way in links(page) if "boleta-EB01-7" in way]
    way = text(client.get(boleta))
    assert "Emitido lun 5 ene En el portal de la misma SUNAT." in way
    assert "Enviado a SUNAT lun 5 ene Lo que se emite allí está en SUNAT" in way
    assert "¿Aceptado por SUNAT? Aquí todavía no se sabe" in way


def test_the_page_of_a_void_paper_is_headed_so(client, write, shop, link):
    with write() as (session, at):
        invoices.undo(session, shop.sale, why="error", at=at, by=1)
    page = client.get(f"/d/{link}").text
    assert 'og:title" content="Anulada: ' in page
    assert "#i-void" in re.search("<h1>.*</h1>", page)[0]


def test_a_link_in_english_speaks_english(client, link):
    page = text(client.get(f"/d/{link}", headers={"Accept-Language": "en"}))
    assert "Our own paper, without tax value." in page


def test_the_pdf_is_that_of_the_desk_to_the_byte(client, sign_in, link):
    theirs = client.get(f"/d/{link}.pdf")
    assert theirs.mimetype == "application/pdf"
    sign_in("tesorera")
    assert client.get("/invoices/nota_venta-NV01-1.pdf").data == theirs.data


def test_the_xml_is_shown_where_there_is_one_and_is_what_came(client, write, shop):
    with write() as (session, at):
        today = {"on": at.date(), "at": at, "by": 1}
        number = {"kind": "boleta", "series": "EB01", "number": 7}
        boleta = invoices.document(
            session, invoices.register(session, sale=shop.sale, **number, **today)
        )
        raw = ubl.of(boleta)
        link = invoices.make_link(session, boleta, at=at, by=1)
    assert ".xml" not in client.get(f"/d/{link}").text
    assert client.get(f"/d/{link}.xml").status_code == 404
    with write() as (session, at):
        boleta = invoices.document(session, "boleta-EB01-7")
        invoices.keep_xml(session, boleta, raw, on=at.date(), at=at, by=1)
    assert f"/d/{link}.xml" in links(client.get(f"/d/{link}"))
    file = client.get(f"/d/{link}.xml")
    assert file.data == raw
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_whatsapp_finds_a_title_and_a_picture(client, write, link):
    page = client.get(f"/d/{link}").text
    assert 'property="og:title" content="Nota de venta NV01-1 · S/ 36.00"' in page
    drawn = client.get(f"/d/{link}/foto.jpg").data  # ours, while nothing on it has a picture
    assert drawn[:2] == b"\xff\xd8"
    with write() as (session, at):
        catalog.take_photo(session, "AW-CAN", picture(), at=at)
    page = client.get(f"/d/{link}").text
    (address,) = re.findall(r'property="og:image" content="([^"]+)"', page)
    assert address == f"http://localhost/d/{link}/foto.jpg"
    assert client.get(address).data == picture() != drawn
    about = html.unescape("".join(re.findall(r'property="og:[^>]+>', page)))
    assert "Julia" not in about
    assert "Rosa" not in about


def test_nobody_is_told_of_it_and_nobody_keeps_it(client, link):
    for way in ("", ".pdf"):
        answer = client.get(f"/d/{link}{way}")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_link_that_was_taken_back_is_as_if_it_had_never_been(client, sign_in, link):
    sign_in("vendedora")
    page = client.get("/invoices/nota_venta-NV01-1/links")
    (revoke,) = re.findall(r'action="(/invoices/[^"]+/revoke)"', page.text)
    assert client.post(revoke, data=token(page)).status_code == 303
    assert "Retirado el" in text(client.get("/invoices/nota_venta-NV01-1/links"))
    stranger = client.application.test_client()
    guess = secrets.token_urlsafe(16)
    for way in ("", ".pdf", ".xml", "/foto.jpg"):
        gone, never = (stranger.get(f"/d/{each}{way}") for each in (link, guess))
        assert (gone.status_code, never.status_code) == (404, 404)
        assert plain(gone, link) == plain(never, guess)


def plain(page, said):
    """A page without its own address and the token of the moment."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page.text.replace(said, ""))


def test_thousands_of_guesses_find_nothing(client, link):
    wrong = (link[:-1], link + "A", link.swapcase(), link[::-1], *near(link))
    found = {client.get(f"/d/{guess}.pdf").status_code for guess in wrong if guess != link}
    found |= {client.get(f"/d/{secrets.token_urlsafe(16)}").status_code for _time in range(1_000)}
    assert found == {404, 429}
    assert client.get(f"/d/{link}").status_code == 200


def near(link):
    """One letter other than it should be."""
    other = "".join("A" if letter != "A" else "B" for letter in link)
    return [f"{link[:at]}{other[at]}{link[at + 1 :]}" for at in range(len(link))]


@pytest.mark.parametrize(
    "way",
    [
        "/{link}/../boleta-EB01-1.pdf",
        "/{link}%2f..%2f..%2finvoices",
        "/../invoices/nota_venta-NV01-1.pdf",
        "/nota_venta-NV01-1.pdf",
        "/nota_venta-NV01-1",
        "/{link}/otro.jpg",
        "/{link}.PDF",
        "/{link}%00",
        "/",
        "",
    ],
)
def test_no_other_way_leads_to_a_paper(client, link, way):
    answer = client.get(f"/d{way.format(link=link)}")
    assert answer.status_code in (302, 404)
    assert answer.status_code == 404 or answer.location == "/sign-in"


@pytest.mark.parametrize("asked", ["document=nota_venta-NV01-2", "id=2", "sale=V0002", "token=x"])
def test_what_comes_after_the_question_mark_changes_nothing(client, link, asked):
    plain, other = (client.get(f"/d/{link}{more}") for more in ("", f"?{asked}"))
    assert text(plain) == text(other)
    assert client.get(f"/d/{link}.pdf?{asked}").data == client.get(f"/d/{link}.pdf").data


def test_reading_writes_nothing_into_the_book(client, write, link):
    with write() as (session, _at):
        before = entries(session)
    for way in ("", ".pdf"):
        client.get(f"/d/{link}{way}")
    with write() as (session, _at):
        assert entries(session) == before


def test_a_link_is_made_at_the_desk_shown_once_and_keeps_its_sale(client, sign_in, shop):
    sign_in("vendedora")
    desk = "/invoices/nota_venta-NV01-1/links"
    made = client.post(desk, data=token(client.get(desk)))
    (address,) = set(re.findall(r"http://localhost/d/[\w-]+", made.text))
    assert "wa.me" in made.text
    assert address not in client.get(desk).text
    assert "NV01-1" in client.application.test_client().get(address).text
    undo = client.get(f"/till/done/{shop.sale}/undo")
    answer = client.post(undo.request.path, data=hidden(undo.text) | {"why": "error"})
    assert answer.status_code == 409


def test_the_till_s_message_carries_the_link(client, sign_in, shop):
    sign_in("vendedora")
    done = f"/till/done/{shop.sale}"
    data = hidden(client.get(done).text) | {"phone": "999000111"}
    config = client.application.config["COOPSHOP"]
    object.__setattr__(config, "public_url", "https://tienda.example.org")
    try:
        way = client.post(f"{done}/send", data=data).headers["Refresh"]
    finally:
        object.__setattr__(config, "public_url", "")
    assert "tienda.example.org" in way
    (token,) = re.findall(r"/d/([\w-]+)$", way.partition("url=")[2])
    assert client.application.test_client().get(f"/d/{token}").status_code == 200


@pytest.mark.usefixtures("link")
def test_the_fiscal_reads_the_links_and_makes_none(client, sign_in):
    sign_in("fiscal")
    desk = "/invoices/nota_venta-NV01-1/links"
    page = client.get(desk)
    assert "Abre el papel" in text(page)
    assert "Crear un enlace" not in page.text
    assert client.post(desk, data=token(client.get("/password"))).status_code == 403


def test_why_a_note_changes_its_paper_is_told_in_the_words_of_its_code(client, write, shop):
    with write() as (session, at):
        back = [sales.Back(line=1, units=1, restock=shop.chipaota)]
        today = {"on": at.date(), "at": at, "by": 1}
        invoices.credit(session, sale=shop.sale, lines=back, reason_code="07", **today)
        note = invoices.document(session, "nota_credito-NC01-1")
        link = invoices.make_link(session, note, at=at, by=1)
    page = text(client.get(f"/d/{link}", headers={"Accept-Language": "en"}))
    assert "Some pieces come back" in page
    assert "Devolución por ítem" not in page
