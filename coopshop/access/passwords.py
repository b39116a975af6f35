"""Passwords: long enough, and kept only as Argon2id hashes."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ..domain.errors import N_, Refused

#: OWASP's floor for Argon2id: 19 MiB, two passes, one lane; about 35 ms here.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

#: NIST SP 800-63B-4: a password that stands alone has at least fifteen characters.
SHORTEST = 15
LONGEST = 200

#: Compared with when nobody has that login, so that the answer takes as long.
_NOBODY = _hasher.hash(secrets.token_hex(16))


class TooShort(Refused):
    """A password that can be guessed."""

    message = N_("A password has at least %(shortest)s characters; a sentence is easy to keep.")
    field = "password"


def hashed(password: str) -> str:
    """The hash to keep. Slow on purpose: never call it while a transaction is open."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise TooShort(shortest=SHORTEST)
    return _hasher.hash(password)


def hashed_pin(pin: str, secret: str) -> str:
    """The hash of a PIN together with the secret of the telephone it is typed on.

    Six digits are soon found by a thief of the database; with a secret that is not in it, never.
    """
    return _hasher.hash(_together(pin, secret))


def pin_matches(pin_hash: str, pin: str, secret: str) -> bool:
    """Whether a PIN is the one of a telephone. As slow as a password."""
    return matches(pin_hash, _together(pin, secret))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether a password is the one behind a hash; takes the same time when there is no hash."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except VerificationError:
        return False


def _together(pin: str, secret: str) -> str:
    return f"{pin}:{secret}"


def random_password() -> str:
    """A password for a first sign-in."""
    return secrets.token_urlsafe(15)
