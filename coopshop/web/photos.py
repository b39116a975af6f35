"""Pictures that people send: read carefully, made small, kept without what the camera added."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from werkzeug.datastructures import FileStorage
from wtforms.widgets import FileInput

from ..domain.errors import N_, Refused
from ..domain.jpeg import row_by_row
from .files import FileField

#: What cameras and telephones make; other formats have more ways to hurt than uses.
FORMATS = ("JPEG", "PNG", "WEBP")

ONE_DAY = 86_400

#: What a telephone with 50 million points writes, and some more.
MOST_BYTES = 20 * 1024 * 1024

#: So many points are read whole; so many of a JPEG that is written row by row, because it is read
#: at a quarter of its scale and needs less memory than one of the others.
MOST_PIXELS, MOST_BY_ROW = 25_000_000, 70_000_000

#: The longer side of what is kept, and how finely it is written.
SIDE, QUALITY = 640, 80

#: The longer side of a page of a notebook: what was written by hand stays legible.
PAGE_SIDE = 1600

#: The most points of a logo, across and down.
LOGO = (600, 300)

#: The same for the small picture on a tile, of which a page may show fifty.
SMALL_SIDE, SMALL_QUALITY = 160, 70

#: The side and the most bytes of one that is written into a page for a slow line.
INSIDE_SIDE, INSIDE_BYTES = 96, 4 * 1024


class NotAPhoto(Refused):
    """Something else, or a picture that broke on its way."""

    message = N_("This is not a picture we can read. Take a JPEG, PNG or WebP file.")
    to_her = N_("That photo does not work. Send another one.")
    field = "photo"


class TooHeavy(Refused):
    """More bytes than a telephone's camera makes."""

    message = N_("The picture has more than %(most)s MB. Take a smaller one.")
    to_her = N_("The photo is very large. Send another one, or send it without a photo.")
    field = "photo"


class TooFine(Refused):
    """More points than anybody can see; a few bytes may claim enough of them to fill a memory."""

    message = N_("The picture has more than %(most)s million points. Take a smaller one.")
    to_her = TooHeavy.to_her
    field = "photo"


def shrunk(raw: bytes, side: int = SIDE) -> bytes:
    """A JPEG of at most `side` by `side` points, upright, without place, time or camera's name."""
    return _checked(raw, lambda sent: _drawn_anew(sent, side))


def _checked(raw: bytes, draw: Callable[[bytes], bytes]) -> bytes:
    if len(raw) > MOST_BYTES:
        raise TooHeavy(most=MOST_BYTES // 1024 // 1024)
    try:
        return draw(raw)
    except Image.DecompressionBombError:
        raise TooFine(most=MOST_BY_ROW // 1_000_000) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        # What Pillow raises for a file that ends early or was never a picture.
        raise NotAPhoto from None


def line_art(raw: bytes) -> bytes:
    """A PNG of at most 600 by 300 points on white: what was drawn keeps its edges."""
    return _checked(raw, _drawn_sharply)


@lru_cache(maxsize=128)
def small(jpeg: bytes) -> bytes:
    """The picture of a tile (at most 160 by 160 points), made of a JPEG that `shrunk` made."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        picture.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
        return _written(picture, SMALL_QUALITY)


@lru_cache(maxsize=128)
def inside(jpeg: bytes, side: int = INSIDE_SIDE, most: int = INSIDE_BYTES) -> str:
    """A picture that stands in the page itself: square, of `most` bytes at most, as an address.

    It is made of a JPEG that `shrunk` made; the finer the writing the larger, so what is too large
    is written more coarsely, and what still is, smaller.
    """
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as picture:
        while True:
            square = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS)
            for quality in range(SMALL_QUALITY, 20, -10):
                written = _written(square, quality)
                if len(written) <= most:
                    return f"data:image/jpeg;base64,{b64encode(written).decode()}"
            side = side * 3 // 4


def picture(jpeg: bytes, taken: datetime) -> ResponseReturnValue:
    """A picture of a thing as an answer; `?size=160` asks for that of a tile.

    `taken` tells it from any other at the same address. A browser asks again after a day.
    """
    response = of_somebody(jpeg)
    response.set_etag(f"{taken:%Y%m%d%H%M%S%f}" + ("-tile" if _is_tile() else ""))
    response.cache_control.private = True
    response.cache_control.max_age = ONE_DAY
    return response.make_conditional(request)


def of_somebody(jpeg: bytes) -> Response:
    """A picture of a person, or with people's sums on it: no browser keeps it."""
    return Response(small(jpeg) if _is_tile() else jpeg, mimetype="image/jpeg")


def _is_tile() -> bool:
    return request.args.get("size") == str(SMALL_SIDE)


class PhotoField(FileField):
    """A picture; `data` is the small JPEG made of it."""

    accept = "image/jpeg,image/png,image/webp"
    most = MOST_BYTES

    def too_large(self) -> Refused:
        return TooHeavy(most=MOST_BYTES // 1024 // 1024)

    def read(self, sent: Sequence[FileStorage]) -> Any:
        return shrunk(sent[0].read(MOST_BYTES + 1))


class LogoField(PhotoField):
    """A logo; `data` is the PNG made of it."""

    def read(self, sent: Sequence[FileStorage]) -> bytes:
        return line_art(sent[0].read(MOST_BYTES + 1))


class PagesField(PhotoField):
    """Photographs of one page, large enough to read a hand; `data` is a list of JPEGs."""

    widget = FileInput(multiple=True)

    def read(self, sent: Sequence[FileStorage]) -> list[bytes]:
        return [shrunk(one.read(MOST_BYTES + 1), PAGE_SIDE) for one in sent if one.filename]


def _drawn_sharply(raw: bytes) -> bytes:
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        _not_too_fine(picture, MOST_PIXELS)
        drawn = picture.convert("RGBA")
        drawn.thumbnail(LOGO, Image.Resampling.LANCZOS)
        paper = Image.new("RGB", drawn.size, "white")
        paper.paste(drawn, mask=drawn.getchannel("A"))
    file = BytesIO()
    paper.save(file, "PNG", optimize=True)
    return file.getvalue()


def _drawn_anew(raw: bytes, side: int) -> bytes:
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        by_row = isinstance(picture, JpegImageFile) and row_by_row(raw)
        _not_too_fine(picture, MOST_BY_ROW if by_row else MOST_PIXELS)
        least = 2 * side / max(picture.size)
        picture.draft("RGB", (round(picture.width * least), round(picture.height * least)))
        # Made small first: of what is large there is never a second one in memory.
        drawn = picture if picture.mode in ("RGB", "CMYK") else picture.convert("RGBA")
        drawn.thumbnail((side, side), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(drawn).convert("RGBA")
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
    return _written(paper, QUALITY)


def _not_too_fine(picture: Image.Image, most: int) -> None:
    if picture.width * picture.height > most:
        raise TooFine(most=most // 1_000_000)


def _written(picture: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    return file.getvalue()
