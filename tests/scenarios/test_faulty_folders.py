"""A faulty folder is refused whole: every fault is named by file, row and column, nothing kept."""

from datetime import date

import pytest
import sqlalchemy as sa

from coopshop import exchange, inventory, ledger, payouts, production
from coopshop.db import db, transaction
from coopshop.ledger.models import Entry
from tests.scenarios import small_folder
from tests.scenarios.damages import DAMAGES


@pytest.fixture
def read(app, tmp_path):
    """Read a damaged folder; gives where the faults are, once it is sure that nothing was kept."""

    def read(*damages):
        folder = small_folder.write(tmp_path / "in", *damages)
        with app.app_context():
            before = everything(db.session())
            with pytest.raises(exchange.Faulty) as refused, transaction() as (session, at):
                exchange.import_folder(session, folder, at=at)
            assert everything(db.session()) == before
        return refused.value.faults

    return read


def everything(session):
    """How many rows each table has, and the hash of the last entry."""
    counts = {
        table.name: session.scalar(sa.select(sa.func.count()).select_from(table))
        for table in db.metadata.tables.values()
    }
    head = session.scalar(sa.select(Entry.hash).order_by(Entry.id.desc()).limit(1))
    session.rollback()
    return counts, head


def places(faults):
    return {f"{fault.file} {fault.row} {fault.column}" for fault in faults}


def import_small(app, tmp_path, *damages):
    folder = small_folder.write(tmp_path / "in", *damages)
    with app.app_context(), transaction() as (session, at):
        return exchange.import_folder(session, folder, at=at)


def test_the_folder_itself_is_sound(app, tmp_path):
    assert import_small(app, tmp_path).written == 14


@pytest.mark.parametrize("name", DAMAGES)
def test_each_fault_is_named(read, name):
    damage, expected = DAMAGES[name]
    faults = read(damage)
    assert places(faults) == set(expected), [str(fault) for fault in faults]
    assert all(fault.expected for fault in faults)


def test_all_faults_are_named_at_once(read):
    several = ["half a basket", "pieces that do not add up", "a gap in the numbers",
               "more back than was sold", "a buyer's RUC has a wrong digit"]  # fmt: skip
    faults = read(*(DAMAGES[name][0] for name in several))
    assert places(faults) == {place for name in several for place in DAMAGES[name][1]}


def test_a_row_that_cannot_be_read_hides_no_other_fault(read):
    """Nor is what points at that row told to point nowhere."""
    several = [
        "a quantity has a comma",
        "a delivery of nobody",
        "a canoe that brings more than it took",
        "rounding on a transfer",
    ]
    unread = ("members.csv", "AW-01,AW,Rosa", "AW-01,AW,")
    faults = read(unread, *(DAMAGES[name][0] for name in several))
    expected = {place for name in several for place in DAMAGES[name][1]}
    assert places(faults) == expected | {"members.csv 2 given_names"}


@pytest.mark.parametrize("name", small_folder.FILES)
def test_every_file_must_be_there(app, tmp_path, name):
    folder = small_folder.write(tmp_path / "in")
    (folder / name).unlink()
    assert faults_of(app, folder) == {f"{name} 0 "}


def test_a_file_in_another_encoding_is_named(app, tmp_path):
    folder = small_folder.write(tmp_path / "in", ("members.csv", "Rosa", "Ñusta"))
    text = (folder / "members.csv").read_text(encoding="utf-8")
    (folder / "members.csv").write_text(text, encoding="latin-1")
    assert faults_of(app, folder) == {"members.csv 0 "}


def test_a_folder_in_place_of_a_file_is_named(app, tmp_path):
    folder = small_folder.write(tmp_path / "in")
    (folder / "returns.csv").unlink()
    (folder / "returns.csv").mkdir()
    assert faults_of(app, folder) == {"returns.csv 0 "}


def test_the_marks_that_spreadsheets_leave_do_no_harm(app, tmp_path):
    folder = small_folder.write(tmp_path / "in")
    for file in folder.iterdir():
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    with app.app_context(), transaction() as (session, at):
        assert exchange.import_folder(session, folder, at=at).written == 14


def faults_of(app, folder):
    with app.app_context():
        with pytest.raises(exchange.Faulty) as refused, transaction() as (session, at):
            exchange.import_folder(session, folder, at=at)
        assert db.session().scalar(sa.select(sa.func.count(Entry.id))) == 0
    return places(refused.value.faults)


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (
            ("sales.csv", "V0001,2025-01-08T10:00:00", "V0001,2025-01-08T10:00:09"),
            "sales.csv 2 sale_id",
        ),
        (("members.csv", "Rosa", "Rosalía"), "members.csv 2 member_id"),
        (("transfers.csv", "CAN,5,4,1,", "CAN,5,3,2,"), "transfers.csv 2 transfer_id"),
        (("settings.csv", "AW_total,0.20", "AW_total,0.25"), "settings.csv 6 key"),
    ],
)
def test_a_row_that_says_something_else_now_is_named(app, read, tmp_path, damage, expected):
    import_small(app, tmp_path)
    assert places(read(damage)) == {expected}


def test_nothing_comes_in_behind_what_the_book_holds(app, read, tmp_path):
    import_small(app, tmp_path)
    late = "X001,2025-01-13T10:00:00,2025-01-13,AW-01,adelanto,20.00,\n"
    earlier = "X002,2025-01-13T09:00:00,2025-01-13,AW-01,material,5.00,\n"
    faults = read(("advances.csv", late, late + earlier))
    assert places(faults) == {"advances.csv 3 recorded_at"}


def test_nothing_comes_into_a_closed_month(app, read, tmp_path):
    """Recorded in time, but dated in a month that was closed meanwhile."""
    import_small(app, tmp_path)
    with app.app_context(), transaction() as (session, at):
        ledger.close_month(session, month="2025-11", at=at, by=1)
    old = "X001,2025-01-13T10:00:00,2025-01-13,AW-01,adelanto,20.00,\n"
    new = "X002,2026-01-05T13:00:00,2025-11-30,AW-01,material,5.00,\n"
    faults = read(("advances.csv", old, old + new))
    assert "advances.csv 3 recorded_at" in places(faults)


#: What the desk recorded meanwhile, and a row of a file that uses the same code.
AT_THE_DESK = {
    "deliveries.csv": (
        lambda session, **today: production.receive(
            session, member="AW-01", sku="CAN", place="CHI", brought=3, **today
        ),
        "D0003,2026-01-05T13:00:00,2026-01-05,CHI,AW-01,CAN,3,0,3,\n",
    ),
    "transfers.csv": (
        lambda session, **today: inventory.send(
            session, origin="CHI", destination="TPP", via="canoa", lines=[("CAN", 1)], **today
        ),
        "T003,1,CHI,TPP,canoa,2026-01-05,2026-01-05T13:00:00,,,CAN,1,,,,\n",
    ),
    "adjustments.csv": (
        lambda session, **today: inventory.adjust(
            session, place="CHI", sku="CAN", units=1, kind="merma", **today
        ),
        "A002,2026-01-05T13:00:00,2026-01-05,CHI,CAN,1,merma,\n",
    ),
    "advances.csv": (
        lambda session, **today: payouts.owe(
            session, member="AW-01", kind="material", amount=500, **today
        ),
        "X002,2026-01-05T13:00:00,2026-01-05,AW-01,material,5.00,\n",
    ),
}


@pytest.mark.parametrize("name", AT_THE_DESK)
def test_a_code_that_the_desk_used_meanwhile_is_named(app, read, tmp_path, now, name):
    """Even if it says the same: two people wrote down two things, or one thing twice."""
    import_small(app, tmp_path)
    act, row = AT_THE_DESK[name]
    with app.app_context(), transaction() as (session, at):
        act(session, on=at.date(), at=at, by=1)
    now.set(date(2026, 1, 6))
    last = small_folder.FILES[name].splitlines(keepends=True)[-1]
    faults = read((name, last, last + row))
    number = len(small_folder.FILES[name].splitlines()) + 1
    key = small_folder.FILES[name].partition(",")[0]
    assert f"{name} {number} {key}" in places(faults)
