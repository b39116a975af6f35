"""Pictures of products: read carefully, made small, and kept without anything the camera added."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ..domain.errors import N_, Refused

#: What cameras and telephones make; other formats have more ways to hurt than uses.
FORMATS = ("JPEG", "PNG", "WEBP")

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 25_000_000

#: The longer side of what is kept, and how finely it is written.
SIDE, QUALITY = 640, 80


class NotAPhoto(Refused):
    """Something else, or a picture that broke on its way."""

    message = N_("This is not a picture we can read. Take a JPEG, PNG or WebP file.")
    field = "photo"


class TooHeavy(Refused):
    """More bytes than a telephone's camera makes."""

    message = N_("The picture has more than %(most)s MB. Take a smaller one.")
    field = "photo"


class TooFine(Refused):
    """More points than anybody can see; a few bytes may claim enough of them to fill a memory."""

    message = N_("The picture has more than %(most)s million points. Take a smaller one.")
    field = "photo"


def shrunk(raw: bytes) -> bytes:
    """A JPEG of at most 640 by 640 points, upright, without place, time or name of the camera."""
    if len(raw) > MOST_BYTES:
        raise TooHeavy(most=MOST_BYTES // 1024 // 1024)
    try:
        return _drawn_anew(raw)
    except Image.DecompressionBombError:
        raise TooFine(most=MOST_PIXELS // 1_000_000) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        # What Pillow raises for a file that ends early or was never a picture.
        raise NotAPhoto from None


def _drawn_anew(raw: bytes) -> bytes:
    with Image.open(BytesIO(raw), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooFine(most=MOST_PIXELS // 1_000_000)
        picture.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
        upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright.getchannel("A"))
    small = BytesIO()
    paper.save(small, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return small.getvalue()
