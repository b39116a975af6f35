"""What the codes that are kept are called on a page: `efectivo` is "cash".

Codes are the words of the trade and of the law and never change; what people read is translated.
One code means one thing wherever it stands. A code that is not here speaks for itself.
"""

from ..domain.errors import N_
from ..domain.text import uncapitalized
from .i18n import _

NAMES: dict[str, str] = {
    # how money comes and goes
    "efectivo": N_("Cash"),
    "yape": N_("Yape"),
    "plin": N_("Plin"),
    "dolares": N_("Dollars in cash"),
    "tarjeta": N_("Card"),
    "transferencia": N_("Bank transfer"),
    "cobro": N_("Collected"),
    "devolucion": N_("Given back"),
    "anticipo": N_("Paid ahead"),
    "retenido": N_("Kept"),
    # why cash moves, which count of a drawer, which money
    "retiro": N_("Into the association's box"),
    "deposito": N_("To the bank"),
    "pasajes": N_("Fares"),
    "flete": N_("Freight"),
    "compra_material": N_("Material bought"),
    "otro_gasto": N_("Another expense"),
    "sencillo": N_("Small change from the box"),
    "retiro_banco": N_("From the bank"),
    "otro_ingreso": N_("Other money that came in"),
    "apertura": N_("Opening"),
    "cierre": N_("Closing"),
    "PEN": N_("Soles"),
    "USD": N_("Dollars"),
    # terms of a sale
    "contado": N_("Paid now"),
    "credito": N_("On credit"),
    # where a sale is made, who buys, where pieces lie
    "almacen": N_("Store"),
    "comunidad": N_("In the community"),
    "puesto": N_("Stall"),
    "tienda": N_("Shop"),
    "feria": N_("Fair"),
    "mayorista": N_("Wholesale"),
    "minorista": N_("Retail"),
    "consignacion": N_("Consignment"),
    "exportacion": N_("Export"),
    "anonimo": N_("Unnamed"),
    "persona": N_("Person"),
    "hotel": N_("Hotel"),
    "ong": N_("Organisation"),
    "municipalidad": N_("Town hall"),
    "propia": N_("Ours"),
    "tercero": N_("Somebody else's"),
    "temporal": N_("For a time"),
    # how a sale stands
    "paid": N_("Collected"),
    "open": N_("To collect"),
    "late": N_("Overdue"),
    "back": N_("We owe the buyer"),
    "returned": N_("All came back"),
    "undone": N_("Void"),
    # papers
    "boleta": N_("Boleta"),
    "factura": N_("Factura"),
    "nota_credito": N_("Credit note"),
    "nota_venta": N_("Sales note"),
    # what SUNAT said of a document, and how we know
    "sent": N_("Sent"),
    "accepted": N_("Accepted"),
    "observed": N_("Accepted, with observations"),
    "rejected": N_("Rejected"),
    "annulled": N_("Annulled"),
    "not_found": N_("It does not exist, or was not reported"),
    "cdr": N_("SUNAT's answer (CDR)"),
    "looked": N_("Seen on SUNAT's page"),
    "noted": N_("Noted at the desk"),
    # IGV of a sale, and the answer it comes from
    "gravado": N_("Taxed (IGV)"),
    "exonerado": N_("Exempt (Amazonía)"),
    "inafecto": N_("Outside the tax"),
    "here": N_("Here in the selva"),
    "away": N_("It goes away, elsewhere in Peru"),
    "abroad": N_("It goes abroad"),
    # what counts against a member's share
    "adelanto": N_("Advance"),
    "material": N_("Material"),
    "aporte": N_("Dues"),
    # how a receipt is signed
    "firma": N_("Signature"),
    "huella": N_("Fingerprint"),
    "testigo": N_("A witness signed"),
    # pieces that leave without a sale
    "merma": N_("Shrinkage"),
    "muestra": N_("Sample"),
    # what happened to pieces on the way, and who bears it
    "naufragio": N_("The boat sank"),
    "mojado": N_("They got wet"),
    "roto": N_("They broke"),
    "perdido": N_("They were lost"),
    "robado": N_("They were stolen"),
    "error_conteo": N_("They were miscounted"),
    "asociacion": N_("The association"),
    "fondo": N_("The communal fund"),
    "transportista": N_("The carrier"),
    "condonado": N_("Let go"),
    # what explains the difference of a count (what went off is above)
    "robo": N_("They were taken"),
    "registro": N_("A paper is to be put right"),
    "no_se": N_("Nobody knows"),
    # how pieces travel
    "canoa": N_("Canoe"),
    "combi": N_("Combi"),
    "moto": N_("Motorcycle"),
    "bus": N_("Bus"),
    # members
    "socia": N_("The member"),
    "F": N_("Woman"),
    "M": N_("Man"),
    "si": N_("Yes"),
    "poco": N_("A little"),
    "no": N_("No"),
    "kichwa": N_("Kichwa"),
    "español": N_("Spanish"),
    "ninguno": N_("None"),
    "basico": N_("Without internet"),
    "smartphone": N_("With internet"),
    # what a member agrees to
    "data": N_("The use of her data"),
    "public_name": N_("Her name on labels and pages"),
    "photo": N_("Her photo on pages"),
    # why a piece does not pass the look
    "medida": N_("Wrong size"),
    "acabado": N_("Poor finish"),
    "humedad": N_("Damp"),
    "moho": N_("Mould"),
    "fibra": N_("Bad fibre"),
    "otro": N_("Something else"),
    # how a thing is counted
    "unidad": N_("piece"),
    "docena": N_("dozen"),
    "par": N_("pair"),
    "kg": N_("kilo"),
    "servicio": N_("service"),
}


def choices(*codes: str) -> list[tuple[str, str]]:
    """Options of a choice: each code with its word."""
    return [(code, called(code)) for code in codes]


def called(code: str | None) -> str:
    """The word for a code, in the reader's language."""
    return _(NAMES[code]) if code in NAMES else code or ""


def so_many(amount: str, name: str, parts: int) -> str:
    """An amount of a thing, wherever the two stand together: `3 × canasta`, `2.5 kg de fibra`.

    `parts` is into how many parts the unit of the thing is counted: what has more than one is
    weighed, and `amount` carries its unit.
    """
    name = uncapitalized(name)
    if parts > 1:
        return _("%(amount)s of %(what)s", amount=amount, what=name)
    return f"{amount} × {name}"
