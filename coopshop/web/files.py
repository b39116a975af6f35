"""The field by which a file is sent: what the browser offers, what it says at once."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.widgets import FileInput

from ..domain.errors import Refused
from .fields import Needed
from .i18n import say


class FileField(Needed, Field):
    """A file; `data` is what `read` makes of it before any transaction begins, or None."""

    kind = "file"
    widget = FileInput()

    #: Endings and kinds that the browser offers.
    accept = ""
    #: Bytes that it may have; one more is read, so that too many can be told.
    most = 0

    def too_large(self) -> Refused:
        """What is said of a file with more bytes."""
        raise NotImplementedError

    @property
    def hints(self) -> dict[str, Any]:
        """What the browser offers; with JavaScript it says at once that a file is too large."""
        return {
            "accept": self.accept,
            "data-most": self.most,
            "data-too-large": say(self.too_large()),
        }

    @property
    def blank(self) -> bool:
        return not any(getattr(sent, "filename", "") for sent in self.raw_data or ())

    def process_formdata(self, valuelist: Sequence[FileStorage]) -> None:
        self.data = None
        if self.blank:
            return
        try:
            self.data = self.read(valuelist)
        except Refused as refused:
            raise ValueError(say(refused)) from None

    def read(self, sent: Sequence[FileStorage]) -> Any:
        """What is kept of what was sent: its bytes as they came."""
        return sent[0].read(self.most + 1)
