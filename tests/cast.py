"""Invented people and things by name; each enters the book of the test when it is first named.

cast.rosa, cast.basket, cast.chipaota    codes of a member, a product, a place
cast.delivers(cast.rosa, 5)              five baskets on the shelf; gives the lot
"""

from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from coopshop import cash, catalog, invoices, members, production, sales
from coopshop.domain.days import day_of

ALWAYS = date(2020, 1, 1)


class Cast:
    """Everybody and everything a story of the cooperative needs, on `today`."""

    def __init__(self, session: Session, at: datetime) -> None:
        self.session = session
        self.today = {"on": day_of(at), "at": at, "by": 1}

    @cached_property
    def cooperative(self) -> str:
        """What the assembly decided; gives the RUC. Taxed at 18 %, exempt in the Amazon."""
        rules = {
            "ruc": "20990000019",
            "razon_social": "ASOCIACIÓN DE PRUEBA (FICTICIA)",
            "domicilio": "Chipaota, Chazuta, San Martín",
            "amazonia_exoneracion": "si",
            "igv_bp": "1800",
            "loss_compensation_bp": "5000",
        }
        for key, value in rules.items():
            members.decide_rule(self.session, key=key, since=ALWAYS, value=value)
        return rules["ruc"]

    @cached_property
    def weavers(self) -> str:
        """A group that keeps back 20 %, of it 5 % for the fund."""
        return self._group("AW", "Tejedoras de prueba", 2000)

    @cached_property
    def sweepers(self) -> str:
        """A group that keeps back 15 %, of it 5 % for the fund."""
        return self._group("EC", "Escoberas de prueba", 1500)

    @cached_property
    def rosa(self) -> str:
        return self._member("AW-01", "Rosa", "Tapullima", self.weavers, "efectivo")

    @cached_property
    def nelly(self) -> str:
        return self._member("AW-02", "Nelly", "Cachique", self.weavers, "yape")

    @cached_property
    def delia(self) -> str:
        return self._member("EC-01", "Delia", "Shupingahua", self.sweepers, "efectivo")

    @cached_property
    def basket(self) -> str:
        """S/ 18.00 at the shop, USD 6.00 abroad, 21.24 with IGV at a fair, 12.00 for its maker."""
        sku = self._product("AW-CAN", "Canasta de bombonaje", self.weavers, "unidad", "NIU")
        self._price("MINORISTA", sku, 1800)
        self._price("SOCIA", sku, 1200)
        self._price("EXPORT", sku, 600, currency="USD")
        self._price("FERIA", sku, 2124, includes_igv=True)
        return sku

    @cached_property
    def broom(self) -> str:
        sku = self._product("EC-ESC", "Escoba doméstica", self.sweepers, "unidad", "NIU")
        self._price("MINORISTA", sku, 980)
        self._price("SOCIA", sku, 720)
        return sku

    @cached_property
    def fibre(self) -> str:
        """S/ 5.00 the kilo; counted in grams."""
        sku = self._product("EC-FIB-KG", "Fibra de piasaba", self.sweepers, "kg", "KGM")
        self._price("MINORISTA", sku, 500)
        self._price("SOCIA", sku, 300)
        return sku

    @cached_property
    def visit(self) -> str:
        """S/ 25.00, given by a member: a service has no lot."""
        sku = self._product("AW-VIS", "Visita al taller", self.weavers, "servicio", "ZZ")
        self._price("MINORISTA", sku, 2500)
        return sku

    @cached_property
    def chipaota(self) -> str:
        return self._place("CHI", "Almacén de Chipaota", "almacen")

    @cached_property
    def tarapoto(self) -> str:
        return self._place("TPP", "Tienda de Tarapoto", "tienda")

    @cached_property
    def hotel(self) -> str:
        return self._buyer("Hotel Río Ficticio S.A.C.", "hotel", "6", "20990001015")

    @cached_property
    def tourist(self) -> str:
        return self._buyer("Julia Paredes Inventada", "persona", "1", "99900401")

    def delivers(
        self, member: str, units: int, *, sku: str | None = None, place: str | None = None
    ) -> str:
        """A member brings `units` of a product (baskets, if left out) to a place (Chipaota)."""
        return production.receive(
            self.session,
            member=member,
            sku=sku or self.basket,
            place=place or self.chipaota,
            brought=units,
            **self.today,
        )

    def fetches(self, cents: int = 100_000) -> None:
        """Somebody goes to the bank, so that the box has notes to pay with."""
        about = {"till": None, "reason": "retiro_banco", "note": "para pagar"}
        cash.move(self.session, amount=cents, **about, **self.today)

    def rings_up(self, *lines: sales.Asked, **facts: object) -> sales.Basket:
        """A sale to anybody at Chipaota, for use in the Amazon, at shop prices."""
        self.cooperative  # noqa: B018 - somebody must be selling
        usual = {
            "place": self.chipaota,
            "channel": "tienda",
            "price_list": "MINORISTA",
            "used": "here",
            "on": self.today["on"],
            "at": self.today["at"],
        }
        return sales.ring_up(self.session, lines=lines, **usual | facts)

    def buys(self, units: int, *, sku: str | None = None, method: str = "yape") -> str:
        """Somebody buys `units` of a product (baskets) and pays; gives the sale's code."""
        basket = self.rings_up(sales.Asked(sku or self.basket, units, 0))
        stamp = {"at": self.today["at"], "by": 1}
        tender = [invoices.Tender(method)]
        return invoices.issue(self.session, basket, paper="boleta", tenders=tender, **stamp).sale

    def _group(self, code: str, name: str, share_bp: int) -> str:
        members.found_group(self.session, code=code, name=name)
        decided = {"share_bp": share_bp, "fund_bp": 500, "act": "Acta de prueba"}
        members.decide_share(self.session, group=code, since=ALWAYS, **decided)
        return code

    def _member(self, code: str, name: str, surname: str, group: str, method: str) -> str:
        facts = {"given_names": name, "surname1": surname, "payout_method": method}
        return members.enroll(self.session, group=group, code=code, **facts).code

    def _product(self, sku: str, name: str, group: str, unit: str, sunat_unit: str) -> str:
        facts = {"sku": sku, "name_es": name, "group": group, "sunat_unit": sunat_unit}
        return catalog.add_product(self.session, unit=unit, **facts).sku

    def _price(self, price_list: str, sku: str, cents: int, **terms: object) -> None:
        facts = {"price_list": price_list, "sku": sku, "since": ALWAYS, "cents": cents}
        catalog.set_price(self.session, **facts, **terms)

    def _place(self, code: str, name: str, kind: str) -> str:
        return catalog.open_place(self.session, code=code, name=name, kind=kind).code

    def _buyer(self, name: str, kind: str, document_type: str, number: str) -> str:
        facts = {"name": name, "kind": kind, "document_type": document_type}
        return sales.add_buyer(self.session, document_number=number, **facts).code
