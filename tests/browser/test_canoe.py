"""A canoe and a count on a cheap phone: ticked, scanned by its camera, and without JavaScript."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from coopshop import access, inventory
from coopshop.db import db, transaction
from coopshop.paper import qr
from tests.browser.conftest import FLAGS, chromium_path, served
from tests.cast import Cast

PASSWORD = "canasta de tamshi grande"

SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"

#: What the browser of a telephone has and Debian's has not: it hands the picture of the camera to
#: another reader of QR codes.
DETECTOR = """
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(video) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    if (!canvas.width) return [];
    canvas.getContext("2d").drawImage(video, 0, 0);
    const read = await window.readQr(canvas.toDataURL("image/png"));
    return read ? [{ rawValue: read }] : [];
  }
};
"""


@pytest.fixture
def desk(app):
    """Six of Rosa's baskets and 2.5 kg of fibre are on their way to Tarapoto."""
    password_hash = access.hashed(PASSWORD)
    with app.app_context(), transaction() as (session, at):
        cast = Cast(session, at)
        cast.cooperative  # noqa: B018 - it says what a loss is made good with
        access.add_user(
            session, login="tesorera", name="Zoila", role="tesorera", password_hash=password_hash
        )
        cast.delivers(cast.rosa, 9)
        cast.delivers(cast.delia, 2_500, sku=cast.fibre)
        way = {"origin": cast.chipaota, "destination": cast.tarapoto, "via": "canoa"}
        lines = [(cast.basket, 6), (cast.fibre, 2_500)]
        inventory.send(session, lines=lines, **way, **cast.today)
    with served(app) as address:
        yield address


def sign_in(page, desk):
    page.goto(desk)
    page.fill("[name=login]", "tesorera")
    page.fill("[name=password]", PASSWORD)
    press(page, "main form button.button-main")


def press(page, which):
    with page.expect_navigation():
        page.locator(which).last.click()
    assert not page.evaluate(SIDEWAYS), page.url


def stock(app, place):
    with app.app_context():
        return {row.sku: row.units for row in inventory.stock_at(db.session(), place)}


@pytest.mark.parametrize("javascript", [True, False])
def test_one_line_is_ticked_and_of_the_other_two_are_wet_and_one_is_missing(
    app, desk, opened, javascript
):
    page = opened(360, javascript=javascript)
    sign_in(page, desk)
    page.goto(f"{desk}/inventory/transfers/T001/arrive")
    assert not page.evaluate(SIDEWAYS)
    page.locator(".tick").nth(1).click()
    basket = page.locator(".tally-row").first
    basket.locator("summary").first.click()
    page.fill("[name=lines-0-received]", "3")
    page.fill("[name=lines-0-lost]", "2")
    page.select_option("[name=lines-0-reason]", "mojado")
    page.select_option("[name=lines-0-bearer]", "asociacion")
    basket.locator("summary").nth(1).click()
    page.select_option("[name=lines-0-reason_2]", "perdido")
    page.select_option("[name=lines-0-bearer_2]", "transportista")
    with page.expect_navigation():
        page.locator("main form.form > .actions button.button-main").last.click()
    assert page.url.endswith("/inventory/transfers/T001")
    assert stock(app, "TPP") == {"AW-CAN": 3, "EC-FIB-KG": 2_500}
    with app.app_context():
        lost = inventory.losses_of(db.session(), "T001")
    assert [(part.units, part.reason) for part in lost] == [(2, "mojado"), (1, "perdido")]


def test_a_tick_fills_the_figure_in_and_a_smaller_figure_takes_the_tick_away(desk, opened):
    page = opened()
    sign_in(page, desk)
    page.goto(f"{desk}/inventory/transfers/T001/arrive")
    page.locator(".tick").first.click()
    assert page.input_value("[name=lines-0-received]") == "6"
    page.locator(".short summary").first.click()
    page.locator(".tally-row").first.locator(".step").first.click()
    assert page.input_value("[name=lines-0-received]") == "5"
    assert not page.is_checked("[name=lines-0-whole]")


def test_a_label_that_is_typed_counts_one_piece(desk, opened):
    page = opened()
    sign_in(page, desk)
    page.goto(f"{desk}/inventory/transfers/T001/arrive")
    for typed in ("d0001", "coopshop:lot:D0001"):
        page.fill("#scanned", typed)
        page.press("#scanned", "Enter")
    assert page.input_value("[name=lines-0-received]") == "2"
    page.fill("#scanned", "D0077")
    page.press("#scanned", "Enter")
    assert "D0077" in page.locator("[data-said]").inner_text()
    assert page.url.endswith("/arrive")


def test_two_are_sold_while_a_shelf_is_counted_and_nothing_differs(app, now, desk, opened):
    page = opened()
    sign_in(page, desk)
    page.goto(f"{desk}/inventory/places/CHI/count")
    press(page, "main form button.button-main")
    for _piece in range(3):
        page.locator(".step").nth(1).click()
    now.at += timedelta(minutes=1)
    press(page, "main form.form > .actions button.button-main")
    now.at += timedelta(minutes=1)
    with app.app_context(), transaction() as (session, at):
        gone = {"place": "CHI", "sku": "AW-CAN", "units": 2, "kind": "muestra"}
        inventory.adjust(session, **gone, on=at.date(), at=at, by=1)
    press(page, "button[name=then]")
    assert "No hay diferencia" in page.locator("main").inner_text()
    press(page, "main form.form > .actions button.button-main")
    assert stock(app, "CHI") == {"AW-CAN": 1}


@pytest.fixture
def phone(browser, tmp_path):
    """A telephone before whose camera the label of lot D0001 is held; it can read QR codes."""
    film = tmp_path / "label.y4m"
    film.write_bytes(filmed("coopshop:lot:D0001"))
    camera = [
        *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
        f"--use-file-for-fake-video-capture={film}",
    ]
    own = browser.browser_type.launch(executable_path=chromium_path(), args=[*FLAGS, *camera])
    page = own.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.set_default_timeout(20_000)
    page.expose_function("readQr", read_qr)
    page.add_init_script(DETECTOR)
    yield page
    own.close()


def filmed(said):
    """A film without end of a QR code, as a camera gives it: 320 by 240 points, 4:2:0."""
    rows = qr.rows(said)
    code = Image.new("L", (len(rows), len(rows)), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            code.putpixel((x, y), 0 if module == "1" else 255)
    picture = Image.new("L", (320, 240), 255)
    picture.paste(code.resize((len(rows) * 6, len(rows) * 6), Image.Resampling.NEAREST), (80, 40))
    frame = b"FRAME\n" + picture.tobytes() + bytes([128]) * (320 * 240 // 2)
    return b"YUV4MPEG2 W320 H240 F10:1 Ip A1:1 C420jpeg\n" + frame * 10


def read_qr(address):
    picture = Image.open(BytesIO(b64decode(address.partition(",")[2])))
    found = zxingcpp.read_barcodes(picture.convert("L"))
    return found[0].text if found else ""


def test_the_camera_of_a_phone_counts_the_label_that_is_held_before_it(desk, phone):
    sign_in(phone, desk)
    phone.goto(f"{desk}/inventory/transfers/T001/arrive")
    phone.locator("[data-scan]").click()
    phone.locator(".scanner video").wait_for()
    expect(phone.locator("[name=lines-0-received]")).to_have_value("1", timeout=20_000)
    assert "Canasta" in phone.locator(".scanner [role=status]").inner_text()
    phone.locator(".scanner button").click()
    expect(phone.locator(".scanner")).to_have_count(0)
    assert phone.input_value("[name=lines-0-received]") == "1"


def test_a_camera_leads_from_a_label_to_its_page(desk, phone):
    sign_in(phone, desk)
    phone.goto(f"{desk}/inventory/find")
    with phone.expect_navigation(url="**/production/D0001"):
        phone.locator("[data-scan]").click()


def test_without_a_reader_there_is_only_the_box(desk, opened):
    page = opened()
    sign_in(page, desk)
    page.goto(f"{desk}/inventory/find")
    assert not page.locator("[data-scan]").is_visible()
    page.fill("#code", "D0001")
    press(page, "main form .button-main")
    assert page.url.endswith("/production/D0001")
