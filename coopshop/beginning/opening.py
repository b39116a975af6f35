"""Taking over what stood in the notebook: one entry for each member, fund, purse, debt and lot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from .. import catalog, ledger, members, production, sales
from ..domain import accounts as acc
from ..domain import bookings
from ..domain.entry import Entry as Written
from ..domain.errors import N_, Confirm, Refused
from ..ledger.models import Entry, Move
from . import evidence
from .models import Agreement, Opening

#: A row that came from a workbook stands on no page.
NO_PAGE = "-"


class OpenedBefore(Refused):
    """One begins once."""

    message = N_("%(name)s was opened before (%(code)s). Undo that first if it was a mistake.")
    field = "member"


class MovedBefore(Confirm):
    """The book knows her already: what it says may hold what the notebook says."""

    message = N_("%(name)s has movements in the book already. Add what stood in the notebook too?")


class NothingOwed(Refused):
    """An opening of nothing."""

    message = N_("Write what is owed, in one of the two boxes.")
    field = "owed"


class BothWays(Refused):
    """She is owed and she owes: the notebook has one sum at the end."""

    message = N_("Write one sum only: what is left when one is taken from the other.")
    field = "owes"


class HasNoStock(Refused):
    """Services lie on no shelf."""

    message = N_("%(sku)s is a service: it lies nowhere.")
    field = "sku"


class NothingThere(Refused):
    """No pieces, no opening."""

    message = N_("How many are there?")
    field = "quantity"


class PiecesGone(Refused):
    """What was sold or sent away cannot be unsaid."""

    message = N_("Of these pieces some are no longer there. Count the shelf instead.")


class PaidSince(Refused):
    """A debt that was paid was real."""

    message = N_("Something of this debt was paid already.")


@dataclass(frozen=True, slots=True)
class Seen:
    """Where it stands: the page and its digest, and who writes it down when."""

    page: str
    digest: str
    on: date
    at: datetime
    by: int


def on_page(session: Session, page: str, *, on: date, at: datetime, by: int) -> Seen:
    """What is taken from a page of the notebook."""
    return Seen(page, evidence.seen(session, page), on, at, by)


def open_member(
    session: Session,
    seen: Seen,
    *,
    member: str,
    owed: int | None = None,
    owes: int | None = None,
    how: str | None = None,
    witness: str | None = None,
    confirmed: bool = False,
    note: str | None = None,
) -> str:
    """What is owed to a member, or what she owes; `how` she said that it is right, if she did."""
    person = members.member(session, member)
    if not owed and not owes:
        raise NothingOwed
    if owed and owes:
        raise BothWays
    _refuse_again(session, "member", member, person.name)
    if not confirmed and _moved(session, acc.payable(member)):
        raise MovedBefore(name=person.name)
    amount = (owed or 0) - (owes or 0)
    code = _post(session, seen, "member", member, acc.payable(member), -amount, amount, note)
    if how:
        agree(session, code, how=how, witness=witness, on=seen.on, at=seen.at, by=seen.by)
    return code


def open_fund(session: Session, seen: Seen, *, group: str, amount: int) -> str:
    """What the communal fund of a group holds."""
    _refuse_again(session, "fund", group, group, field="group")
    return _post(session, seen, "fund", group, acc.fund(group), -amount, amount)


def open_purse(session: Session, seen: Seen, *, method: str, amount: int) -> str:
    """The money at hand: in the box, in Yape, in the bank."""
    _refuse_again(session, "purse", method, method, field="method")
    return _post(session, seen, "purse", method, acc.purse(method), amount, amount)


def open_debt(
    session: Session, seen: Seen, *, buyer: str, amount: int, note: str | None = None
) -> str:
    """What a buyer owes from before; it is the association's, members' parts stand with them."""
    code = ledger.next_code(session, "opening")
    subject = sales.buyer(session, buyer).code
    account = acc.old_debt(code)
    return _post(session, seen, "debt", subject, account, amount, amount, note, code=code)


def open_stock(
    session: Session, seen: Seen, *, member: str, sku: str, place: str, units: int
) -> str:
    """Pieces of a member that lie at a place, as one lot; `units` in the smallest parts."""
    maker, product = members.member(session, member), catalog.product(session, sku)
    shelf = catalog.place(session, place)
    if product.is_service:
        raise HasNoStock(sku=sku)
    if units <= 0:
        raise NothingThere
    same = standing_lots(session).get((member, sku, place))
    if same:
        raise OpenedBefore(name=f"{maker.name}, {sku}, {place}", code=same.code, field="sku")
    code, lot = ledger.next_code(session, "opening"), ledger.next_code(session, "delivery")
    row = {
        "lot": lot,
        "member": member,
        "sku": sku,
        "place": shelf.code,
        "on": seen.on,
        "brought": units,
        "rejected": 0,
    }
    entry = bookings.opening_stock(code, seen.on, shelf.code, lot, units)
    return _write(session, seen, entry, _row(seen, code, "stock", lot, units), delivery=row)


def agree(
    session: Session,
    opening: str,
    *,
    how: str,
    witness: str | None,
    on: date,
    at: datetime,
    by: int,
) -> None:
    """The member signed, or put her finger, below her opening balance."""
    row = {"opening": opening, "how": how, "witness": witness, "on": on}
    notice = bookings.notice(f"agreement/{opening}", "agreement", on)
    ledger.post(session, notice, (Agreement, [row]), at=at, by=by)


def undo(session: Session, code: str, *, why: str, on: date, at: datetime, by: int) -> None:
    """A mistake is reversed; then it can be entered anew."""
    found = session.get_one(Opening, code)
    if found.kind == "stock":
        lot = session.get_one(production.Delivery, found.subject)
        if ledger.balance(session, acc.shelf(lot.place), lot.lot) != found.amount:
            raise PiecesGone
    if found.kind == "debt" and ledger.balance(session, acc.old_debt(code)) != found.amount:
        raise PaidSince
    ledger.reverse(session, f"beginning/{code}", why=why, on=on, at=at, by=by)


def standing(session: Session, kind: str) -> dict[str, Opening]:
    """The openings of a kind that were not undone, by what they are about."""
    query = _standing().where(Opening.kind == kind)
    return {found.subject: found for found in session.scalars(query)}


def every_standing(session: Session) -> list[Opening]:
    """Every opening that was not undone."""
    return list(session.scalars(_standing()))


def standing_lots(session: Session) -> dict[tuple[str, str, str], Opening]:
    """The pieces that the book began with, by (member, product, place)."""
    lot = production.Delivery
    query = _standing().join(lot, lot.lot == Opening.subject).where(Opening.kind == "stock")
    rows = session.execute(query.add_columns(lot.member, lot.sku, lot.place))
    return {(member, sku, place): found for found, member, sku, place in rows}


def _standing() -> sa.Select[Any]:
    undoing = aliased(Entry)
    return (
        sa.select(Opening)
        .join(undoing, undoing.reverses == Opening.entry, isouter=True)
        .where(undoing.id.is_(None))
        .order_by(Opening.entry)
    )


def _refuse_again(
    session: Session, kind: str, subject: str, name: str, *, field: str = "member"
) -> None:
    again = standing(session, kind).get(subject)
    if again:
        raise OpenedBefore(name=name, code=again.code, field=field)


def _moved(session: Session, account: str) -> bool:
    touched = sa.or_(Move.source == account, Move.target == account)
    return session.scalar(sa.select(Move.entry).where(touched).limit(1)) is not None


def _post(
    session: Session,
    seen: Seen,
    kind: str,
    subject: str,
    account: str,
    cents: int,
    amount: int,
    note: str | None = None,
    *,
    code: str | None = None,
) -> str:
    """Money: `cents` into the account, `amount` as it is said."""
    code = code or ledger.next_code(session, "opening")
    entry = bookings.opening(code, seen.on, account, cents)
    return _write(session, seen, entry, _row(seen, code, kind, subject, amount, note))


def _row(
    seen: Seen, code: str, kind: str, subject: str, amount: int, note: str | None = None
) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "subject": subject,
        "amount": amount,
        "on": seen.on,
        "page": seen.page,
        "seen": seen.digest,
        "note": note,
    }


def _write(
    session: Session,
    seen: Seen,
    entry: Written,
    row: Mapping[str, Any],
    *,
    delivery: Mapping[str, Any] | None = None,
) -> str:
    facts = [(production.Delivery, [delivery])] if delivery else []
    ledger.post(session, entry, *facts, (Opening, [row]), at=seen.at, by=seen.by)
    code: str = row["code"]
    return code
