"""Long work by browser: how far it is, what came of it, whose it is, and what a stop does to it."""

import fcntl
import io
import os
import subprocess
import sys
import threading
import time

import pytest
from flask import g, request
from python_calamine import CalamineWorkbook

from coopshop.access import allowed
from coopshop.domain.errors import N_, Refused
from coopshop.web import Done, work
from coopshop.web.listing import files
from coopshop.web.work import doing, kept
from tests.pages.slips import links, text
from tests.pages.test_listing_pages import enter, rows_of


class Impossible(Refused):
    message = N_("There is no member %(code)s.")


GATE = threading.Event()


def _slow(progress):
    progress(3, 22, "Rosa")
    GATE.wait(10)
    return Done("/members/", "Recorded.")


RUNS = {
    "file": lambda _progress: work.Made("salida.csv", "text/csv", b"a,b\r\n"),
    "page": lambda _progress: Done("/members/", f"Recorded by {g.user.name}."),
    "refused": lambda _progress: _fail(Impossible(code="AW-99")),
    "broken": lambda _progress: _fail(ValueError("a bug of ours")),
    "slow": _slow,
    "once": _slow,
}


def _fail(error):
    raise error


@pytest.fixture
def desk(app, monkeypatch):
    """The application with a page that begins works."""
    GATE.clear()
    monkeypatch.setattr(threading, "excepthook", lambda _args: None)

    @allowed("read_catalog")
    def begin():
        kind = request.args["kind"]
        key = "the key of a form" if kind == "once" else ""
        return work.begin("Long work", RUNS[kind], back="/members/", key=key)

    monkeypatch.setitem(app.view_functions, "catalog.places", begin)
    return app


def over(client, address):
    """The page of a work once it is over."""
    for _try in range(200):
        page = client.get(address)
        if "Refresh" not in page.headers:
            return page
        time.sleep(0.05)
    raise AssertionError(text(page))


def test_a_file_is_made_and_taken_away(desk):
    client = enter(desk, "tesorera")
    started = client.get("/catalog/places?kind=file")
    assert started.status_code == 303
    page = over(client, started.location)
    assert f"{started.location}/file" in links(page)
    answer = client.get(f"{started.location}/file")
    assert answer.data == b"a,b\r\n"
    assert "salida.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_was_recorded_is_told_in_the_name_of_whoever_began_it(desk):
    client = enter(desk, "tesorera")
    page = over(client, client.get("/catalog/places?kind=page").location)
    assert "Recorded by X." in text(page)
    assert "/members/" in links(page)


def test_a_refusal_and_a_bug_are_told_and_lead_back(desk):
    client = enter(desk, "tesorera")
    assert "There is no member AW-99." in text(
        over(client, client.get("/catalog/places?kind=refused").location)
    )
    page = over(client, client.get("/catalog/places?kind=broken").location)
    assert "Nothing was recorded" in text(page)
    assert "a bug" not in page.text


def test_a_page_tells_how_far_it_is_and_looks_again(desk):
    client = enter(desk, "tesorera")
    address = client.get("/catalog/places?kind=slow").location
    for _try in range(100):
        page = client.get(address)
        if "3 of 22" in text(page):
            break
        time.sleep(0.05)
    assert 'max="22" value="3"' in page.text
    assert page.headers["Refresh"] == "2"
    GATE.set()
    assert "Recorded." in text(over(client, address))


def test_the_key_of_a_form_begins_one_work(desk):
    client = enter(desk, "tesorera")
    first = client.get("/catalog/places?kind=once").location
    assert client.get("/catalog/places?kind=once").location == first
    GATE.set()
    over(client, first)
    assert client.get("/catalog/places?kind=once").location == first


def test_whoever_comes_while_a_work_is_being_begun_finds_its_page(desk, monkeypatch):
    asked, answered, keep = threading.Event(), threading.Event(), kept.keep

    def slow(begun):
        asked.set()
        answered.wait(2)
        keep(begun)

    monkeypatch.setattr(doing, "keep", slow)
    client, other = enter(desk, "tesorera"), desk.test_client()
    other.set_cookie("session", client.get_cookie("session").value)
    address = "/catalog/places?kind=once"
    first = threading.Thread(target=client.get, args=(address,))
    first.start()
    asked.wait(10)
    led = other.get(address).location
    page = other.get(led)
    answered.set()
    GATE.set()
    first.join()
    assert page.status_code == 200
    over(other, led)


def test_a_work_that_ends_or_goes_while_somebody_looks_is_no_bug(desk, monkeypatch):
    with desk.app_context():
        gone = work.Work("cd" * 16, "x", 1, "come_in", "/", state="running")
        kept.keep(gone)
        held = kept._is_held

        def thrown_away_meanwhile(name):
            (kept.folder() / f"{gone.id}.json").unlink()
            return held(name)

        monkeypatch.setattr(kept, "_is_held", thrown_away_meanwhile)
        assert work.find(gone.id) is None


def test_one_who_only_looks_does_not_keep_another_from_beginning(desk):
    with desk.app_context(), kept.alone():
        path = kept.folder() / f"{'ef' * 16}.lock"
        path.touch()
        with path.open("rb") as looking:
            fcntl.flock(looking, fcntl.LOCK_SH)
            threading.Timer(0.02, fcntl.flock, (looking, fcntl.LOCK_UN)).start()
            assert kept.hold("ef" * 16)
            time.sleep(0.05)
    with desk.app_context():
        kept.let_go("ef" * 16)


def test_what_was_begun_anew_is_not_thrown_away_as_old(desk):
    with desk.app_context():
        anew = work.Work("12" * 16, "x", 1, "come_in", "/", state="running")
        kept.keep(anew)
        kept._throw_away(kept.folder() / f"{anew.id}.json")  # seen as old a moment before
        assert work.find(anew.id)


def test_a_work_is_nobody_else_s(desk):
    address = enter(desk, "tesorera").get("/catalog/places?kind=file").location
    other = enter(desk, "administradora")
    over(other, "/")
    for asked in (address, f"{address}/file", "/work/nothing", f"/work/{'0' * 32}"):
        assert other.get(asked).status_code == 404


def test_a_work_whose_process_is_gone_was_interrupted(desk):
    client = enter(desk, "tesorera")
    with desk.app_context():
        name = "ab" * 16
        kept.keep(work.Work(name, "Long work", 1, "come_in", "/members/", state="running"))
        assert work.find(name).state == "interrupted"
        path = kept.folder() / f"{name}.lock"
    assert "interrupted" in text(client.get(f"/work/{name}"))
    holder = "import fcntl,sys;f=open(sys.argv[1],'w');fcntl.flock(f,2);print(1,flush=True);input()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, os.fspath(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        other.stdout.readline()
        with desk.app_context():
            assert work.find(name).state == "running"
        other.kill()
        other.wait()
    with desk.app_context():
        assert work.find(name).state == "interrupted"


def test_what_is_a_day_old_is_thrown_away(desk):
    with desk.app_context():
        old, new = (work.Work(sign * 32, "x", 1, "come_in", "/", state="done") for sign in "12")
        kept.keep(old)
        old.path.write_bytes(b"x")
        kept.keep(new)
        path = kept.folder() / f"{old.id}.json"
        os.utime(path, (0, 0))
    assert enter(desk, "tesorera").get("/work/x").status_code == 404
    with desk.app_context():
        assert work.find(old.id) is None
        assert not old.path.exists()
        assert work.find(new.id) == new


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_large_list_is_made_behind_a_page(year, monkeypatch, form):
    client = enter(year, "fiscal")
    small = client.get(f"/sales/?period=all&as={form}")
    monkeypatch.setattr(files, "LARGE", 10)
    started = client.get(f"/sales/?period=all&as={form}")
    assert started.status_code == 303
    page = over(client, started.location)
    assert "/sales/?period=all" in links(page)
    answer = client.get(f"{started.location}/file")
    if form == "csv":
        assert rows_of(answer) == rows_of(small)
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        assert len(book.get_sheet_by_index(0).to_python()) > 800


def test_the_accounts_of_all_asked_for_again_at_once_are_made_once(year, monkeypatch):
    client = enter(year, "tesorera")
    address = "/yo/estados.pdf?month=2025-11"
    first = client.get(address).location
    assert {client.get(address).location for _reload in range(3)} == {first}
    over(client, first)
    made = client.get(f"{first}/file")
    assert made.headers["Cache-Control"] == "no-store"
    with year.app_context():
        path = work.find(first.rpartition("/")[2]).path
    before = path.stat().st_mtime_ns
    assert over(client, client.get(address).location).status_code == 200
    assert path.stat().st_mtime_ns == before
    assert client.get("/yo/estados.pdf?month=2025-10").location != first
    assert enter(year, "administradora").get(address).location != first
    monkeypatch.setattr(doing, "age", lambda _path: doing.A_MINUTE)
    over(client, client.get(address).location)
    assert path.stat().st_mtime_ns > before
