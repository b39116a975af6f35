"""Who and what an invented year is about: rules, members, products, prices, places, buyers."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

#: The columns of each file, in the order of the scenario's dictionary.
COLUMNS = {
    "settings": "key value",
    "members": "member_id group given_names surname1 surname2 sex dni dni_check role joined_on"
    " left_on status language reads_spanish phone_type payout_method consent_data_on"
    " consent_public_name consent_photo fictional note",
    "products": "sku name_es name_en group category material size unit sunat_unit hours_per_unit"
    " grams",
    "prices": "price_list sku currency includes_igv unit_price valid_from valid_to",
    "locations": "location name kind place region ownership note",
    "buyers": "buyer_id name kind doc_type doc_number city region payment_terms fictional note",
    "deliveries": "delivery_id recorded_at date location member_id sku qty_delivered qty_rejected"
    " qty_accepted note",
    "transfers": "transfer_id line from_location to_location via date_out out_recorded_at date_in"
    " in_recorded_at sku qty_sent qty_received qty_lost loss_kind note",
    "sales": "sale_id recorded_at date location channel buyer_id doc_type doc_series doc_number"
    " price_list price_includes_igv tax_code currency fx_rate note",
    "sale_lines": "sale_id line sku qty unit_price discount_pct price_source member_id",
    "payments": "payment_id recorded_at date sale_id kind method currency amount rounding fx_rate"
    " note",
    "returns": "return_id recorded_at date sale_id line qty restock restock_location nc_code"
    " nc_series nc_number note",
    "adjustments": "adjustment_id recorded_at date location sku qty_out kind note",
    "advances": "debit_id recorded_at date member_id kind amount note",
}
PLACES = ("ORI", "PTO", "TDA", "HTL")
GROUPS = ("ANU", "KU", "TS")
#: Currency of each list, and whether its prices hold the IGV.
LISTS = {
    "TIENDA": ("PEN", "no"),
    "POR-MAYOR": ("PEN", "no"),
    "FERIA": ("PEN", "si"),
    "DOLARES": ("USD", "no"),
    "SOCIA": ("PEN", "no"),
}
SERVICE = "servicio"
UNITS = {"unidad": "NIU", "par": "PR", "docena": "DZN", "kg": "KGM", SERVICE: "ZZ"}
NAMES = ("Ana", "Berta", "Carmela", "Dora", "Elvia", "Flor", "Gladys", "Hilda", "Inés", "Julia")
SURNAMES = ("Ñahui", "Pérez", "Quinteros", "Ríos", "Salas", "Tello", "Ugarte", "Vela")
BUYERS = (
    ("B-000", "CLIENTES VARIOS", "0", ""),
    ("B-EXP", "Fair Shop (invented)", "0", ""),
    ("B-1", "Hotel Inventado", "6", "2099000001"),
    ("B-2", "Tienda Inventada <Río> & Hijos", "6", "2099000002"),
    ("B-3", "Paula Inventada", "1", "99900471"),
    ("B-4", "J. Doe", "7", "FX99881"),
)
TERMS = ("contado", "credito 30", "credito 15", "consignacion mensual", "")


class People:
    """All that is known before anything happens; `rows` holds the rows of each file."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.year = self.random.choice((2021, 2023, 2024, 2025))
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self._rules()
        for group in GROUPS:
            self._group(group)
        self.rows["members"][0] |= {"dni": "", "dni_check": ""}
        self.rows["members"][1]["left_on"] = f"{self.year}-07-15"
        for code in PLACES:
            self.add("locations", location=code, name=f"Lugar {code}", kind="tienda")
        for code, name, kind, document in BUYERS:
            number = ruc(document) if kind == "6" else document
            facts = {"kind": "otro", "doc_type": kind, "doc_number": number}
            terms = self.random.choice(TERMS)
            self.add("buyers", buyer_id=code, name=name, payment_terms=terms, **facts)
        self.products = {row["sku"]: row for row in self.rows["products"]}
        self.services = [s for s, row in self.products.items() if row["unit"] == SERVICE]
        self.goods = [s for s in self.products if s not in self.services]

    def add(self, file: str, **cells: object) -> dict[str, str]:
        """One more row; columns that are not named stay empty."""
        row = dict.fromkeys(COLUMNS[file].split(), "")
        assert cells.keys() <= row.keys()
        row |= {name: str(cell) for name, cell in cells.items()}
        self.rows[file].append(row)
        return row

    def _rules(self) -> None:
        pick = self.random.choice
        self.igv = pick(("0.18", "0.10", "0.105"))
        settings = {
            "ruc": ruc(f"2099{self.random.randint(0, 999_999):06}"),
            "razon_social": "COOPERATIVA INVENTADA",
            "domicilio": "Orilla del río, sin número",
            "amazonia_exoneracion": "si",
            "fondo_comunal": pick(("0.05", "0.033", "0.1")),
            "loss_compensation": pick(("0.50", "0.35")),
            "igv": self.igv,
            "year": str(self.year),
        }
        for group in GROUPS:
            settings[f"share_{group}_total"] = pick(("0.20", "0.15", "0.125", "0.2275", "0.3"))
        for key, value in settings.items():
            self.add("settings", key=key, value=value)

    def _group(self, group: str) -> None:
        for index in range(1, self.random.randint(3, 6)):
            dni = f"9990{len(self.rows['members']) + 1:04}"
            self.add(
                "members",
                member_id=f"{group}-{index:02}",
                group=group,
                given_names=self.random.choice(NAMES),
                surname1=self.random.choice(SURNAMES),
                dni=dni,
                dni_check=dni_check(dni),
                joined_on="2019-03-01",
                payout_method=self.random.choice(("efectivo", "efectivo", "yape", "transferencia")),
                consent_public_name="si",
                consent_photo="no",
            )
        for unit in ("unidad", "unidad", self.random.choice(("par", "docena")), "kg", SERVICE):
            sku = f"{group}-{unit[:3].upper()}-{len(self.rows['products']):02}"
            facts = {"unit": unit, "sunat_unit": UNITS[unit], "hours_per_unit": "1.5"}
            self.add("products", sku=sku, name_es=f"Obra {sku} «ñandú»", group=group, **facts)
            for price_list in LISTS:
                self._prices(price_list, sku)

    def _prices(self, price_list: str, sku: str) -> None:
        """From New Year on; half of them change once."""
        currency, includes = LISTS[price_list]
        new_year = date(self.year, 1, 1)
        change = new_year + timedelta(days=self.random.randint(30, 330))
        spans: list[tuple[date, object]] = [(new_year, "")]
        if self.random.random() < 0.5:
            spans = [(new_year, change - timedelta(days=1)), (change, "")]
        for since, until in spans:
            price = money(self.random.randint(90, 9_999))
            facts = {"currency": currency, "includes_igv": includes, "unit_price": price}
            days = {"valid_from": since, "valid_to": until}
            self.add("prices", price_list=price_list, sku=sku, **facts, **days)


def money(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"


def soles(amount: Fraction) -> str:
    return money(int(amount * 100))


def ruc(ten: str) -> str:
    """Ten digits and the check digit that RULES gives."""
    weighed = sum(int(d) * w for d, w in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    return f"{ten}{(11 - weighed % 11) % 10}"


def dni_check(dni: str) -> str:
    """The character that is printed beside a DNI."""
    weighed = sum(int(d) * w for d, w in zip(dni, (3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    return "65432110987"[weighed % 11]
