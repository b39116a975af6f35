"""Sounds that people send: known by their first bytes, not by their name, and small."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.widgets import FileInput

from ..domain.errors import N_, Refused
from ..web.fields import Needed
from ..web.i18n import say

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


class SoundField(Needed, Field):
    """A sound; `data` is (what came, its kind), before any transaction begins."""

    kind = "file"
    widget = FileInput()

    @property
    def hints(self) -> dict[str, Any]:
        """What the browser offers; with JavaScript it says at once that a file is too large."""
        return {
            "accept": "audio/*,.ogg,.opus,.webm,.mp3,.m4a,.wav",
            "data-most": MOST_BYTES,
            "data-too-large": say(SoundTooLong(most=MOST_BYTES // 1024)),
        }

    @property
    def blank(self) -> bool:
        return not any(getattr(sent, "filename", "") for sent in self.raw_data or ())

    def process_formdata(self, valuelist: Sequence[FileStorage]) -> None:
        self.data = None
        if self.blank:
            return
        sound = valuelist[0].read(MOST_BYTES + 1)
        try:
            self.data = (sound, kind_of(sound))
        except Refused as refused:
            raise ValueError(say(refused)) from None
