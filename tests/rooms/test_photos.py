"""Pictures: what becomes of them, and which are refused."""

import subprocess
import sys
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


def test_more_than_twenty_megabytes_are_refused():
    with pytest.raises(TooHeavy):
        shrunk(bytes(20 * 1024 * 1024 + 1))


@pytest.fixture(scope="session")
def fifty_million() -> bytes:
    """What a cheap telephone makes: 8160 by 6120 points, sideways, written row by row."""
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    few = Image.effect_noise((1020, 765), 60)
    return written(few.resize((8160, 6120)).convert("RGB"), "JPEG", quality=92, exif=exif)


def test_a_photo_of_fifty_million_points_is_taken(fifty_million):
    assert len(fifty_million) > 8 * 1024 * 1024
    small = read(shrunk(fifty_million))
    assert small.size == (480, 640)


#: Shrinks what comes in; says by how many KB more than before it had grown at most.
GROWN = """
import sys
from coopshop.web.photos import shrunk
def most():
    status = open("/proc/self/status").read()
    return int(status.partition("VmHWM:")[2].split()[0])
raw = sys.stdin.buffer.read()
before = most()
shrunk(raw, int(sys.argv[1]))
print(most() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells how much memory was used at most")
@pytest.mark.parametrize(("side", "most"), [(640, 50_000), (1600, 120_000)])
def test_it_is_read_with_little_memory(fifty_million, side, most):
    """Whole, its points alone would be 150,000 KB."""
    told = subprocess.run(
        [sys.executable, "-c", GROWN, str(side)],
        input=fifty_million,
        capture_output=True,
        check=True,
    )
    assert 0 < int(told.stdout) < most


@pytest.mark.parametrize(
    ("size", "form", "more"),
    [
        ((8_500, 8_400), "JPEG", {}),  # more than any telephone makes
        ((6_000, 6_000), "JPEG", {"progressive": True}),  # read whole, whatever the scale
        ((6_000, 6_000), "WEBP", {}),
    ],
)
def test_more_points_than_can_be_read_safely_are_refused(size, form, more):
    with pytest.raises(TooFine):
        shrunk(written(Image.new("L" if form == "JPEG" else "RGB", size), form, **more))


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
