"""Lists from a spreadsheet: what is let in, how each cell is read, what a row comes to."""

from datetime import date

import pytest

from coopshop import beginning, catalog, ledger, members
from coopshop.beginning import sheets
from coopshop.beginning.sheets import cells, files
from coopshop.beginning.sheets.files import Cell, address
from coopshop.beginning.sheets.writing import Faulty
from coopshop.domain import reading
from coopshop.domain.errors import Refused
from tests import workbooks

DAY = date(2026, 1, 5)
HEAD = ("Grupo", "Nombres", "Primer apellido", "DNI", "Ingreso")
ROSA = ("AW", "Rosa", "Tapullima", "99900101", "12/03/2019")


def read(raw, sheet=""):
    return sheets.read(raw, sheets.suffix(raw), sheet)


def plan(session, kind, raw):
    return sheets.plan(session, sheets.KINDS[kind], read(raw), DAY)


def write(session, kind, raw, today):
    return sheets.write(session, sheets.KINDS[kind], read(raw), **today)


def faults(found):
    return {fault.address: type(fault.refused).__name__ for fault in found.faults}


def test_cells_are_called_as_a_spreadsheet_calls_them():
    assert [address(*at) for at in ((6, 1), (0, 25), (9, 26), (0, 701))] == [
        *("B7", "Z1", "AA10", "ZZ1"),
    ]


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        (Cell("text", "4,20"), 420),
        (Cell("text", " 4.20 "), 420),
        (Cell("number", "4.2"), 420),
        (Cell("number", "45.0"), 4_500),
        (Cell("number", "12.299999999999999"), 1_230),
        (Cell("number", "1234"), 123_400),
    ],
)
def test_a_sum_is_read_as_it_was_meant(cell, cents):
    assert cells.money(cell) == cents


@pytest.mark.parametrize(
    ("cell", "refusal"),
    [
        (Cell("text", "1.234"), reading.Ambiguous),
        (Cell("text", "1,234"), reading.Ambiguous),
        (Cell("text", "S/ 4.20"), reading.Unreadable),
        (Cell("number", "1.234"), reading.TooFine),
        (Cell("number", "0.0"), reading.NotPositive),
        (Cell("number", "-3.5"), reading.BelowZero),
        (Cell("number", "nan"), reading.Unreadable),
        (Cell("number", "1e300"), reading.Unreadable),
        (Cell("text", "=1+1"), reading.Unreadable),
    ],
)
def test_a_sum_that_may_mean_two_things_is_refused(cell, refusal):
    with pytest.raises(refusal):
        cells.money(cell)


@pytest.mark.parametrize(
    "cell",
    [
        Cell("text", "12/03/2026"),
        Cell("text", "2026-03-12"),
        Cell("text", "12-3-2026"),
        Cell("text", "12 de marzo de 2026"),
        Cell("text", "12 mar. 2026"),
        Cell("number", "46093.0"),
        Cell("day", "2026-03-12"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell):
    assert cells.day(cell) == date(2026, 3, 12)


@pytest.mark.parametrize("written", ["03/25/2026", "31/02/2026", "12/03/26", "ayer", "1 xyz 2026"])
def test_a_day_that_is_none_is_refused(written):
    with pytest.raises(reading.NotADay):
        cells.day(Cell("text", written))


def test_a_dni_gets_back_the_zero_that_a_number_lost():
    assert cells.dni(Cell("number", "1234567.0")) == "01234567"
    with pytest.raises(Refused):
        cells.dni(Cell("text", "1234567"))


BAD = {
    "a bomb": (lambda: workbooks.bomb(300), files.UnpacksTooLarge),
    "many parts": (
        lambda: workbooks.packed(**{f"xl__{n}": "" for n in range(60)}),
        files.UnpacksTooLarge,
    ),
    "a way out": (
        lambda: workbooks.altered(workbooks.xlsx(("a",)), "", b"", also="../../evil.py"),
        files.Broken,
    ),
    "an ods": (lambda: workbooks.packed(mimetype="ods", content="x"), files.OtherFormat),
    "an xlsb": (lambda: workbooks.packed(**{"xl__workbook.bin": "x"}), files.OtherFormat),
    "an xls": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 512, files.OtherFormat),
    "a locked one": (
        lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        files.Locked,
    ),
    "half a one": (lambda: workbooks.xlsx(("a", "b"))[:-90], files.Broken),
    "another zip": (lambda: workbooks.packed(**{"a.txt": "x"}), files.NotASheet),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0", files.NotASheet),
    "a letter": (lambda: b"%PDF-1.7 hello", files.NotASheet),
    "nothing": (lambda: b" \n", files.NotASheet),
    "too much": (lambda: b"a;b\n" * 1_300_000, files.TooHeavy),
    "too many rows": (lambda: b"a;b\n" * 5_001, files.TooManyCells),
    "too many columns": (lambda: b";".join([b"a"] * 61), files.TooManyCells),
    "a wide workbook": (lambda: workbooks.xlsx(["a"] * 61), files.TooManyCells),
    "a broken page": (
        lambda: workbooks.altered(
            workbooks.xlsx(("a",)), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"
        ),
        files.Broken,
    ),
    "no pages": (
        lambda: workbooks.packed(**{"xl__workbook.xml": "<workbook/>", "xl__x": "<x/>"}),
        files.Broken,
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(name):
    make, refusal = BAD[name]
    raw = make()
    with pytest.raises(refusal) as refused:
        read(raw)
    assert "%(" not in str(refused.value)


def test_a_cell_at_the_end_of_the_sheet_fills_no_memory():
    page = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    raw = workbooks.altered(workbooks.xlsx(("a",)), "xl/worksheets/sheet1.xml", page)
    with pytest.raises(files.NotASheet):
        read(raw)


def test_formulas_are_named_and_read_by_their_last_result():
    sheet = read(workbooks.xlsx(("Precio",), ("=2*6.25|12.5",)))
    assert sheet.cell(1, 0) == Cell("number", "12.5", formula=True)
    assert not sheet.cell(0, 0).formula


def test_a_workbook_has_several_sheets_and_one_is_chosen():
    raw = workbooks.xlsx(("a",), sheet="Enero", Febrero=[("b",)])
    assert read(raw).sheets == ("Enero", "Febrero")
    assert read(raw, "Febrero").cell(0, 0).text == "b"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_however_it_was_saved(delimiter, encoding):
    rows = (("Nombre", "Lugar"), ("Ñahui", "Almacén, grande; sí"))
    sheet = read(workbooks.separated(*rows, delimiter=delimiter, encoding=encoding))
    assert [cell.text for cell in sheet.rows[1]] == ["Ñahui", "Almacén, grande; sí"]


def test_members_come_in_and_the_same_file_twice_changes_nothing(session, cast, today):
    assert cast.weavers
    raw = workbooks.xlsx(HEAD, ROSA, ("AW", "Nelly", "Cachique", 99900102, date(2020, 5, 1)))
    found = plan(session, "members", raw)
    assert (found.count("new"), faults(found)) == (2, {})
    assert write(session, "members", raw, today) == 2
    rosa, nelly = members.everyone(session)
    assert (rosa.code, rosa.joined_on) == ("AW-01", date(2019, 3, 12))
    assert (nelly.code, nelly.dni) == ("AW-02", "99900102")
    again = plan(session, "members", raw)
    assert again.changes_nothing
    assert write(session, "members", raw, today) == 0


def test_what_a_row_says_otherwise_is_shown_and_corrected(session, cast, today):
    assert cast.rosa
    raw = workbooks.xlsx(("Código", *HEAD), ("AW-01", "AW", "Rosa", "Tapullima", "99900109", ""))
    (row,) = plan(session, "members", raw).rows
    assert (row.state, [change.heading for change in row.changes]) == ("other", ["dni"])
    write(session, "members", raw, today)
    assert members.member(session, "AW-01").dni == "99900109"


def test_headings_are_found_below_a_title_in_both_languages(session, cast):
    assert cast.weavers
    raw = workbooks.xlsx(
        ("PADRÓN DE SOCIAS 2026",), (), ("Nro", "GROUP", "Given names", "Surname", "Teléfono"),
        (1, "tejedoras de PRUEBA", "Rosa", "Tapullima", "999"), (), (2, "aw", "Nelly", "Cachique"),
    )  # fmt: skip
    found = plan(session, "members", raw)
    assert faults(found) == {}
    assert [row.number for row in found.rows] == [4, 6]
    assert found.rows[0].facts["group"] == "AW"
    assert found.unread == [("A3", "Nro"), ("E3", "Teléfono")]


def test_every_fault_is_named_by_its_cell_and_nothing_is_written(session, cast, today):
    assert cast.weavers
    raw = workbooks.xlsx(
        HEAD,
        ROSA,
        ("XX", "Nelly", "", "123", "ayer"),
        ("AW", "Rosa", "Otra", "99900101", "01/01/2030"),
    )
    found = plan(session, "members", raw)
    assert faults(found) == {
        "A3": "NotKnown", "C3": "Empty", "D3": "WrongDniLength", "E3": "NotADay", "E4": "FutureDay",
    }  # fmt: skip
    with pytest.raises(Faulty):
        write(session, "members", raw, today)
    assert members.everyone(session) == []


def test_a_list_without_headings_or_with_some_missing_says_which(session, cast):
    assert cast.weavers
    assert faults(plan(session, "members", workbooks.xlsx((1, 2), (3, 4)))) == {"A1": "NoHeadings"}
    found = plan(session, "members", workbooks.xlsx(("Grupo", "Nombres"), ("AW", "Rosa")))
    assert faults(found) == {"C1": "ColumnMissing"}
    found = plan(session, "members", workbooks.xlsx(("Nombres", HEAD[2]), ("Rosa", "Otra")))
    assert faults(found) == {"C1": "ColumnMissing"}  # nobody asks which group she is in
    twice = workbooks.xlsx((*HEAD, "nombre"), (*ROSA, "Ana"))
    assert faults(plan(session, "members", twice)) == {"F1": "ColumnTwice"}
    assert faults(plan(session, "members", workbooks.xlsx(HEAD))) == {"A1": "NothingBelow"}


def test_two_rows_about_one_thing_are_refused(session, cast):
    assert cast.weavers
    found = plan(session, "members", workbooks.xlsx(HEAD, ROSA, ROSA))
    assert set(faults(found).values()) == {"Twice"}


def test_products_and_prices_come_in(session, cast, today):
    assert cast.weavers
    goods = workbooks.xlsx(
        ("SKU", "Producto", "Grupo", "Unidad"),
        ("aw-can-l", "Canasta grande", "AW", "pieza"),
        ("AW-FIB", "Fibra", "AW", "Kilo"),
    )
    assert write(session, "products", goods, today) == 2
    assert catalog.product(session, "AW-FIB").parts == 1_000
    assert plan(session, "products", goods).changes_nothing
    prices = workbooks.separated(
        ("Producto", "Lista", "Precio"), ("AW-CAN-L", "TIENDA", "45,50"), ("Fibra", "TIENDA", "5")
    )
    assert write(session, "prices", prices, today) == 2
    assert catalog.price_of(session, "TIENDA", "AW-CAN-L", DAY) == 4_550
    assert plan(session, "prices", prices).changes_nothing
    dearer = workbooks.separated(("Producto", "Lista", "Precio"), ("AW-CAN-L", "TIENDA", "50"))
    assert faults(plan(session, "prices", dearer)) == {"A2": "LaterPrice"}


def test_the_unit_of_a_known_product_stays(session, cast):
    head = ("SKU", "Producto", "Grupo", "Unidad")
    raw = workbooks.xlsx(head, (cast.basket, "Canasta", "AW", "kg"))
    assert faults(plan(session, "products", raw)) == {"D2": "UnitStays"}


def test_pieces_become_lots_that_the_file_stands_behind(session, cast, today):
    named = (cast.rosa, cast.basket, cast.fibre, cast.chipaota)
    assert all(named)
    raw = workbooks.xlsx(
        ("Socia", "Producto", "Lugar", "Cantidad"),
        ("Rosa Tapullima", "Canasta de bombonaje", "CHI", 3),
        ("AW-01", cast.fibre, "almacén de chipaota", "2,5"),
    )
    assert write(session, "stock", raw, today) == 2
    assert ledger.holdings(session, "goods/shelf/CHI") == {"D0001": 3, "D0002": 2_500}
    lots = beginning.begun(session).rows["stock"]
    assert {shown.opening.seen for shown in lots} == {read(raw).digest}
    assert plan(session, "stock", raw).changes_nothing
    more = workbooks.xlsx(
        ("Socia", "Producto", "Lugar", "Cantidad"), ("AW-01", cast.basket, "CHI", 4)
    )
    assert faults(plan(session, "stock", more)) == {"D2": "OpenedBefore"}


def test_half_a_basket_is_refused_at_its_cell(session, cast):
    assert all((cast.rosa, cast.chipaota))
    head = ("Socia", "Producto", "Lugar", "Cantidad")
    raw = workbooks.xlsx(head, ("AW-01", cast.basket, "CHI", 2.5))
    assert faults(plan(session, "stock", raw)) == {"D2": "WholePiecesOnly"}


@pytest.mark.parametrize("name", sheets.KINDS)
def test_a_template_filled_in_by_its_own_examples_can_be_read(session, cast, name):
    named = (cast.rosa, cast.basket, cast.chipaota)
    assert all(named)
    columns = sheets.KINDS[name].columns(session, DAY)
    raw = sheets.template("x", columns, ("Lista", "Ayuda", "necesario", "puede faltar"))
    assert read(raw).sheets == ("Lista", "Ayuda")
    head = [cell.text for cell in read(raw).rows[0]]
    examples = [cell.text for cell in (row[2] for row in read(raw, "Ayuda").rows)]
    assert faults(plan(session, name, workbooks.xlsx(head, examples))) == {}
