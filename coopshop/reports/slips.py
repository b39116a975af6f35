"""The facts of the assembly's paper. In Spanish, as all papers are."""

from sqlalchemy.orm import Session

from .. import ledger
from ..domain import showing
from ..domain.words import spoken
from ..invoices import issuer
from ..paper import assembly as paper
from .assembly import Figure, Sheet

TITLES = {
    "money": "Dinero que hay",
    "members": "Se debe a las socias",
    "buyers": "Deben los clientes",
    "goods": "Piezas",
    "losses": "Pérdidas, y quién las asumió",
    "happened": "Ventas y pagos",
    "fund": "Fondo comunal",
    "association": "La asociación",
}

SAID = {
    "cash": "Efectivo en la caja de la asociación",
    "drawer": "Efectivo en {name}",
    "elsewhere": "En Yape, Plin, tarjeta y banco",
    "money": "Todo el dinero",
    "dollars": "Además, en dólares",
    "available": "Disponible, para {people}",
    "earned": "Vendido y falta cobrar, de {people}",
    "owing": "Deben a la asociación: {people}",
    "disputes": "«No está bien», sin respuesta",
    "due": "Falta cobrar, de {sales}",
    "overdue": "De eso ya venció, de {sales}",
    "due-dollars": "Falta cobrar en dólares",
    "overdue-dollars": "De eso, ya venció en dólares",
    "old-due": "Deudas antiguas, de antes del libro",
    "owed-back": "Se debe a clientes por devoluciones",
    "deposits": "A cuenta de pedidos",
    "shelf": "{name}",
    "transit": "En camino",
    "stock": "Todo vale, a precio de socia",
    "lost": "Se perdieron en el camino",
    "shrunk": "Se malograron o faltaron al contar",
    "by-association": "Lo asumió la asociación",
    "by-fund": "Lo asumió el fondo comunal",
    "by-carrier": "Lo asumió el transportista",
    "by-members": "Lo asumieron las socias",
    "sold": "Se vendió, en {sales}",
    "returned": "Devolvieron los clientes",
    "paid": "Se pagó a las socias, en {payouts}",
    "fund-before": "Había antes",
    "fund-in": "Entró",
    "fund-out": "Salió",
    "fund": "Hay ahora",
    "part": "Su parte de las ventas",
    "costs": "Sus gastos, menos otros ingresos",
    "kept": "Le quedó",
}

#: What is counted in a sentence: one, and many.
COUNTED = {
    "people": ("socia", "socias"),
    "sales": ("venta", "ventas"),
    "payouts": ("pago", "pagos"),
}


def assembly(session: Session, sheet: Sheet) -> paper.Assembly:
    """What the paper says."""
    last = ledger.seal_of(sheet.entry) if sheet.entry else None
    return paper.Assembly(
        issuer=issuer(session, sheet.period.until),
        since=sheet.period.since,
        until=sheet.period.until,
        sections=tuple(
            paper.Section(TITLES[section.key], tuple(map(_line, section.figures)))
            for section in sheet.sections
        ),
        entry=last.entry if last else 0,
        entry_on=last.on if last else None,
        seal=last.signs if last else "",
    )


def _line(figure: Figure) -> paper.Line:
    key = figure.key if figure.key in SAID else figure.key.partition("-")[0]
    known = (name for name in COUNTED if name in figure.facts)
    counted = {name: _many(figure.facts[name], *COUNTED[name]) for name in known}
    said = SAID[key].format(**figure.facts | counted)
    count = figure.facts.get("count")
    if count:
        off = showing.money(abs(count.difference))
        found = f"se contó {showing.money(count.counted)} el {showing.day(count.on)}"
        more = f"sobraron {off}" if count.difference > 0 else f"faltaron {off}"
        said += f" ({found}, {more if count.difference else 'cuadró'})"
    words = ""
    if figure.main and figure.value >= 0 and figure.unit == "PEN":
        words = spoken(figure.value, "PEN").capitalize()
    return paper.Line(figure.number, said, shown(figure), words)


def shown(figure: Figure) -> str:
    """The figure as it is written; pieces with what they are worth."""
    if figure.unit == "things":
        return str(figure.value)
    if figure.unit != "pieces":
        return showing.money(figure.value, figure.unit)
    parts = [_many(figure.value, "pieza", "piezas")]
    if figure.grams:
        parts.append(showing.quantity(figure.grams, 1000, "kg"))
    said = " y ".join(parts)
    return said if figure.worth is None else f"{said}: {showing.money(figure.worth)}"


def _many(count: int, one: str, many: str) -> str:
    return f"{showing.quantity(count)} {one if count == 1 else many}"
