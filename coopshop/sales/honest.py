"""What becomes of a buyer's money, as the book divided it: makers, fund, association."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from .. import catalog, members
from .models import Return, Sale, SaleLine
from .reading import Maker, story


@dataclass(frozen=True, slots=True)
class Hers:
    """What one maker earns; `name` is empty for all who did not agree to be named."""

    name: str
    cents: int


@dataclass(frozen=True, slots=True)
class Divided:
    """Céntimos of soles and their parts: makers, fund, association, State."""

    makers: tuple[Hers, ...]
    fund: int
    association: int
    igv: int

    @property
    def total(self) -> int:
        """All of it: nothing is left over, and nothing is missing."""
        return sum(one.cents for one in self.makers) + self.fund + self.association + self.igv


@dataclass(frozen=True, slots=True)
class HonestLine:
    """One line of a sale: what was paid for it, how it was divided, what stayed after returns."""

    name_es: str
    name_en: str
    units: int
    parts: int
    unit: str
    back_units: int
    total: int
    currency: str
    divided: Divided
    left: Divided


@dataclass(frozen=True, slots=True)
class Honest:
    """A sale, line by line and as a whole."""

    lines: tuple[HonestLine, ...]
    whole: Divided
    left: Divided
    came_back: bool


def honest_receipt(session: Session, sale: str) -> Honest:
    """How a sale was divided; names only of those who agree to it now."""
    told = story(session, sale)
    agreed = members.all_agreed(session, members.NAME)
    back: dict[int, list[Return]] = defaultdict(list)
    for returned, _sold, _unit in told.returns:
        back[returned.line].append(returned)
    lines = tuple(
        _line(session, one.line, one.unit, one.makers, back[one.line.line], agreed, told.sale)
        for one in told.lines
    )
    return Honest(
        lines=lines,
        whole=_added(line.divided for line in lines),
        left=_added(line.left for line in lines),
        came_back=bool(told.returns),
    )


def _line(
    session: Session,
    line: SaleLine,
    unit: str,
    makers: Sequence[Maker],
    back: list[Return],
    agreed: set[str],
    sale: Sale,
) -> HonestLine:
    product = catalog.product(session, line.sku)
    names = {maker.member: maker.name for maker in makers if maker.member in agreed}
    first = [Hers(names.get(maker.member, ""), maker.amount) for maker in makers]
    now = [
        Hers(one.name, one.cents - maker.back_amount)
        for one, maker in zip(first, makers, strict=True)
    ]
    return HonestLine(
        name_es=line.description,
        name_en=product.name_en or line.description,
        units=line.units,
        parts=line.parts,
        unit=unit,
        back_units=sum(returned.units for returned in back),
        total=line.total,
        currency=sale.currency,
        divided=Divided(_merged(first), line.fund, line.association, line.igv_pen),
        left=Divided(
            _merged(now),
            line.fund - sum(returned.fund for returned in back),
            line.association - sum(returned.association for returned in back),
            line.igv_pen - sum(returned.igv_pen for returned in back),
        ),
    )


def _added(parts: Iterable[Divided]) -> Divided:
    them = tuple(parts)
    return Divided(
        _merged(one for each in them for one in each.makers),
        sum(each.fund for each in them),
        sum(each.association for each in them),
        sum(each.igv for each in them),
    )


def _merged(shares: Iterable[Hers]) -> tuple[Hers, ...]:
    """Each name once, in the order they come; those without a name last, together."""
    sums: dict[str, int] = defaultdict(int)
    for one in shares:
        sums[one.name] += one.cents
    return tuple(
        Hers(name, cents) for name, cents in sorted(sums.items(), key=lambda item: not item[0])
    )
