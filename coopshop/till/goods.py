"""What can be sold from a place: each product with its price, what is left, and its picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from .. import catalog, inventory, members
from ..catalog.service import photos_taken
from ..domain.folding import folded
from ..domain.showing import quantity


@dataclass(frozen=True, slots=True)
class Good:
    """One tile. `price` is None without one on this list; `left` is None for a service."""

    sku: str
    name: str
    group: str
    category: str | None
    unit: str
    parts: int
    price: int | None
    left: int | None
    taken: datetime | None

    @property
    def gone(self) -> bool:
        """Nothing to sell: none left, or no price for it."""
        return self.left == 0 or self.price is None

    @property
    def left_words(self) -> str:
        """How much is left, as it is read."""
        return "" if self.left is None else quantity(self.left, self.parts, self.unit)

    @property
    def looked_for(self) -> str:
        """What words are compared with."""
        return folded(f"{self.name} {self.sku}")


def goods_at(session: Session, place: str | None, price_list: str | None, on: date) -> list[Good]:
    """Everything that is made, in order of SKU, as it stands at a place."""
    prices = catalog.prices_on(session, price_list, on) if price_list else {}
    left = {s.sku: s.units for s in inventory.stock_at(session, place)} if place else {}
    photos = photos_taken(session)
    return [
        Good(
            product.sku,
            product.name_es,
            product.group,
            product.category,
            product.unit,
            product.parts,
            prices.get(product.sku),
            None if product.is_service else left.get(product.sku, 0),
            photos.get(product.sku),
        )
        for product in catalog.products(session, on=on)
    ]


def by_group(session: Session, goods: Iterable[Good]) -> dict[str, list[Good]]:
    """The goods below the name of the group whose share they feed; what is gone comes last."""
    names = {group.code: group.name for group in members.groups(session)}
    found: dict[str, list[Good]] = {}
    for good in sorted(goods, key=lambda good: good.gone):
        found.setdefault(names.get(good.group, good.group), []).append(good)
    return found


def hits(goods: Iterable[Good], words: str) -> list[Good]:
    """The goods that hold all of some words, those that begin with them first.

    till.js finds in the same order, so that Enter adds what stands first on the page.
    """
    asked = folded(words).split()
    found = [good for good in goods if all(word in good.looked_for for word in asked)]
    return sorted(found, key=lambda good: (good.gone, not _begins(good, asked)))


def _begins(good: Good, asked: list[str]) -> bool:
    return bool(asked) and any(part.startswith(asked[0]) for part in good.looked_for.split())
