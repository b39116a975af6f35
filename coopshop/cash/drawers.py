"""Where money paid by a method lies: cash at a till is in its drawer."""

from sqlalchemy.orm import Session

from ..domain import accounts as acc

CASH = "efectivo"


def purse(session: Session, method: str, till: str | None = None) -> str:  # noqa: ARG001
    """The account for money paid by `method`: the drawer of `till` for cash, if there is one."""
    return acc.drawer(till) if till and method == CASH else acc.purse(method)
