"""The slips of her door: six digits, and the yes to a card."""

import re

from wtforms import HiddenField
from wtforms.validators import ValidationError

from ..domain.pin import LENGTH, chosen, pin
from ..web import DeskForm
from ..web.fields import Typed
from ..web.i18n import _, _l

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class PinField(Typed):
    """Six digits, on the keys for figures. They are veiled by a style, which a tick takes away."""

    kind = "pin"
    hints = {"autocomplete": "off", "inputmode": "numeric", "maxlength": str(LENGTH)}

    def read(self, typed: str) -> str:
        return pin(typed)

    def _value(self) -> str:
        return ""  # what was typed is shown to nobody again


class NewPinField(PinField):
    """Six digits to be."""

    def read(self, typed: str) -> str:
        return chosen(super().read(typed))


class EnrolForm(DeskForm):
    """This is my telephone. The secret to be comes along, so that sending it twice does no harm."""

    secret = HiddenField()

    @property
    def whole(self) -> bool:
        """Whether it is the secret of a page of ours."""
        return bool(SECRET.fullmatch(self.secret.data or ""))


class EnterForm(DeskForm):
    """It is me."""

    pin = PinField(_l("Your PIN"))


class NewPinForm(DeskForm):
    """A PIN, twice, as nobody sees what she types."""

    pin = NewPinField(_l("Six digits that only you know"))
    again = PinField(_l("The same once more"))

    def validate_again(self, field: PinField) -> None:
        """Two slips of the finger are seldom the same."""
        if self.pin.data and field.data and field.data != self.pin.data:
            raise ValidationError(_("The two are not the same."))


class ChangePinForm(NewPinForm):
    """Another PIN."""

    old = PinField(_l("Your PIN until now"))

    def validate_pin(self, field: PinField) -> None:
        """The same once more would be no other one."""
        if field.data and field.data == self.old.data:
            raise ValidationError(_("It is the same as before. Choose another one."))
