"""What the assembly decided, and from when: groups, shares, the issuer's data, rates."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ..db import remembered
from ..domain.errors import N_, Refused
from ..domain.invoice import Issuer
from ..domain.tax import WHOLE
from .models import Group, Rule, Share


class NoShare(Refused):
    """A sale of a group whose share nobody decided for that day."""

    message = N_("The share of group %(group)s was not decided for %(on)s.")


class NoRule(Refused):
    """Something the cooperative must say of itself before it can sell."""

    message = N_(
        "On %(on)s the association's data were not written down yet (%(key)s): look at the day, "
        "or add them in the rules."
    )
    field = "on"


class GroupExists(Refused):
    """Two groups cannot share one code."""

    message = N_("There is a group %(code)s already.")
    field = "code"


class TooLarge(Refused):
    """The fund is a part of what is kept back, and not all can be kept back."""

    message = N_("What is kept back must be below 100 %% and hold the fund's part.")
    field = "share"


class NothingNew(Refused):
    """The same rules once more."""

    message = N_("Nothing is different from what holds on that day already.")


@dataclass(frozen=True, slots=True)
class Statutes:
    """The rules that hold on one day. Rates in basis points."""

    ruc: str
    name: str
    trade_name: str
    address: str
    amazonia: bool
    igv_bp: int
    loss_compensation_bp: int
    #: Whether what a member disputes is held back from her payout until it is answered.
    dispute_holds: bool
    #: Whether tickets say whose the money is.
    honest_ticket: bool


#: Rules that a day may lack, and what holds then. The exemption is off until somebody decides it.
_DEFAULTS = {
    "nombre_comercial": "",
    "amazonia_exoneracion": "no",
    "igv_bp": "1800",
    "loss_compensation_bp": "0",
    "dispute_holds": "si",
    "honest_ticket": "no",
}

KEYS = ("ruc", "razon_social", "nombre_comercial", "domicilio", *list(_DEFAULTS)[1:])


def statutes(session: Session, on: date) -> Statutes:
    """What holds on a day; refused when the issuer has no name, address or RUC yet."""
    return remembered(session, ("statutes", on), lambda: _statutes(session, on))


def _statutes(session: Session, on: date) -> Statutes:
    rules = held(session, on)
    for key in KEYS:
        if key not in rules:
            raise NoRule(key=key, on=on.isoformat())
    return Statutes(
        ruc=rules["ruc"],
        name=rules["razon_social"],
        trade_name=rules["nombre_comercial"],
        address=rules["domicilio"],
        amazonia=rules["amazonia_exoneracion"] == "si",
        igv_bp=int(rules["igv_bp"]),
        loss_compensation_bp=int(rules["loss_compensation_bp"]),
        dispute_holds=rules["dispute_holds"] == "si",
        honest_ticket=rules["honest_ticket"] == "si",
    )


def issuer(session: Session, on: date) -> Issuer:
    """Who stands at the head of our papers on a day."""
    rules = statutes(session, on)
    return Issuer(rules.ruc, rules.name, rules.trade_name, rules.address)


def legal_name(session: Session, on: date) -> str:
    """Who speaks on papers that the law does not ask for: the program while nobody named us."""
    return held(session, on).get("razon_social", "coopshop")


def dispute_holds(session: Session, on: date) -> bool:
    """Whether a disputed line is held back on a day; it needs no issuer, as `statutes` does."""
    return held(session, on)["dispute_holds"] == "si"


def honest_ticket(session: Session, on: date) -> bool:
    """Whether tickets of a day say whose the money is."""
    return held(session, on)["honest_ticket"] == "si"


def decide_rule(session: Session, *, key: str, since: date, value: str) -> None:
    """From `since` on `key` has another value; what was issued before keeps the old one."""
    if key not in KEYS:
        raise ValueError(f"no rule {key}")
    session.merge(Rule(key=key, since=since, value=value))
    session.flush()
    session.info.clear()


def held(session: Session, on: date) -> dict[str, str]:
    """Every rule as it holds on a day, by key; what nobody decided yet is left out."""
    return _DEFAULTS | dict(session.connection().execute(_held, {"on": on}).all())


_rule = Rule.__table__
_held = (
    sa.select(_rule.c.key, _rule.c.value)
    .where(_rule.c.since <= sa.bindparam("on"))
    .order_by(_rule.c.since)
)


def change_rules(session: Session, *, since: date, values: dict[str, str]) -> None:
    """From `since` on these values hold; only what is different is written down."""
    before = held(session, since)
    changed = {key: value for key, value in values.items() if before.get(key) != value}
    if not changed:
        raise NothingNew
    for key, value in changed.items():
        decide_rule(session, key=key, since=since, value=value)


def groups(session: Session) -> list[Group]:
    """Every group, in order of code."""
    return list(session.scalars(sa.select(Group).order_by(Group.code)))


def found_group(session: Session, *, code: str, name: str) -> Group:
    """A new group of makers."""
    if session.get(Group, code):
        raise GroupExists(code=code)
    group = Group(code=code, name=name)
    session.add(group)
    session.flush()
    return group


def decide_share(
    session: Session, *, group: str, since: date, share_bp: int, fund_bp: int, act: str | None
) -> None:
    """From `since` on the group keeps back `share_bp`, the fund's `fund_bp` within it."""
    if not 0 <= fund_bp <= share_bp < WHOLE:
        raise TooLarge
    session.merge(Share(group=group, since=since, share_bp=share_bp, fund_bp=fund_bp, act=act))
    session.flush()
    session.info.clear()


def share_of(session: Session, group: str, on: date) -> Share:
    """The share of a group on a day."""
    found = remembered(
        session,
        ("share", group, on),
        lambda: session.scalar(_share, {"group": group, "on": on}),
    )
    if found is None:
        raise NoShare(group=group, on=on.isoformat())
    return found


_share = (
    sa.select(Share)
    .where(Share.group == sa.bindparam("group"), Share.since <= sa.bindparam("on"))
    .order_by(Share.since.desc())
    .limit(1)
)
