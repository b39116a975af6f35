"""What lies ready on the delivery desk: who comes, what is brought, and what it is worth."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from .. import catalog, ledger, members
from ..domain import showing
from ..domain.errors import Refused
from ..domain.folding import alphabetical
from ..domain.money import half_up
from ..domain.sharing import parts_of
from ..domain.tax import line_money, treatment_for
from .models import Delivery

_stands = ledger.standing(Delivery.entry)

#: So many deliveries back tell who comes and what is brought lately.
LATELY = 300


@dataclass(frozen=True, slots=True)
class Shop:
    """What the shop asks for one unit, and what the group keeps back of it."""

    price: int
    treatment: str
    includes_igv: bool
    igv_bp: int
    share_bp: int
    fund_bp: int

    @property
    def igv_inside(self) -> int:
        """The IGV that the price holds, in basis points."""
        return self.igv_bp if self.includes_igv and self.treatment == "gravado" else 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A product that may be brought; sums in céntimos, None where nothing was agreed on."""

    product: catalog.Product
    photo: datetime | None
    member_price: int | None
    shop: Shop | None

    def agreed(self, units: int) -> int | None:
        """What the member price comes to for so many units."""
        if self.member_price is None:
            return None
        return half_up(units * self.member_price, self.product.parts)

    def if_sold(self, units: int) -> int | None:
        """What would be hers if all of it were sold at the shop's price."""
        if self.shop is None:
            return None
        shop, parts = self.shop, self.product.parts
        money = line_money(
            units, parts, shop.price, 0, shop.treatment, shop.includes_igv, shop.igv_bp
        )
        return parts_of(money.net, shop.share_bp, shop.fund_bp).pool

    def shown(self, units: int) -> str:
        """Units of it, as they are said."""
        return showing.quantity(units, self.product.parts, self.product.unit)


@dataclass(frozen=True, slots=True)
class Maker:
    """Somebody who may come, with the codes of her groups, and since when she has a photo."""

    member: members.Member
    groups: tuple[str, ...]
    photo: datetime | None


def makers(session: Session, on: date) -> list[Maker]:
    """Who may bring something on a day, those who came last first, then by name."""
    lately = session.scalars(
        sa.select(Delivery.member).where(_stands).order_by(Delivery.entry.desc()).limit(LATELY)
    )
    came = {code: place for place, code in enumerate(dict.fromkeys(lately))}
    groups = members.groups_of(session, on)
    photos = members.faces(session)
    here = {code for code, _words in members.member_offers(session, on)}
    people = [member for member in members.everyone(session) if member.code in here]
    people.sort(key=lambda m: (came.get(m.code, LATELY), alphabetical(m.name), m.code))
    return [Maker(m, tuple(groups.get(m.code, ())), photos.get(m.code)) for m in people]


def offers(session: Session, on: date) -> dict[str, Offer]:
    """What may be brought on a day, by SKU, what is brought most first."""
    often = Counter(
        session.scalars(
            sa.select(Delivery.sku).where(_stands).order_by(Delivery.entry.desc()).limit(LATELY)
        )
    )
    photos = catalog.photos_taken(session)
    agreed = catalog.prices_on(session, catalog.MEMBER_LIST, on)
    shop = _shop_prices(session, on)
    made = [each for each in catalog.products(session, on=on) if not each.is_service]
    made.sort(key=lambda each: (-often[each.sku], alphabetical(each.name_es), each.sku))
    return {
        each.sku: Offer(each, photos.get(each.sku), agreed.get(each.sku), shop(each))
        for each in made
    }


def usual_place(session: Session, on: date) -> str | None:
    """Where the last pieces were laid, if that place is still open."""
    last = session.scalar(sa.select(Delivery.place).order_by(Delivery.entry.desc()).limit(1))
    places = [place.code for place in catalog.places(session, on=on)]
    if last in places:
        return last
    return places[0] if len(places) == 1 else None


def _shop_prices(session: Session, on: date):
    """Gives the shop's terms for a product; nothing before there are rules, a list or a price."""
    prices = catalog.usual_list(session)
    asked = catalog.prices_on(session, prices.code, on) if prices else {}

    def terms(product: catalog.Product) -> Shop | None:
        if prices is None or product.sku not in asked:
            return None
        try:
            rules = members.statutes(session, on)
            share = members.share_of(session, product.group, on)
        except Refused:
            return None
        return Shop(
            asked[product.sku],
            treatment_for("here", amazonia=rules.amazonia),
            prices.includes_igv,
            rules.igv_bp,
            share.share_bp,
            share.fund_bp,
        )

    return terms
