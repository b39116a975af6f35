"""The slips of the door: signing in, passwords, users."""

import re
from typing import Any

from wtforms.validators import StopValidation

from ..domain.errors import N_, Refused
from ..web import DeskForm
from ..web.fields import ChoiceField, LineField, SecretField
from ..web.i18n import _l, say
from .passwords import SHORTEST, hashed
from .permissions import ROLES

#: What a login is made of: nothing that looks like something else.
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


LONG_ENOUGH = _l("%(shortest)s characters or more. A sentence is easy to keep.", shortest=SHORTEST)

#: What a role is called, and what it is there for.
ROLE_WORDS = {
    "administradora": _l("Administradora"),
    "tesorera": _l("Treasurer"),
    "vendedora": _l("Seller"),
    "fiscal": _l("Fiscal"),
    "socia": _l("Member"),
}
ROLE_DOES = {
    "administradora": _l("everything, users and rules too"),
    "tesorera": _l("deliveries, sales, payouts, the book"),
    "vendedora": _l("deliveries, transfers, sales"),
    "fiscal": _l("reads everything, changes nothing"),
    "socia": _l("sees her own page"),
}


class NotALogin(Refused):
    """A login that nobody could read over the telephone."""

    message = N_("A user name has 3 to 40 letters without accents, digits, dots or hyphens.")
    field = "login"


class LoginField(LineField):
    """Whom somebody is at the desk: capital letters count as small ones."""

    hints = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}

    def read(self, typed: str) -> str | None:
        return (super().read(typed) or "").lower() or None


class NewLoginField(LoginField):
    """The name of a new user."""

    hints = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    def read(self, typed: str) -> str | None:
        login = super().read(typed)
        if login and not LOGIN.fullmatch(login):
            raise NotALogin
        return login


class NewSecretField(SecretField):
    """A password to be. Hashed while the form is read: slow, so before any transaction begins."""

    hash = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs = {"autocomplete": "new-password", "description": LONG_ENOUGH} | kwargs
        super().__init__(*args, **kwargs)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        try:
            self.hash = hashed(self.data or "")
        except Refused as refused:
            raise StopValidation(say(refused)) from None


class SecretForm(DeskForm):
    """A form with passwords: they are no facts, so not even their digest is kept anywhere."""

    def facts(self) -> dict[str, Any]:
        secret = {field.name for field in self if isinstance(field, SecretField)}
        return {name: value for name, value in super().facts().items() if name not in secret}


class SignInForm(SecretForm):
    """Who are you?"""

    login = LoginField(_l("User"))
    password = SecretField(_l("Password"))


class PasswordForm(SecretForm):
    """A new password for the one who is at the desk."""

    old_password = SecretField(_l("Your password until now"))
    password = NewSecretField(_l("New password"))


class ResetForm(SecretForm):
    """A new password for somebody who forgot hers."""

    password = NewSecretField(_l("New password"))


class UserForm(SecretForm):
    """Somebody new at the desk. Members get theirs on their own page."""

    login = NewLoginField(_l("User"), description=_l("Small letters, for example: rosa.tesorera"))
    name = LineField(_l("Name"))
    role = ChoiceField(_l("Role"))
    password = NewSecretField(_l("First password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [
            (role, f"{ROLE_WORDS[role]}: {ROLE_DOES[role]}") for role in ROLES if role != "socia"
        ]
