"""The lists of the members' room."""

from flask import url_for

from ..web.i18n import _, _l
from ..web.listing import Column, Listing

MEMBERS = Listing(
    _l("Members"),
    Column("name", _l("Name"), way=lambda row: url_for("members.show", code=row.code)),
    Column("code", _l("Code"), "code"),
    Column("groups", _l("Groups"), "code"),
    Column("available", _l("Can be paid"), "money", total=True),
    Column(
        "left",
        _l("State"),
        words=lambda row: _("left") if row.left else "",
        mark=lambda _row: "",
    ),
    key="code",
    search=("name", "code", "groups"),
    order="left",  # those who left stand last
)
