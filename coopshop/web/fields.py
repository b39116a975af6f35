"""The boxes of every form: they read strictly, keep what was typed, and say what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from wtforms import BooleanField, Field, PasswordField
from wtforms.validators import StopValidation
from wtforms.widgets import DateInput, TextArea, TextInput

from ..domain import identifiers, reaching, reading, showing, text
from ..domain.errors import N_, Refused
from .i18n import _, _l, say

#: One option of a choice: what is sent, what is read.
Option = tuple[Any, Any]

#: A password may be a whole sentence, but not a book: hashing takes time.
SECRET_LENGTH = 200


class Needed:
    """A box that must be filled in, unless it says `required=False`."""

    raw_data: Sequence[Any] | None
    process_errors: Sequence[str]

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = required
        self.flags: Any
        self.flags.required = required

    @property
    def blank(self) -> bool:
        """Whether nothing was written or chosen."""
        return not any(str(value).strip() for value in self.raw_data or ())

    def pre_validate(self, form: Any) -> None:
        if self.needed and self.blank:
            raise StopValidation(_("Please fill this in."))


class Typed(Needed, Field):
    """A box of text. `data` is what it means, None when empty; what was typed stays in the box."""

    kind = "line"
    widget = TextInput()
    #: Attributes that help while typing, and what stands before and after the box.
    hints: ClassVar[Mapping[str, str]] = {"autocomplete": "off"}
    before = after = ""

    def read(self, typed: str) -> Any:
        """What `typed` means; Refused if it means nothing."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """What stands in the box for a value of ours."""
        return str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if self.blank:
            return
        try:
            # Keyboards on phones leave blanks behind; nothing else is forgiven.
            self.data = self.read(valuelist[0].strip(" "))
        except Refused as refused:
            raise ValueError(say(refused)) from None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)


class LineField(Typed):
    """A line of words: a name, a street, a code of somebody else's."""

    def __init__(self, *args: Any, most: int = text.LINE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def read(self, typed: str) -> str | None:
        return text.line(typed, self.most) or None


class PhoneField(LineField):
    """A telephone for WhatsApp; kept as digits with the country first."""

    hints = {"autocomplete": "off", "inputmode": "tel"}

    def read(self, typed: str) -> str | None:
        return reaching.phone(typed)

    def show(self, value: str) -> str:
        return reaching.shown_phone(value)


class CodeField(LineField):
    """A code that the house gives; it stands in addresses and on labels."""

    hints = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}

    def read(self, typed: str) -> str | None:
        line = super().read(typed)
        return line and identifiers.code(line)


class NoteField(LineField):
    """Several lines of words."""

    kind = "note"
    widget = TextArea()

    def __init__(self, *args: Any, most: int = text.NOTE, **kwargs: Any) -> None:
        super().__init__(*args, most=most, **kwargs)

    def read(self, typed: str) -> str | None:
        return text.note(typed, self.most) or None


class MoneyField(Typed):
    """A sum in céntimos. `currency` may be set by the view; zero is refused unless `zero`."""

    kind = "number"
    hints = {"autocomplete": "off", "inputmode": "decimal"}

    def __init__(
        self, *args: Any, currency: str = "PEN", zero: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.currency, self.zero = currency, zero

    @property
    def before(self) -> str:  # type: ignore[override]
        return showing.SIGNS.get(self.currency, "")

    def read(self, typed: str) -> int:
        return reading.money(typed, zero=self.zero)

    def show(self, value: int) -> str:
        return showing.plain_money(value)


class QuantityField(Typed):
    """A quantity in thousandths of the product's unit; the service turns it into parts."""

    kind = "number"
    hints = {"autocomplete": "off", "inputmode": "decimal"}

    def __init__(self, *args: Any, zero: bool = False, unit: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zero, self.after = zero, unit

    def read(self, typed: str) -> int:
        return reading.quantity(typed, zero=self.zero)

    def show(self, value: int) -> str:
        return showing.plain_quantity(value, 1000)


class WholeOnly(Refused):
    """Half a minute."""

    message = N_("Only whole numbers here.")


class WholeField(QuantityField):
    """A number without decimals."""

    def read(self, typed: str) -> int:
        whole, rest = divmod(super().read(typed), 1000)
        if rest:
            raise WholeOnly
        return whole

    def show(self, value: int) -> str:
        return str(value)


class PercentField(Typed):
    """A percentage in basis points."""

    kind = "number"
    hints = {"autocomplete": "off", "inputmode": "decimal"}
    after = "%"

    def read(self, typed: str) -> int:
        return reading.percent(typed)

    def show(self, value: int) -> str:
        return showing.plain_percent(value)


class RateField(Typed):
    """A rate of exchange in millionths of a sol."""

    kind = "number"
    hints = {"autocomplete": "off", "inputmode": "decimal"}
    before = showing.SIGNS["PEN"]

    def read(self, typed: str) -> int:
        return reading.rate(typed)

    def show(self, value: int) -> str:
        return showing.rate(value)


class DayField(Typed):
    """A business day, chosen from the device's own calendar."""

    kind = "day"
    widget = DateInput()

    def read(self, typed: str) -> date:
        return reading.day(typed)

    def show(self, value: date) -> str:
        return value.isoformat()


class SecretField(Needed, PasswordField):
    """A password, taken exactly as typed and never shown again."""

    kind = "secret"

    def __init__(self, *args: Any, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {"autocomplete": autocomplete}

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if len(self.data or "") > SECRET_LENGTH:
            raise StopValidation(_("This is too long."))


class YesField(BooleanField):
    """A box to tick."""

    kind = "yes"


class ChoiceField(Needed, Field):
    """One of a list. `choices` are (value, words) pairs, or a dict of such lists by heading.

    They may be set by the view before validating. `coerce` makes the value from what was sent.
    """

    kind = "choice"
    widget = None

    def __init__(
        self,
        *args: Any,
        choices: Sequence[Option] | Mapping[str, Sequence[Option]] = (),
        placeholder: Any = None,
        coerce: Any = str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices, self.coerce = choices, coerce
        self.placeholder = placeholder or _l("Choose…")

    @property
    def groups(self) -> Iterator[tuple[str, Sequence[Option]]]:
        """The options below their headings; without headings, one group without a name."""
        if isinstance(self.choices, Mapping):
            yield from self.choices.items()
        else:
            yield "", self.choices

    def chosen(self, value: Any) -> bool:
        """Whether an option is the one chosen so far."""
        return self.data is not None and str(value) == str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if self.blank:
            return
        try:
            self.data = self.coerce(valuelist[0])
        except ValueError:
            raise ValueError(_("Please choose one of the list.")) from None

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        offered = (value for _heading, options in self.groups for value, _words in options)
        if self.data is not None and not any(map(self.chosen, offered)):
            raise StopValidation(_("Please choose one of the list."))


class RadioField(ChoiceField):
    """One of a few, all in sight at once."""

    kind = "radio"
