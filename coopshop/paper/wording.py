"""What a comprobante says below its lines and beside them, whatever the size of its paper."""

from collections.abc import Sequence
from datetime import date

from ..domain import showing
from ..domain.identifiers import KINDS as DOCUMENTS
from ..domain.invoice import TITLES, Invoice, Line, Modified
from ..domain.money import Dollars
from ..domain.numbering import is_paper

OPERATIONS = {
    "gravado": "Operación gravada",
    "exonerado": "Operación exonerada",
    "inafecto": "Operación inafecta",
    "exportacion": "Operación de exportación",
}
CURRENCIES = {"PEN": "Soles", "USD": "Dólares americanos"}
#: Ways of paying whose code is not their name.
MEANS = {"dolares": "Dólares en efectivo"}
TERMS = {"contado": "Al contado", "credito": "Al crédito"}

#: Units that Spanish bends; the others stay as they are.
SEVERAL = {"unidad": "unidades", "docena": "docenas", "par": "pares", "servicio": "servicios"}

TOTAL = "Importe total"
NO_VALUE = "Documento sin valor tributario"
VOID = "ANULADA"
VOID_COUNTS_NOTHING = "La venta se anuló: este número no vale y no suma nada."
DIVIDED = "De %s:"
CHECK = "Compruebe este papel"
FORGOTTEN = "Datos personales borrados"


FUND, COSTS, STATE = "Fondo comunal", "Gastos de la asociación", "IGV, para el Estado"


def hers(name: str) -> str:
    """Whose part it is; without a name where she did not agree to be named."""
    return f"Para {name}" if name else "Para quien lo hizo"


def not_a_comprobante(invoice: Invoice) -> str:
    """What a paper of ours without tax value is instead."""
    of = "devolución" if invoice.kind == "nota_credito" else "venta"
    return f"Constancia interna de la {of}: no es comprobante de pago ni lo reemplaza."


def what_it_is(invoice: Invoice) -> str:
    """The sentence that says what this sheet is worth."""
    name = TITLES[invoice.kind].lower()
    if not invoice.valued:
        return NO_VALUE
    if is_paper(invoice.series):
        return f"Copia de la {name} emitida en formato impreso (contingencia)"
    return f"Representación impresa de la {name} electrónica"


def terms(invoice: Invoice) -> list[tuple[str, str]]:
    """Day, currency and when it is to be paid."""
    said = [
        ("Fecha de emisión", showing.day(invoice.on)),
        ("Moneda", CURRENCIES[invoice.currency]),
    ]
    if invoice.fx_micros:
        said.append(("Tipo de cambio", f"S/ {showing.rate(invoice.fx_micros)}"))
    if invoice.kind != "nota_credito":
        said.append(("Forma de pago", TERMS[invoice.terms.kind]))
    if invoice.terms.due_on:
        said.append(("Vence", showing.day(invoice.terms.due_on)))
    return said


def identity(invoice: Invoice) -> str:
    """The buyer's identity document, where there is one."""
    buyer = invoice.buyer
    if not buyer or not buyer.document_number:
        return ""
    return f"{DOCUMENTS.get(buyer.document_type, 'Documento')} {buyer.document_number}"


def modified(note: Modified) -> tuple[str, str]:
    """The document that a note changes, and why."""
    words = f"{TITLES[note.kind]} {note.code} del {showing.day(note.on)}"
    return words, f"{note.reason_code} · {note.reason}" if note.reason_code else note.reason


def counted(line: Line) -> str:
    """How many of a line, with their unit."""
    unit = line.unit if line.units == line.parts else SEVERAL.get(line.unit, line.unit)
    return f"{showing.quantity(line.units, line.parts)} {unit}"


def sums(invoice: Invoice) -> list[tuple[str, str]]:
    """What leads to the total."""
    said = []
    if invoice.discounted:
        said += [
            ("Antes de descuentos", showing.amount(invoice.gross)),
            ("Descuentos", showing.amount(-invoice.discount)),
        ]
    said += [(OPERATIONS[kind], showing.amount(net)) for kind, net in invoice.operations.items()]
    rate = f" {showing.percent(invoice.igv_bp)}" if invoice.treatment == "gravado" else ""
    return [*said, (f"IGV{rate}", showing.amount(invoice.igv))]


def payments(invoice: Invoice) -> list[tuple[str, str]]:
    """What came in, means by means; for a note, what went back."""
    rows = [
        (f"{_means(paid.method)}, {showing.day(paid.on)}", showing.amount(paid.amount))
        for paid in invoice.payments
    ]
    if invoice.rounding:
        rows.append(("Redondeo del efectivo", showing.amount(invoice.rounding)))
    return rows


def dollars(notes: Sequence[Dollars]) -> list[tuple[str, str]]:
    """What was handed over in dollars for what is priced in soles, and at which rate."""
    return [
        (
            f"Recibido {showing.money(one.cents, 'USD')}, T.C. {showing.rate(one.micros)} =",
            showing.money(one.worth),
        )
        for one in notes
    ]


def put_right(on: date, method: str) -> str:
    """A payment was written down under the wrong way of paying, and was put right."""
    return f"Corregido el {showing.day(on)}: {_means(method)}"


def _means(method: str) -> str:
    return MEANS.get(method, method.capitalize())


def owing(invoice: Invoice) -> tuple[str, str] | None:
    """What is due, and until when; a cash sale paid by payments of its own says nothing of it."""
    if not invoice.payments and invoice.terms.kind != "credito":
        return None
    label = "Por pagar"
    if invoice.due and invoice.terms.due_on:
        label = f"Por pagar hasta el {showing.day(invoice.terms.due_on)}"
    return label, showing.amount(invoice.due)


def remarks(invoice: Invoice) -> list[tuple[str, str]]:
    """Kind and text of each paragraph: the amount in words, the quota, legends, the note."""
    (_, words), *legends = invoice.legends
    said = [("words", words)]
    if invoice.kind == "factura" and invoice.terms.kind == "credito" and invoice.terms.due_on:
        due = showing.money(invoice.due, invoice.currency)
        when = showing.day(invoice.terms.due_on)
        said.append(("quota", f"Monto neto pendiente {due}. Cuota 1: {due}, vence el {when}."))
    said += [("legend", text) for _, text in legends]
    return [*said, ("note", invoice.note)] if invoice.note else said
