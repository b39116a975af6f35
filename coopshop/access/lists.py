"""The list of users."""

from functools import cache

import sqlalchemy as sa

from ..web.i18n import _, _l
from ..web.listing import Column, Listing, Selected, hidden
from .doors import way
from .forms import ROLE_WORDS
from .models import User

USERS = Listing(
    _l("Users"),
    Column("login", _l("User"), "code", way=lambda row: way("access.user", number=row.id)),
    Column("name", _l("Name"), filled=True),
    Column("role", _l("Role"), "code", words=lambda row: ROLE_WORDS[row.role], filled=True),
    Column("member", _l("Member"), "code"),
    Column(
        "active",
        _l("May sign in"),
        words=lambda row: _("yes") if row.active else _("no"),
        mark=lambda row: "yes" if row.active else "no",
        sort=False,
    ),
    *hidden("id"),
    key="login",
    search=("login", "name", "member"),
    order="login",
)


@cache
def users() -> Selected:
    """Everybody who may sign in, or once might."""
    return sa.select(User.id, User.login, User.name, User.role, User.member, User.active)
