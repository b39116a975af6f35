"""Secrets in addresses: only a hash of them is kept, and a form sent twice makes one of them."""

import base64
import hashlib
import hmac

from flask import current_app


def made_of(purpose: str, key: str) -> str:
    """The token (256 bits) that belongs to a form's key, for a purpose.

    The same form sent twice leads to the same address, though the address is kept nowhere; and who
    steals the database, with the keys in it, can make none without our own secret.
    """
    ours = str(current_app.config["SECRET_KEY"]).encode()
    made = hmac.new(ours, f"{purpose} {key}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def hashed(token: str) -> str:
    """What is kept of a token: it holds 256 random bits, so one round will do.

    >>> hashed("a") == hashed("a"), len(hashed("a"))
    (True, 64)
    """
    return hashlib.sha256(token.encode()).hexdigest()
