"""Where a file waits between being looked at and being written: an hour, under its own digest."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ..domain.errors import N_, Refused
from . import sheets

KEPT_FOR = timedelta(hours=1)

_NAME = re.compile(r"[0-9a-f]{64}")


class Gone(Refused):
    """An hour went by."""

    message = N_("The file waited for more than an hour and was thrown away. Please send it again.")


class Waiting(NamedTuple):
    """A file that waits."""

    raw: bytes
    kind: str


def lay_aside(folder: Path, raw: bytes, *, at: datetime) -> str:
    """Keep a file that can be read; gives its name. What is older than an hour goes."""
    kind = sheets.suffix(raw)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.iterdir():
        if at - _when(left) > KEPT_FOR:
            left.unlink(missing_ok=True)
    name = hashlib.sha256(raw).hexdigest()
    path = folder / f"{name}.{kind}"
    path.write_bytes(raw)
    return name


def find(folder: Path, name: str, *, at: datetime) -> Waiting:
    """A file by its name; Gone once its hour is over."""
    for kind in ("xlsx", "csv"):
        path = folder / f"{name}.{kind}"
        if _NAME.fullmatch(name) and path.is_file() and at - _when(path) <= KEPT_FOR:
            return Waiting(path.read_bytes(), kind)
    raise Gone


def _when(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
