"""SUNAT's answers to something else, packed to harm, and two papers for one sale."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

import pytest

from coopshop import invoices
from coopshop.domain import cdr
from coopshop.invoices.sunat_said import AnotherInItsPlace
from tests.papers import cdrs
from tests.rooms.test_sunat_said import given, laws, state


@pytest.fixture
def elsewhere(session, cast):
    """A boleta that another system issued: B001-1, of one basket."""
    cast.delivers(cast.rosa, 5)
    return given(session, cast, 1)


def test_an_answer_that_names_no_kind_is_kept_only_in_its_zip(session, elsewhere, today):
    """A credit note may bear the series and the number of the document that it changes."""
    bare = cdrs.of(elsewhere, code="2335", words="El documento fue alterado")
    with pytest.raises(cdr.KindUnknown):
        invoices.keep_cdr(session, elsewhere, bare, **today)
    of_a_note = cdrs.packed(bare, "R-20990000019-07-B001-1.xml")
    with pytest.raises(cdr.AboutAnother):
        invoices.keep_cdr(session, elsewhere, of_a_note, **today)
    assert invoices.keep_cdr(session, elsewhere, cdrs.packed(bare), **today) == "rejected"
    assert laws(session) == []


@pytest.mark.parametrize("how", [ZIP_BZIP2, ZIP_LZMA])
def test_a_zip_packed_as_sunat_never_does_is_not_unpacked(session, elsewhere, today, how):
    file = BytesIO()
    with ZipFile(file, "w", how) as made:
        made.writestr("R-20990000019-03-B001-1.xml", bytes(1_000_000))
    with pytest.raises(cdr.NotTheCdr):
        invoices.keep_cdr(session, elsewhere, file.getvalue(), **today)


def test_no_paper_is_good_again_while_another_stands_in_its_place(session, elsewhere, today):
    invoices.keep_look(session, elsewhere, "annulled", today["on"], **today)
    number = {"kind": "boleta", "series": "EB01", "number": 1}
    named = invoices.register(session, sale=elsewhere.sale, **number, **today)
    new = invoices.document(session, named)
    with pytest.raises(AnotherInItsPlace):
        invoices.keep_look(session, elsewhere, "accepted", today["on"], **today)
    invoices.keep_look(session, new, "annulled", today["on"], **today)
    invoices.keep_look(session, elsewhere, "accepted", today["on"], **today)
    assert state(session, elsewhere) == "accepted"
    assert laws(session) == []
