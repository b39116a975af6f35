"""Every sum of hers opens, step by step, until it is a thing and its price, or its own paper."""

import html
import re
from collections import deque
from typing import NamedTuple

import pytest

from coopshop import ledger, members, payouts
from coopshop.db import db, transaction
from coopshop.domain.days import day_of
from tests.pages.addresses import lived_in
from tests.pages.entering import enter

SUM = re.compile(r"S/ [0-9,]+\.[0-9]{2}")
LINE = re.compile(r'<li class="line([^"]*)">(.*?)</li>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"')

#: Where a walk ends, and what must stand there: beside a sum, the picture of what it is about.
PICTURE = re.compile(r'<h1 class="her">\s*(<img class="thing"|<svg class="icon icon-large")')
PRICE = r"/yo/ventas/[^/]+/\d+"
ENDS = {
    PRICE: re.compile(r"Precio de (una|1 [^:]+): (S/|US\$) [0-9]"),
    r"/yo/piezas/[^/]+": SUM,
    r"/yo/perdidas/.+": SUM,
    r"/yo/descuentos/[^/]+": SUM,
    r"/yo/cuaderno/[^/]+": SUM,
}

#: Before her first month she had nothing: there is no page to look at.
NOTHING = re.compile(r"<span>Tenías</span>\s*<b[^>]*>S/ 0\.00<")

#: Papers on which something stands that is no step to anything: what came of a sale, day by day.
PAPERS = re.compile(r"/yo/ventas/[^/]+")

#: What differs between addresses of one kind.
KIND = re.compile(r"[^/?=]*[0-9][^/]*|(sold|back)-[A-Z]+")

#: A receipt is a PDF, with a test of its own.
RECEIPT = re.compile(r"/payouts/[^/]+\.pdf")


class Walked(NamedTuple):
    """What a walk came by: addresses, sums that lead nowhere, ends where nothing is to be seen."""

    seen: set[str]
    shut: list[str]
    bare: list[str]


def walk(client, *begin: str, whole: bool = True) -> Walked:
    """Open every line of money, and every line behind it; unless the `whole` is wanted, of the
    lines of a page that lead to the same kind of page only the first."""
    found = Walked(set(), [], [])
    ahead = deque(begin)
    while ahead:
        address = ahead.popleft()
        if address in found.seen:
            continue
        found.seen.add(address)
        if RECEIPT.fullmatch(address) and not whole:
            continue
        answer = client.get(address)
        if answer.status_code != 200:
            found.shut.append(f"{address}: {answer.status_code}")
        elif not RECEIPT.fullmatch(address):
            ways = opened(address, answer.text, found)
            ahead.extend(ways if whole else {KIND.sub("", way): way for way in ways[::-1]}.values())
    return found


def opened(address: str, page: str, found: Walked) -> list[str]:
    """Where the lines of a page lead; what leads nowhere is noted."""
    path = address.partition("?")[0]
    end = next((says for where, says in ENDS.items() if re.fullmatch(where, path)), None)
    if end and not (PICTURE.search(page) and end.search(page)):
        found.bare.append(address)
    ways = []
    for kind, line in LINE.findall(page):
        way = re.match(r"\s*" + LINK.pattern, line)
        if way:
            ways.append(html.unescape(way[1]))
        elif NOTHING.search(line) or "line-total" in kind:
            continue
        elif SUM.search(line) and not (end or PAPERS.fullmatch(path)):
            found.shut.append(f"{address}: {' '.join(re.sub('<[^>]*>', ' ', line).split())}")
    return ways


def everybody(app) -> list[str]:
    with app.app_context():
        return [member.code for member in members.everyone(db.session())]


SCREENS = ("/yo/", "/yo/falta", "/yo/pagos", "/yo/cuenta?month=2026-01")
#: Of those who have one, the month before.
DECEMBER = "/yo/cuenta?month=2025-12"


def test_every_sum_of_everybody_opens_in_the_life_in_which_everything_happened(lived):
    lived_in(lived)
    put_right(lived)
    seen = set()
    for member in everybody(lived):
        hers = enter(lived, "socia", member)
        december = [DECEMBER] if f'"{DECEMBER}"' in hers.get(SCREENS[-1]).text else []
        found = walk(hers, *SCREENS, *december)
        assert (found.shut, found.bare) == ([], []), member
        seen |= found.seen
    assert DECEMBER in seen
    for end in (*ENDS, PAPERS.pattern, RECEIPT.pattern, r"/yo/pagos/[^/]+"):
        assert any(re.fullmatch(end, address) for address in seen), end


def test_every_sum_of_everybody_opens_in_2025(year):
    """Each line of each page that is walked through opens; of many alike, the first is opened."""
    seen = set()
    for member in everybody(year):
        found = walk(enter(year, "socia", member), "/yo/", whole=False)
        assert (found.shut, found.bare) == ([], []), member
        seen |= found.seen
    for end in (PRICE, r"/yo/descuentos/[^/]+", r"/yo/pagos/[^/]+"):
        assert any(re.fullmatch(end, address) for address in seen), end


def put_right(app) -> None:
    """Dues, more material than she can pay; a sample and an advance are undone, long settled."""
    with app.app_context(), transaction() as (session, at):
        today = {"on": day_of(at), "at": at, "by": 1}
        payouts.owe(session, member="AW-01", kind="aporte", amount=300, note="faena", **today)
        payouts.owe(session, member="AW-01", kind="material", amount=90_000, note="hilo", **today)
        for cause in ("adjustment/A002", "debit/X001"):
            ledger.reverse(session, cause, why=f"otra vez {cause}", **today)


@pytest.fixture
def rosa(lived):
    """Who looks at hers, after some of it was put right."""
    lived_in(lived)
    put_right(lived)
    return enter(lived, "socia", "AW-01")


def text(answer) -> str:
    """What is read on a page."""
    assert answer.status_code == 200
    body = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("/yo/perdidas/adjustment/A002", "adjustment/A002"),
        ("/yo/descuentos/X001", "debit/X001"),
    ],
)
def test_what_was_put_right_opens_at_what_was_wrong_and_says_why(rosa, address, cause):
    step = rosa.get("/yo/suma/put-right")
    assert f'href="{address}"' in step.text
    shown = text(rosa.get(address))
    assert "Esto se anuló. No cuenta." in shown
    assert f"otra vez {cause}" in shown


def test_what_came_back_opens_at_its_sale(rosa):
    back = re.search(r'href="(/yo/suma/back-[^"]+)"', rosa.get("/yo/").text)[1]
    (way,) = {way for way in re.findall(LINK, rosa.get(back).text) if "ventas" in way}
    shown = text(rosa.get(way))
    assert "El cliente devolvió 1 × canasta" in shown
    assert "Precio de una" in shown
    whole = re.search(r'href="(/yo/ventas/[^/"]+)"', rosa.get(way).text)[1]
    assert "En tu cuenta" in text(rosa.get(whole))


def test_the_sums_of_a_sale_are_those_of_her_account(rosa):
    whole = text(rosa.get("/yo/ventas/V0004"))
    pieces, account = whole.split("En tu cuenta")
    *parts, hers = cents(pieces.partition("Tus piezas")[2].replace("el cliente paga S/", "#"))
    *steps, came = cents(account.partition("Falta")[0])
    assert sum(parts) == hers
    assert sum(steps) == came


def cents(shown: str) -> list[int]:
    found = re.findall(r"(−?)S/ ([0-9,]+)[.]([0-9]{2})", shown)
    return [int(f"{minus and '-'}{whole.replace(',', '')}{rest}") for minus, whole, rest in found]


def test_an_advance_says_of_which_sums_it_was_taken_off_and_what_still_stands(rosa):
    code = re.findall(r'href="/yo/descuentos/([^"]+)"', rosa.get("/yo/suma/material").text)[-1]
    page = rosa.get(f"/yo/descuentos/{code}")
    shown = text(page)
    assert "hilo" in shown
    given, *parts, rest = addition(page.text)
    assert given == 90_000
    assert given + sum(parts) == rest
    assert all(part < 0 < rest for part in parts)
    assert "¿No está bien?" in shown


def addition(page: str) -> list[int]:
    """The sums of the lines of what it was taken off, in order."""
    lines = page.partition("De dónde se descontó")[2]
    return cents(" ".join(re.findall(r'class="money">([^<]*)<', lines)))


def test_of_a_sum_that_only_a_part_was_taken_off_both_are_said(lived):
    """An advance took a part of what she got for a basket; the next one takes from the rest."""
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        for sum_ in (100, 150):
            given = {"member": "AW-01", "kind": "adelanto", "amount": sum_, "method": "yape"}
            code = payouts.owe(session, **given, on=day_of(at), at=at, by=1)
    page = enter(lived, "socia", "AW-01").get(f"/yo/descuentos/{code}")
    assert addition(page.text) == [150, -150, 0]
    assert re.search(r"[^.:]+: S/ 1\.50 de S/ [0-9.]+", text(page))
    assert "S/ 1.50 de S/ 1.50" not in text(page)
    desk = text(enter(lived, "tesorera").get(f"/payouts/debits/{code}"))
    assert re.search(
        r"Monto S/ 1\.50 .* S/ 1\.50 de S/ [0-9.]+ −S/ 1\.50 Falta descontar S/ 0\.00", desk
    )


def test_what_a_payment_settled_says_in_which_payment_it_counted(lived):
    lived_in(lived)
    page = enter(lived, "socia", "AW-01").get("/yo/descuentos/X001")
    assert re.search(r'href="/yo/pagos/L\d+"', page.text)
    given, *parts, rest = addition(page.text)
    assert given + sum(parts) == rest == 0
    assert "Falta descontar S/ 0.00" in text(page)


def test_the_photo_of_the_notebook_is_not_shown_for_others_are_on_it(rosa):
    page = rosa.get("/yo/cuaderno/I0001")
    assert "hoja E001" in text(page)
    assert "<img" not in page.text
    assert ".jpg" not in page.text


def test_what_of_the_notebook_was_undone_says_why(lived):
    lived_in(lived)
    with lived.app_context(), transaction() as (session, at):
        today = {"on": day_of(at), "at": at, "by": 1}
        ledger.reverse(session, "beginning/I0001", why="era de otra hoja", **today)
    shown = text(enter(lived, "socia", "AW-01").get("/yo/cuaderno/I0001"))
    assert "Escribimos: «era de otra hoja»" in shown


def test_what_a_month_begins_with_opens_at_when_it_last_changed(rosa):
    page = rosa.get("/yo/cuenta?month=2026-01").text
    (first, *_rest) = (line for _kind, line in LINE.findall(page))
    assert 'href="/yo/cuenta?month=2025-01"' in first
    # She said so already of the payment that the sum begins with (`lived_in`).
    assert 'href="/yo/dicho/' in first
    ends = text(rosa.get("/yo/cuenta?month=2025-01"))
    assert cents(text_of(first)) == [9]
    assert cents(ends)[0] == 9


def text_of(part: str) -> str:
    return re.sub("<[^>]*>", " ", part)


@pytest.mark.parametrize(
    "address",
    [
        *("/yo/descuentos/X001", "/yo/cuaderno/I0001", "/yo/cuaderno/I0002", "/yo/ventas/V0001"),
        *("/yo/perdidas/adjustment/A002", "/yo/perdidas/arrival/T001/1", "/yo/perdidas/sale/V0001"),
        *("/yo/descuentos/X999", "/yo/cuaderno/x", "/yo/perdidas/x", "/yo/ventas/V9999"),
    ],
)
def test_what_is_another_s_does_not_open(lived, address):
    lived_in(lived)
    assert enter(lived, "socia", "AW-02").get(address).status_code == 404
