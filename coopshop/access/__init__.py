"""Who is at the desk, and what they may do."""

from .desk import allowed, her_door, hers, open_to_all, seat, welcome
from .forms import NewLoginField, NewSecretField, SecretForm
from .models import User, Visit
from .passwords import hashed, hashed_pin, pin_matches, random_password
from .permissions import RIGHTS, ROLES, may
from .service import (
    Person,
    add_user,
    begin_visit,
    end_visit,
    end_visits_by,
    failures,
    forget_users,
    note_failure,
    recognise,
    set_active,
    set_password,
    users,
    visitor,
)
from .waiting import Notice, up_to, waits

__all__ = [
    "RIGHTS",
    "ROLES",
    "NewLoginField",
    "NewSecretField",
    "Notice",
    "Person",
    "SecretForm",
    "User",
    "Visit",
    "add_user",
    "allowed",
    "begin_visit",
    "end_visit",
    "end_visits_by",
    "failures",
    "forget_users",
    "hashed",
    "hashed_pin",
    "her_door",
    "hers",
    "may",
    "note_failure",
    "open_to_all",
    "pin_matches",
    "random_password",
    "recognise",
    "seat",
    "set_active",
    "set_password",
    "up_to",
    "users",
    "visitor",
    "waits",
    "welcome",
]
