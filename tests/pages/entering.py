"""Somebody comes in: a user of a role, and her visit, without typing a password."""

from flask import Flask
from flask.testing import FlaskClient

from coopshop import access
from coopshop.db import transaction


def begin(app: Flask, role: str, member: str | None = None) -> tuple[int, str]:
    """A new user of a role, and the token of her visit."""
    with app.app_context(), transaction() as (session, at):
        user = access.add_user(
            session,
            login=f"{role}{len(access.users(session))}",
            name=f"Persona {role}",
            role=role,
            password_hash="none",
            member=member,
        ).id
        return user, access.begin_visit(session, user, at=at)


def enter(app: Flask, role: str, member: str | None = None) -> FlaskClient:
    """A client whose next requests are hers."""
    client = app.test_client()
    let_in(client, begin(app, role, member)[1])
    return client


def let_in(client: FlaskClient, token: str) -> None:
    """Give a client the token of a visit."""
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
