"""Every code of return of SUNAT, read in place where its list is at hand."""

import json
from pathlib import Path

import pytest

from coopshop.domain import cdr
from coopshop.domain.cdr import KnownBefore, NothingRegistered

CODES = Path(__file__).parents[3] / "shared/sunat/codigos_retorno.json"


@pytest.mark.skipif(not CODES.exists(), reason=f"{CODES} is not there")
def test_every_code_of_sunat_has_its_meaning():
    """Of SUNAT's own list; skipped, and said so, where that list is not at hand."""
    meant = {}
    for code in json.loads(CODES.read_text(encoding="utf-8")):
        try:
            meant[code] = cdr.Cdr("", "B001-1", "", code, "", (), None, b"").what
        except (NothingRegistered, KnownBefore):
            meant[code] = "nothing"
    assert meant["0109"] == meant["1033"] == "nothing"
    assert {what for code, what in meant.items() if code < "2000" and code != "0"} == {"nothing"}
    assert {what for code, what in meant.items() if "2000" <= code < "4000"} == {"rejected"}
    assert {what for code, what in meant.items() if code >= "4000"} == {"observed"}
