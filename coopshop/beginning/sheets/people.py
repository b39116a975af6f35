"""Lists of members: who is in the register already, who is new, what is said otherwise."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from ... import members
from ...domain import identifiers
from ...domain.errors import N_
from ...ledger import FutureDay
from ...members import Member
from ..opening import Seen
from . import cells
from .cells import Column
from .planning import NEW, OTHER, SAME, Change, Facts, Kind, Step, Twice

#: How a member wants to be paid, as people write it.
METHODS = {
    "efectivo": "efectivo",
    "yape": "yape",
    "plin": "plin",
    "transferencia": "transferencia",
    "cash": "efectivo",
    "banco": "transferencia",
    "bank": "transferencia",
}
SEXES = {"F": "F", "M": "M", "mujer": "F", "varón": "M", "hombre": "M", "woman": "F", "man": "M"}


def columns(session: Session, _today: date) -> tuple[Column, ...]:
    """The columns of a list of members."""
    groups = {group.code: group.name for group in members.groups(session)}
    first = next(iter(groups), "AW")
    return (
        Column("code", "Código", ("code",), cells.code, example=f"{first}-01"),
        Column("group", "Grupo", ("group", "asociación", "comité"), cells.registered(groups),
               required=True, example=first, words=tuple(groups)),
        Column("given_names", "Nombres", ("nombre", "given names", "first name", "name"),
               cells.words(), required=True, example="Rosa"),
        Column("surname1", "Primer apellido",
               ("apellido paterno", "apellido", "apellidos", "surname", "first surname"),
               cells.words(), required=True, example="Tapullima"),
        Column("surname2", "Segundo apellido", ("apellido materno", "second surname"),
               cells.words(), example="Sangama"),
        Column("dni", "DNI", ("documento", "n de dni", "nro dni"), cells.dni, example="99900101"),
        Column("dni_check", "Dígito del DNI", ("check", "verificador"), cells.words(1)),
        Column("sex", "Sexo", ("sex",), cells.one_of(SEXES), example="F", words=("F", "M")),
        Column("joined_on", "Ingreso", ("fecha de ingreso", "joined on", "desde", "since"),
               cells.day, shown="long_day", example="12/03/2019"),
        Column("payout_method", "Se le paga por", ("forma de pago", "pago", "is paid by"),
               cells.one_of(METHODS), shown="called", example="efectivo",
               words=("efectivo", "yape", "plin", "transferencia")),
        Column("note", "Nota", ("note", "observación", "observaciones"), cells.words()),
    )  # fmt: skip


class _Planner:
    """Looks for each row in the register by code, DNI and name, and at the rows above it."""

    def __init__(self, session: Session, today: date, every: Sequence[Facts]) -> None:
        self.today = today
        known = members.everyone(session)
        self.by_code = {member.code: member for member in known}
        self.codes = {*self.by_code, *(facts["code"] for facts in every if "code" in facts)}
        self.by_dni = {member.dni: member for member in known if member.dni}
        self.by_name: dict[str, list[Member]] = {}
        for member in known:
            self.by_name.setdefault(cells.plain(member.name), []).append(member)
        self.seen: dict[tuple[str, str], int] = {}
        self.last: dict[str, int] = {}

    def __call__(self, facts: Facts) -> Step:
        number, group = facts.pop("row"), facts.pop("group")
        if facts.get("dni"):
            identifiers.dni(facts["dni"], facts.get("dni_check"))
        if facts.get("joined_on") and facts["joined_on"] > self.today:
            raise FutureDay(field="joined_on", on=facts["joined_on"].isoformat())
        member = self._found(facts)
        self._refuse_twice(facts, member, number)
        if member is None:
            facts["code"] = facts.get("code") or self._next(group)
            return Step(NEW, partial(_enroll, group=group, facts=facts))
        taken = self.by_dni.get(facts.get("dni", ""))
        if taken is not None and taken.code != member.code:
            raise members.service.DniTaken(dni=facts["dni"], name=taken.name)
        changes = _changes(member, facts)
        if not changes:
            return Step(SAME)
        return Step(OTHER, partial(_change, code=member.code, facts=facts), changes)

    def _found(self, facts: Facts) -> Member | None:
        if facts.get("code"):
            return self.by_code.get(facts["code"])
        if facts.get("dni") in self.by_dni:
            return self.by_dni[facts["dni"]]
        named = self.by_name.get(_name(facts), [])
        if len(named) > 1:
            codes = ", ".join(member.code for member in named)
            raise cells.Several(field="given_names", read=named[0].name, known=codes)
        return named[0] if named else None

    def _refuse_twice(self, facts: Facts, member: Member | None, number: int) -> None:
        """Two rows of a file are never about one person."""
        marks = [("given_names", _name(facts) + facts.get("dni", "") + facts.get("code", ""))]
        marks += [(box, facts[box]) for box in ("code", "dni") if facts.get(box)]
        marks += [("code", member.code)] if member else []
        for box, mark in marks:
            before = self.seen.setdefault((box, mark), number)
            if before != number:
                raise Twice(field=box, row=before)

    def _next(self, group: str) -> str:
        """The next code of a group that neither the register nor the file has."""
        start = f"{group}-"
        if group not in self.last:
            numbers = (code.removeprefix(start) for code in self.codes if code.startswith(start))
            self.last[group] = max((int(n) for n in numbers if n.isdigit()), default=0)
        self.last[group] += 1
        return f"{start}{self.last[group]:02d}"


def _name(facts: Facts) -> str:
    parts = (facts.get(name, "") for name in ("given_names", "surname1", "surname2"))
    return cells.plain(" ".join(parts))


def _changes(member: Member, facts: Facts) -> tuple[Change, ...]:
    """What the row says otherwise; an empty cell says nothing."""
    return tuple(
        Change(name, _said(getattr(member, name)), _said(value))
        for name, value in facts.items()
        if name != "code" and getattr(member, name) != value
    )


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _enroll(session: Session, _seen: Seen, *, group: str, facts: Facts) -> None:
    members.enroll(session, group=group, **facts)


def _change(session: Session, _seen: Seen, *, code: str, facts: Facts) -> None:
    members.change(session, code, **{k: v for k, v in facts.items() if k != "code"})


MEMBERS = Kind("members", N_("Members"), columns, _Planner)
