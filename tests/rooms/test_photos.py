"""Pictures: what becomes of them, and which are refused."""

from io import BytesIO

import pytest
from PIL import Image

from coopshop.web.photos import NotAPhoto, TooFine, TooHeavy, shrunk, small

SIDEWAYS = 6


def written(image: Image.Image, form: str, **more: object) -> bytes:
    file = BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def read(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


@pytest.fixture
def backend():
    """No database is asked."""
    return "sqlite"


@pytest.mark.parametrize(
    ("form", "mode"),
    [
        *(("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
        *(("PNG", mode) for mode in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
    ],
)
def test_whatever_a_camera_makes_becomes_a_small_jpeg(form, mode):
    small = read(shrunk(written(Image.new(mode, (1200, 800)), form)))
    assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (640, 427))


def test_a_picture_stands_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = SIDEWAYS, "Camera"
    small = read(shrunk(written(Image.new("RGB", (300, 200)), "JPEG", exif=exif)))
    assert small.size == (200, 300)
    assert not small.getexif()


def test_what_is_clear_becomes_white():
    small = read(shrunk(written(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")))
    assert small.getpixel((4, 4)) == (255, 255, 255)


def test_a_small_picture_is_not_made_larger():
    assert read(shrunk(written(Image.new("RGB", (40, 30)), "PNG"))).size == (40, 30)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        written(Image.new("RGB", (50, 50)), "GIF"),
        written(Image.new("RGB", (500, 500)), "JPEG")[:400],
        written(Image.new("RGB", (500, 500)), "PNG")[:60],
    ],
)
def test_what_is_no_picture_or_broke_on_its_way_is_refused(raw):
    with pytest.raises(NotAPhoto):
        shrunk(raw)


def test_few_bytes_that_claim_many_points_are_refused():
    with pytest.raises(TooFine):
        shrunk(written(Image.new("1", (6000, 6000)), "PNG"))


def test_more_than_eight_megabytes_are_refused():
    with pytest.raises(TooHeavy):
        shrunk(bytes(8 * 1024 * 1024 + 1))


def test_twenty_thousand_by_twenty_thousand_points_are_refused_unread():
    raw = written(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(raw) < 1_000_000
    with pytest.raises(TooFine):
        shrunk(raw)


def test_a_pdf_that_calls_itself_a_photo_is_refused():
    with pytest.raises(NotAPhoto):
        shrunk(b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>")


def test_a_photo_cut_off_on_its_way_is_refused():
    whole = written(Image.effect_noise((800, 600), 80).convert("RGB"), "JPEG")
    for kept in (0.3, 0.6, 0.99):
        with pytest.raises(NotAPhoto):
            shrunk(whole[: int(len(whole) * kept)])


def test_the_picture_of_a_tile_weighs_little():
    noisy = Image.effect_noise((300, 225), 60).resize((1600, 1200)).convert("RGB")
    tile = small(shrunk(written(noisy, "JPEG")))
    assert read(tile).size == (160, 120)
    assert len(tile) < 8_000
