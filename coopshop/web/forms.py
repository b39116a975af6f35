"""The form of everything that is recorded: a key against double clicks, a place for refusals."""

import re
import secrets
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from ..domain.errors import Confirm, Refused
from .fields import YesField
from .i18n import _, _l, say
from .lines import Lines

#: The boxes of the kit itself; they are no facts.
OWN = ("key", "confirmed", "csrf_token")

KEY = re.compile(r"[0-9a-f]{32}")

#: Where a refusal may point to inside rows: lines-2-units, the box `units` of the third filled row.
ROW = re.compile(r"(.+)-([0-9]+)-(.+)")


def fresh_key() -> str:
    """128 random bits that name one filling-in of a form."""
    return secrets.token_hex(16)


class DeskForm(FlaskForm):
    """A slip that is handed in at the desk; `desk.answer` shows it, reads it and records it once.

    The key is made when the form is first shown and stays with it through every correction.
    """

    key = HiddenField(default=fresh_key)
    confirmed = YesField(_l("Yes, I am sure."))

    #: The question that must be answered with the tick in `confirmed`, if one was raised.
    question = ""
    #: Where the thing lies that this very form has recorded before.
    recorded = ""

    def facts(self) -> dict[str, Any]:
        """What was written, as plain values by name: the keywords of the service's verb."""
        return {name: field.data for name, field in self._fields.items() if name not in OWN}

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if KEY.fullmatch("".join(self.key.raw_data or ())):
            return valid
        self.key.data, self.key.raw_data = fresh_key(), None
        self.form_errors.append(_("This form came incomplete. Please send it again."))
        return False

    def more(self) -> bool:
        """Whether the press of a button only asked for more rows; if so, they are there now."""
        lines = self._fields.get(request.form.get("more", ""))
        if not isinstance(lines, Lines):
            return False
        lines.add_rows()
        return True

    def refuse(self, refused: Refused) -> None:
        """Put the sentence of a refusal beside the box it is about, or at the top of the form."""
        sentence = say(refused)
        if isinstance(refused, Confirm):
            self.question = sentence
        elif (field := self._box(refused.field or "")) is not None:
            field.errors = [*field.errors, sentence]
        else:
            self.form_errors.append(sentence)

    def _box(self, name: str) -> Any:
        row = ROW.fullmatch(name)
        if row and isinstance(lines := self._fields.get(row[1]), Lines):
            filled = lines.filled
            if int(row[2]) >= len(filled):
                return lines
            lines.look_again()
            # What all rows share (a rate of exchange) has its box in the form itself.
            return filled[int(row[2])]._fields.get(row[3]) or self._fields.get(row[3])
        return None if name in OWN else self._fields.get(name)
