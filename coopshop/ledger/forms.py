"""The slip that closes a month."""

from typing import Any

from ..domain.errors import N_, Confirm
from ..web import DeskForm
from ..web.fields import ChoiceField
from ..web.i18n import _l


class ForGood(Confirm):
    """Nobody opens a closed month again."""

    message = N_("Nothing will ever be dated in %(month)s or before it again. Close it?")


class CloseForm(DeskForm):
    """Which month is read and signed."""

    month = ChoiceField(_l("Month"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.month.choices = months
