"""The buyer's link: made, found again by its secret alone, taken back; and the XML beside it."""

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import sqlalchemy as sa

from coopshop import invoices, ledger, sales
from coopshop.domain import portal_file
from coopshop.domain.portal_file import Forbidden, NotTheXml, SaysOtherwise
from coopshop.invoices.links import BuyerLink, UnknownLink
from coopshop.invoices.portal_xml import NoXml, XmlKept
from coopshop.sales import SaleUndone
from tests.papers import ubl


@pytest.fixture
def stamp(today):
    return {"at": today["at"], "by": 1}


@pytest.fixture
def paper(session, cast):
    """The note of a basket that somebody bought."""
    cast.delivers(cast.rosa, 3)
    return invoices.main_document(session, cast.buys(1))


@pytest.fixture
def boleta(session, paper, today):
    """The same, registered from SUNAT's portal."""
    number = {"kind": "boleta", "series": "EB01", "number": 7}
    return invoices.document(
        session, invoices.register(session, sale=paper.sale, **number, **today)
    )


def test_a_link_opens_its_document_and_only_its_hash_is_kept(session, paper, stamp):
    secret = invoices.make_link(session, paper, **stamp)
    assert len(secret) >= 22
    assert invoices.linked(session, secret) is paper
    rows = session.execute(sa.select(BuyerLink.__table__)).mappings().all()
    assert [row["sha256"] for row in rows] == [hashlib.sha256(secret.encode()).hexdigest()]
    assert secret not in str(rows)


def test_no_two_links_are_the_same(session, paper, stamp):
    assert len({invoices.make_link(session, paper, **stamp) for _time in range(20)}) == 20
    assert len(invoices.links_of(session, paper)) == 20


def test_a_link_that_was_taken_back_opens_nothing_and_the_others_do(session, paper, stamp):
    kept, gone = (invoices.make_link(session, paper, **stamp) for _time in range(2))
    sha256 = hashlib.sha256(gone.encode()).hexdigest()
    for _time in range(2):
        invoices.revoke_link(session, paper, sha256, **stamp)
    assert invoices.linked(session, gone) is None
    assert invoices.linked(session, kept) is paper
    states = {link.sha256: link.revoked_at for link in invoices.links_of(session, paper)}
    assert states[sha256] == stamp["at"]


def test_a_link_is_taken_back_at_its_own_document_only(session, cast, paper, stamp):
    other = invoices.main_document(session, cast.buys(1))
    sha256 = hashlib.sha256(invoices.make_link(session, paper, **stamp).encode()).hexdigest()
    for document, named in ((other, sha256), (paper, "0" * 64)):
        with pytest.raises(UnknownLink):
            invoices.revoke_link(session, document, named, **stamp)


def test_an_undone_sale_gets_no_link(session, paper, stamp):
    invoices.undo(session, paper.sale, why="error", **stamp)
    with pytest.raises(SaleUndone):
        invoices.make_link(session, paper, **stamp)


@pytest.mark.parametrize("guess", ["", "x", "A" * 22, "%", "' OR 1=1", "ñ" * 30, "a" * 5_000])
def test_a_guess_opens_nothing(session, paper, stamp, guess):
    invoices.make_link(session, paper, **stamp)
    assert invoices.linked(session, guess) is None


def test_the_code_is_of_the_facts_and_of_nobody_elses(session, cast, paper):
    other = invoices.main_document(session, cast.buys(1))
    codes = {invoices.check_code(each) for each in (paper, other)}
    assert len(codes) == 2
    assert {len(code) for code in codes} == {12}


@pytest.mark.parametrize(
    "typed", ["NV01-1", "nv01-00000001", "NV 01 - 1", "nvo1-1", "NV01 0000 0001", "NVOI-I"]
)
def test_a_number_is_found_as_people_type_it(session, paper, typed):
    assert invoices.numbered(session, typed) == [paper]


@pytest.mark.parametrize(
    "typed", ["", "NV01", "NV01-", "NV01-0", "NV01-2", "NV02-1", "-1", "NV01-123456789", "…", "ñ"]
)
@pytest.mark.usefixtures("paper")
def test_no_other_number_is(session, typed):
    assert invoices.numbered(session, typed) == []


def test_the_xml_of_the_portal_is_kept_as_it_came_and_once(session, boleta, today):
    raw = ubl.of(boleta)
    invoices.keep_xml(session, boleta, raw, **today)
    assert invoices.kept_xml(session, boleta) == raw
    assert [law(session).wrong for law in (*invoices.CHECKS, *ledger.CHECKS)] == [
        [] for _law in (*invoices.CHECKS, *ledger.CHECKS)
    ]
    with pytest.raises(XmlKept):
        invoices.keep_xml(session, boleta, raw, **today)


def test_a_credit_note_has_an_xml_of_its_own(session, boleta, today):
    back = [sales.Back(line=1, units=1, restock="CHI")]
    ours = invoices.credit(session, sale=boleta.sale, lines=back, reason_code="07", **today)
    number = {"series": "EB01", "number": 3}
    note = invoices.credit_note_in_portal(session, note=ours, **number, **today)
    document = invoices.document(session, note)
    with pytest.raises(SaysOtherwise):
        invoices.keep_xml(session, document, ubl.of(boleta), **today)
    invoices.keep_xml(session, document, ubl.of(document), **today)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"code": "EB01-8"},
        {"code": "E001-7"},
        {"on": "2025-01-05"},
        {"currency": "USD"},
        {"total": "18.01"},
        {"total": "18.001"},
        {"ruc": "20990001015"},
        {"kind": "01"},
        {"code": ""},
        {"total": ""},
    ],
)
def test_the_xml_of_another_document_is_refused(session, boleta, today, otherwise):
    with pytest.raises(SaysOtherwise):
        invoices.keep_xml(session, boleta, ubl.of(boleta, **otherwise), **today)


def packed(*files):
    """A ZIP of (name, content)."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, raw in files:
            made.writestr(name, raw)
    return file.getvalue()


def test_the_zip_of_the_portal_is_unpacked(session, boleta, today):
    raw = ubl.of(boleta)
    both = packed(("BOLETAEB01-7.xml", raw), ("leeme.txt", b"hola"))
    invoices.keep_xml(session, boleta, both, **today)
    assert invoices.kept_xml(session, boleta) == raw


@pytest.mark.parametrize(
    ("files", "refusal"),
    [
        ([], NotTheXml),
        ([("a.txt", b"<a/>")], NotTheXml),
        ([("a.xml", b"<a/>"), ("b.xml", b"<a/>")], NotTheXml),
        ([("../../a.xml", b"<a/>")], NotTheXml),
        ([("a.xml", b" " * 50_000_000)], portal_file.FileTooLarge),
    ],
)
def test_a_zip_of_anything_else_is_refused(session, boleta, today, files, refusal):
    with pytest.raises(refusal):
        invoices.keep_xml(session, boleta, packed(*files), **today)
    with pytest.raises(NotTheXml):
        invoices.keep_xml(session, boleta, packed(*files)[:30] + b"x", **today)


def test_leading_zeros_and_decimals_make_no_other_document(session, boleta, today):
    invoices.keep_xml(session, boleta, ubl.of(boleta, code="EB01-00000007", total="18.0"), **today)


def test_our_own_paper_has_no_xml(session, paper, today):
    with pytest.raises(NoXml):
        invoices.keep_xml(session, paper, b"<a/>", **today)


LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [LAUGHS, OUTSIDE, b"<!DOCTYPE a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_defines_something_is_not_read(boleta, before, encoding):
    text = ubl.of(boleta).decode().partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{encoding}"?>' + before.decode()
    with pytest.raises(Forbidden):
        portal_file.read((head + text).encode(encoding))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.4",
        b"<a>",
        b"<Invoice/>",
        b"<a>" * 100_000,
        b'<?xml version="1.0" encoding="cp1/../x"?><a/>',
        b'<?xml version="1.0" encoding="nowhere"?><a/>',
        b"\xff\xfe<a/>",
    ],
)
def test_what_is_no_document_is_refused(raw):
    with pytest.raises(NotTheXml):
        portal_file.read(raw)


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(portal_file.FileTooLarge):
        portal_file.read(b" " * (portal_file.MOST_BYTES + 1))


def test_a_file_that_says_it_twice_is_refused(boleta):
    twice = ubl.of(boleta).replace(b"<cbc:IssueDate>", b"<cbc:ID>EB01-8</cbc:ID><cbc:IssueDate>")
    with pytest.raises(NotTheXml):
        portal_file.read(twice)
