"""Invented documents that papers are drawn from in tests; every number belongs to nobody."""

from dataclasses import replace
from datetime import date

from coopshop.domain.invoice import Buyer, Invoice, Issuer, Line, Modified, Payment, Terms
from coopshop.domain.tax import line_money
from coopshop.paper import delivery, receipt, statement, transfer

ISSUER = Issuer(
    "20990000019",
    "ASOCIACIÓN DE PRUEBA ECOMUSA - ALLIMA WASKA (FICTICIA)",
    "Allima Waska",
    "C.N. Mushuk Llacta de Chipaota, Chazuta, San Martín",
)
NOBODY = Buyer("CLIENTES VARIOS", "0", "", "")
HOTEL = Buyer("Hotel Río Ficticio S.A.C.", "6", "20990001015", "Jr. Inventado 123, Tarapoto")
VISITOR = Buyer("Ana Prueba Ñahui", "1", "99900402", "")
ABROAD = Buyer("Fictitious Fair Trade GmbH", "0", "", "Erfundene Straße 5, 20095 Hamburg, Alemania")

#: SKU, description, unit, SUNAT's unit, parts, price in céntimos.
PRODUCTS = [
    ("AW-MON-ALG", "Monedero de algodón con cierre de semilla", "unidad", "NIU", 1, 1200),
    ("AW-CAN-BOM-L", "Canasta de bombonaje grande, Ø 35 cm", "unidad", "NIU", 1, 6500),
    ("AW-BOL-CHA-L", "Bolso de chambira grande", "unidad", "NIU", 1, 8000),
    ("AW-PUL-HUA", "Pulsera de huayruro", "unidad", "NIU", 1, 450),
    ("EC-ESC-DOM", "Escoba de piasaba para la casa, mango de 1,20 m", "unidad", "NIU", 1, 1100),
    ("EC-ESC-MUN", "Escobón municipal de piasaba", "docena", "DZN", 1, 26400),
    ("EC-FIB-KG", "Fibra de piasaba peinada", "kg", "KGM", 1000, 500),
    ("AW-CHU-LAR", "Chumbe tejido en telar de cintura, 2,20 m", "unidad", "NIU", 1, 4200),
    ("AW-VIS-TAL", "Visita guiada al taller de las tejedoras", "servicio", "ZZ", 1, 2500),
    ("EC-CEP-ROP", "Cepillo de ropa", "par", "PR", 1, 900),
]


def line(index, units=2, *, discount_bp=0, treatment="exonerado", includes=False, **changes):
    """The `index`-th product of the list, priced by the rule."""
    sku, description, unit, sunat_unit, parts, price = PRODUCTS[index % len(PRODUCTS)]
    price = changes.get("price_cents", price)
    money = line_money(units * parts, parts, price, discount_bp, treatment, includes, 1800)
    made = Line(
        sku=sku,
        description=description,
        units=units * parts,
        parts=parts,
        unit=unit,
        sunat_unit=sunat_unit,
        price_cents=price,
        discount_bp=discount_bp,
        net=money.net,
        igv=money.igv,
        total=money.total,
    )
    return replace(made, **changes)


def invoice(count=3, *, treatment="exonerado", includes=False, discount_bp=0, **changes):
    """A boleta of `count` lines, paid in cash; `changes` replace any of its facts."""
    lines = tuple(
        line(index, 1 + index % 4, discount_bp=discount_bp, treatment=treatment, includes=includes)
        for index in range(count)
    )
    made = Invoice(
        kind="boleta",
        series="EB01",
        number=12,
        on=date(2025, 1, 8),
        place_name="Tienda de Tarapoto",
        place_address="Tarapoto, San Martín",
        issuer=ISSUER,
        buyer=NOBODY,
        currency="PEN",
        fx_micros=None,
        treatment=treatment,
        includes_igv=includes,
        igv_bp=1800,
        lines=lines,
        terms=Terms("contado", None),
        payments=(),
        modifies=None,
        fiscal=True,
        amazonia=treatment == "exonerado",
        note="",
    )
    made = replace(made, **changes)
    if "payments" in changes:
        return made
    in_cash = made.total - made.total % 10
    paid = Payment(made.on, "efectivo", in_cash, made.total % 10)
    return replace(made, payments=(paid,))


def factura(count=10, **changes):
    """A factura to a hotel, taxed, on credit, part of it paid."""
    facts = {
        "treatment": "gravado",
        "kind": "factura",
        "series": "E001",
        "number": 4,
        "buyer": HOTEL,
        "terms": Terms("credito", date(2025, 2, 7)),
        "payments": (Payment(date(2025, 1, 8), "transferencia", 30000, 0),),
        "discount_bp": 500,
    }
    return invoice(count, **facts | changes)


def export(**changes):
    """Brooms to Hamburg, in dollars."""
    facts = {
        "treatment": "exportacion",
        "kind": "factura",
        "series": "E001",
        "number": 5,
        "buyer": ABROAD,
        "currency": "USD",
        "fx_micros": 3_541_000,
    }
    return invoice(3, **facts | changes)


def credit_note(**changes):
    """One piece came back."""
    facts = {
        "kind": "nota_credito",
        "series": "EB01",
        "number": 3,
        "on": date(2025, 1, 18),
        "buyer": VISITOR,
        "payments": (),
        "modifies": Modified(
            "boleta", "EB01", 12, date(2025, 1, 8), "07", "Devolución por ítem: cambio de opinión"
        ),
    }
    return invoice(1, **facts | changes)


def sales_note(**changes):
    """Our own paper, which SUNAT has not seen."""
    return invoice(
        **{"kind": "nota_venta", "series": "NV01", "number": 852, "fiscal": False} | changes
    )


def brought(count=2, **changes):
    """What Floricelda handed in: the first lot with a piece rejected."""
    pieces = tuple(
        delivery.Piece(
            lot=f"D{29 + index:04d}",
            product=PRODUCTS[index % len(PRODUCTS)][1],
            unit=PRODUCTS[index % len(PRODUCTS)][2],
            parts=PRODUCTS[index % len(PRODUCTS)][4],
            brought=5 * PRODUCTS[index % len(PRODUCTS)][4],
            rejected=0 if index else 1,
            reason="" if index else "tejido flojo en el borde",
            member_price_cents=5200 + index,
        )
        for index in range(count)
    )
    made = delivery.Delivery(
        issuer=ISSUER,
        code="D0029",
        on=date(2025, 1, 8),
        place="Almacén comunal de Chipaota",
        member_code="AW-03",
        member_name="Floricelda Prueba Ñahui",
        received_by="Zoila Prueba Cachique",
        pieces=pieces,
    )
    return replace(made, **changes)


def journey(count=3, **changes):
    """A canoe on its way down the river."""
    pieces = tuple(
        transfer.Piece(
            sku=f"SKU-{index:04d}",
            product=PRODUCTS[index % len(PRODUCTS)][1],
            unit="unidad",
            parts=1,
            owners="AW-03, AW-07",
            sent=18 + index,
        )
        for index in range(count)
    )
    made = transfer.Transfer(
        issuer=ISSUER,
        code="T013",
        on=date(2025, 3, 4),
        source="Almacén comunal de Chipaota",
        target="Puerto de Chazuta",
        via="canoa",
        bearer="Segundo Prueba Tapullima",
        sent_by="Zoila Prueba Cachique",
        pieces=pieces,
    )
    return replace(made, **changes)


def account(count=3, **changes):
    """A month of a member: sold, an advance, a payout, and a sale not yet collected."""
    sold = tuple(
        statement.Line(date(2025, 1, 3), f"canasta {index:04d}", 1050, 893)
        for index in range(count)
    )
    lines = (
        *sold,
        statement.Line(date(2025, 1, 29), "Adelanto", None, -1000),
        statement.Line(date(2025, 1, 31), "Te pagamos", None, -500),
    )
    terms = (
        *(("Tenías", 1208), (f"{count} × canasta", 893 * count)),
        *(("Adelanto", -1000), ("Te pagamos", -500)),
    )
    made = statement.Statement(
        house=ISSUER.name,
        member_code="AW-03",
        member_name="Floricelda Prueba Ñahui",
        since=date(2025, 1, 1),
        until=date(2025, 1, 31),
        headline="Te debemos",
        closing="Te debemos",
        terms=terms,
        total=sum(cents for _, cents in terms),
        lines=lines,
        waiting=(statement.Line(date(2025, 1, 25), "9999 canastas", 19500, 15600),),
        entry=4501,
        entry_on=date(2025, 1, 31),
        signs="1a2b3c4d5e",
        checked_at="https://ejemplo.pe/sello?n=4501&s=1a2b3c4d5e",
    )
    return replace(made, **changes)


def paid(**changes):
    """A payout in cash: what no coin can pay stays in her balance."""
    made = receipt.Receipt(
        issuer=ISSUER,
        code="L003",
        on=date(2025, 1, 31),
        member_code="AW-03",
        member_name="Floricelda Prueba Ñahui",
        member_dni="99900103",
        method="efectivo",
        amount=8840,
        carried=8,
        reasons=(("Saldo anterior", 1208), ("Ventas cobradas", 13640), ("Adelantos", -6000)),
        paid_by="Zoila Prueba Cachique",
        place="Chipaota",
    )
    return replace(made, **changes)
