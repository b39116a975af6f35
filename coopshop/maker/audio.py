"""Sounds that people send: known by their first bytes, not by their name, and small."""

from collections.abc import Sequence

from werkzeug.datastructures import FileStorage

from ..domain.errors import N_, Refused
from ..web.files import FileField

MOST_BYTES = 200 * 1024

#: How a frame of MPEG layer 3 begins, in its versions.
FRAMES = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2")


class NotASound(Refused):
    """Something else, or a kind that few telephones can play."""

    message = N_("This is no sound that we can play. Take an Ogg, WebM, MP3, M4A or WAV file.")
    field = "sound"


class SoundTooLong(Refused):
    """A phrase takes two seconds."""

    message = N_("The sound has more than %(most)s KB. Say only the phrase, and cut the rest.")
    field = "sound"


def kind_of(sound: bytes) -> str:
    """The kind of a sound by its own bytes; refused when it is none, or too large.

    >>> kind_of(b"OggS" + bytes(24) + b"OpusHead"), kind_of(b"RIFF....WAVEfmt ")
    ('audio/ogg', 'audio/wav')
    >>> kind_of(b"<html>")
    Traceback (most recent call last):
        ...
    coopshop.maker.audio.NotASound: This is no sound that we can play. Take an Ogg, ...
    """
    if len(sound) > MOST_BYTES:
        raise SoundTooLong(most=MOST_BYTES // 1024)
    if sound[:4] == b"OggS" and any(codec in sound[:80] for codec in (b"OpusHead", b"\x01vorbis")):
        return "audio/ogg"
    if sound[:4] == b"\x1aE\xdf\xa3" and b"webm" in sound[:64]:
        return "audio/webm"
    if sound[:4] == b"RIFF" and sound[8:12] == b"WAVE":
        return "audio/wav"
    if sound[4:8] == b"ftyp" and sound[8:11] in (b"M4A", b"mp4", b"iso"):
        return "audio/mp4"
    if sound[:3] == b"ID3" or sound[:2] in FRAMES:
        return "audio/mpeg"
    raise NotASound


class SoundField(FileField):
    """A sound; `data` is (what came, its kind)."""

    accept = "audio/*,.ogg,.opus,.webm,.mp3,.m4a,.wav"
    most = MOST_BYTES

    def too_large(self) -> Refused:
        return SoundTooLong(most=MOST_BYTES // 1024)

    def read(self, sent: Sequence[FileStorage]) -> tuple[bytes, str]:
        sound = super().read(sent)
        return sound, kind_of(sound)
