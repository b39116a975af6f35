"""Days are said in one form on every light page, hers and a stranger's: `mar 4 nov`."""

import re

import pytest

from coopshop.domain.showing import MONTHS, WEEKDAYS
from tests.pages.addresses import lived_in, pages
from tests.pages.entering import enter
from tests.pages.slips import beside, send, text
from tests.pages.test_complaints_pages import TYPED

#: What SUNAT's own page wants typed, as its boxes take it.
SUNAT = r"(Pregunte usted a SUNAT|Ask SUNAT yourself).*"


def strange(shown: str, language: str) -> list[str]:
    """Days that are said in another form."""
    weekdays, months = WEEKDAYS[language], MONTHS[language]
    near = rf"\b({_any(weekdays, 3)}) [0-9]{{1,2}} ({_any(months, 3)})( 20[0-9]{{2}})?\b"
    others = (
        rf"\b[0-9]{{1,2}} (de )?({_any(months)}|{_any(months, 3)})\b",
        r"[0-9]{2}/[0-9]{2}/20[0-9]{2}",
        r"20[0-9]{2}-[0-9]{2}-[0-9]{2}",
    )
    rest = re.sub(near, "@", re.sub(SUNAT, "", shown))
    return [found[0] for form in others for found in re.finditer(form, rest)]


def _any(names: tuple[str, ...], letters: int | None = None) -> str:
    return "|".join(name[:letters] for name in names)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("role", ["socia", None])
def test_every_light_page_says_days_as_one_says_them(lived, language, role):
    named = lived_in(lived)
    client = enter(lived, role, "AW-01") if role else lived.test_client()
    with client.session_transaction() as cookie:
        cookie["language"] = language
    said = {}
    for endpoint, address in pages(lived, named):
        answer = client.get(address)
        if answer.mimetype == "text/html" and 'id="content"' in answer.text:
            light = answer.status_code == 200 and '<link rel="icon" href="data:,">' in answer.text
            said |= {endpoint: text(answer)} if light else {}
    wrong = {endpoint: strange(shown, language) for endpoint, shown in said.items()}
    assert {endpoint: days for endpoint, days in wrong.items() if days} == {}
    hers = {"maker.consents", "maker.account", "maker.payment", "maker.sale", "maker.home"}
    anybody = {"proof.bought", "proof.check", "proof.lot", "proof.seal", "complaints.copy"}
    assert (hers if role else anybody | {"orders.by_link", "orders.asked_by_link"}) <= said.keys()


def test_another_form_would_be_found():
    assert strange("El 4 nov 2025, el martes 4 de noviembre de 2025 y el 04/11/2025.", "es") == [
        *("4 nov", "4 de noviembre", "04/11/2025"),
    ]
    assert strange("mar 4 nov, mar 4 nov 2025; noviembre de 2025", "es") == []


def test_a_refusal_says_them_as_the_page_around_it(lived):
    answer = send(lived.test_client(), "/reclamos", **TYPED, happened_on="2026-02-03")
    assert beside(answer, "happened_on").startswith("mar 3 feb todavía no llega.")
