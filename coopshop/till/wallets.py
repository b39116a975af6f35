"""Our QR of Yape and Plin, for the buyer's telephone to read."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .models import Wallet

#: Ways of paying that a telephone makes by reading a QR.
METHODS = ("yape", "plin")


def wallets(session: Session) -> dict[str, Wallet]:
    """The QR that we have, by the way of paying."""
    return {wallet.method: wallet for wallet in session.scalars(sa.select(Wallet))}


def keep_wallet(
    session: Session,
    method: str,
    *,
    photo: bytes,
    phone: str | None,
    holder: str | None,
    at: datetime,
) -> None:
    """Show this picture from now on."""
    session.merge(Wallet(method=method, jpeg=photo, phone=phone, holder=holder, taken_in=at))
    session.flush()
