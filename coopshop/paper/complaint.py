"""The Hoja de Reclamación, laid out as the annex of DS 011-2011-PCM has it; filled in or empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain import showing
from ..domain.invoice import Issuer
from .sheet import FIBRE, INK, MUTED, STRAW, leading
from .sheet import Sheet as Page

LEFT, RIGHT, TOP, BOTTOM = 15.0, 195.0, 13.0, 286.0
WIDTH = RIGHT - LEFT
PAD = 2.0

#: Letters of what was written, and of what is printed.
SAID, LABEL, SMALL = 9.0, 7.0, 7.5

#: The law's own words on the form.
BOOK, TITLE = "LIBRO DE RECLAMACIONES", "HOJA DE RECLAMACIÓN"
NOTES = (
    "¹ RECLAMO: Disconformidad relacionada a los productos o servicios.",
    (
        "² QUEJA: Disconformidad no relacionada a los productos o servicios; o, malestar o "
        "descontento respecto a la atención al público."
    ),
    (
        "* La formulación del reclamo no impide acudir a otras vías de solución de controversias "
        "ni es requisito previo para interponer una denuncia ante el INDECOPI."
    ),
    (
        "* El proveedor debe dar respuesta al reclamo o queja en un plazo no mayor a quince (15) "
        "días hábiles, el cual es improrrogable."
    ),
)

#: For whom each copy of an empty sheet is.
COPIES = ("Consumidor", "Proveedor", "INDECOPI")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider answers and did, and what was added on later days."""

    on: date
    words: str
    done: str = ""
    additions: tuple[tuple[date, str], ...] = ()
    #: Whether it came after the last day for it.
    late: bool = False
    #: When it was copied from a paper, if it was.
    copied_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet says; one without a code is empty. `amount` in céntimos of soles."""

    issuer: Issuer
    code: str = ""
    on: date | None = None
    kind: str = ""
    good: str = ""
    name: str = ""
    address: str = ""
    document: str = ""
    reached: str = ""
    guardian: str = ""
    amount: int | None = None
    about: str = ""
    receipt: str = ""
    happened_on: date | None = None
    detail: str = ""
    request: str = ""
    #: The number on the sheet of paper that this one was copied from.
    by_hand: str = ""
    due: date | None = None
    answer: Answer | None = None


def draw(sheet: Sheet) -> bytes:
    """One sheet, on as many pages as its words need."""
    page = Page(f"{TITLE} {sheet.code}", sheet.issuer.name)
    _Flow(page, sheet, "").all()
    return page.finish()


def draw_blank(sheet: Sheet) -> bytes:
    """An empty sheet with room to write, one page for each of those who get a copy."""
    page = Page(TITLE, sheet.issuer.name)
    for number, copy in enumerate(COPIES):
        if number:
            page.next_page()
        _Flow(page, sheet, copy).all()
    return page.finish()


class _Flow:
    """The boxes of a sheet one below the other; words that do not fit go on on the next page."""

    def __init__(self, page: Page, sheet: Sheet, copy: str) -> None:
        self.page, self.sheet, self.copy = page, sheet, copy
        self.empty = not sheet.code
        self.y = TOP

    def all(self) -> None:
        """The whole sheet."""
        self._head()
        self._consumer()
        self._good()
        self._told()
        self._answered()
        self._notes()

    def _head(self) -> None:
        sheet, issuer = self.sheet, self.sheet.issuer
        day = showing.day(sheet.on) if sheet.on else "______ / ______ / __________"
        number = f"N.º {sheet.code}" if sheet.code else "N.º ______________-_______"
        self._cells(
            [(0.5, BOOK, f"Fecha: {day}"), (0.5, TITLE, number)], high=13, bold=True, fill=True
        )
        self._cells([(1.0, "Proveedor", f"{issuer.name} · RUC {issuer.ruc}")])
        self._cells([(1.0, "Domicilio del establecimiento", issuer.address)])

    def _consumer(self) -> None:
        sheet = self.sheet
        self._title("1. Identificación del consumidor reclamante")
        self._cells([(1.0, "Nombre", sheet.name)])
        self._cells([(1.0, "Domicilio", sheet.address)])
        self._cells([(0.4, "DNI / CE / pasaporte", sheet.document),
                     (0.6, "Teléfono / correo electrónico", sheet.reached)])  # fmt: skip
        self._cells([(1.0, "Padre, madre o tutor (si es menor de edad)", sheet.guardian)])

    def _good(self) -> None:
        sheet = self.sheet
        self._title("2. Identificación del bien contratado")
        claimed = showing.money(sheet.amount) if sheet.amount else ("S/" if self.empty else "")
        chosen = _ticks((("Producto", "producto"), ("Servicio", "servicio")), sheet.good)
        self._cells([(0.4, "Bien contratado", chosen), (0.6, "Monto reclamado", claimed)])
        paper = [f"Comprobante: {sheet.receipt}"] if sheet.receipt else []
        if sheet.happened_on:
            paper.append(f"Ocurrió el {showing.day(sheet.happened_on)}")
        about = "\n".join([sheet.about, " · ".join(paper)]).strip()
        self._words("Descripción", about, least=14)

    def _told(self) -> None:
        sheet = self.sheet
        self._title("3. Detalle de la reclamación y pedido del consumidor")
        chosen = _ticks((("Reclamo¹", "reclamo"), ("Queja²", "queja")), sheet.kind)
        self._cells([(1.0, "Tipo", chosen)])
        self._words("Detalle", sheet.detail, least=39 if self.empty else 24)
        self._words("Pedido", sheet.request, least=24 if self.empty else 14)
        self._signed("Firma del consumidor", self._how_signed())

    def _how_signed(self) -> str:
        if self.empty:
            return ""
        if self.sheet.by_hand:
            return f"Firmado en la hoja de papel N.º {self.sheet.by_hand}"
        return "Presentado por la página, sin firma"

    def _answered(self) -> None:
        sheet, answer = self.sheet, self.sheet.answer
        self._title("4. Observaciones y acciones adoptadas por el proveedor")
        if answer:
            day = _when(answer, sheet.due)
        elif sheet.due:
            day = f"aún sin respuesta; a más tardar el {showing.day(sheet.due)}"
        else:
            day = ""
        self._cells([(1.0, "Fecha de comunicación de la respuesta", day)])
        words = answer.words if answer else ""
        self._words("Respuesta", words, least=26 if self.empty else 14)
        if answer and answer.done:
            self._words("Acciones adoptadas", answer.done, least=10)
        for on, more in answer.additions if answer else ():
            self._words(f"Agregado el {showing.day(on)}", more, least=10)
        self._signed("Firma del proveedor", "")

    def _notes(self) -> None:
        lines = [line for note in NOTES for line in self.page.wrap(note, WIDTH, SMALL)]
        if self.copy:
            lines.append(f"Destinatario: {self.copy}")
        self._room(len(lines) * leading(SMALL) + 3)
        self.y = self.page.column(LEFT, self.y + 4, lines, SMALL, colour=MUTED)

    def _title(self, words: str) -> None:
        # A title never stands alone at the foot of a page.
        self._room(22)
        self.page.box(LEFT, self.y, WIDTH, 5.6, fill=STRAW, stroke=MUTED)
        self.page.text(LEFT + PAD, self.y + 4, words, 8.5, bold=True)
        self.y += 5.6

    def _cells(
        self,
        cells: Sequence[tuple[float, str, str]],
        *,
        high: float = 8.4,
        bold: bool = False,
        fill: bool = False,
    ) -> None:
        """Boxes side by side: (part of the width, label, what stands in it)."""
        size = 10.5 if bold else SAID
        wrapped = [
            self.page.wrap(said, part * WIDTH - 2 * PAD, size, bold=bold) for part, _, said in cells
        ]
        tall = max(len(lines) for lines in wrapped)
        high = max(high, 4.6 + tall * leading(size))
        self._room(high)
        x = LEFT
        for (part, label, _said), lines in zip(cells, wrapped, strict=True):
            wide = part * WIDTH
            self.page.box(x, self.y, wide, high, fill=STRAW if fill else None, stroke=MUTED)
            strong = {"bold": True, "colour": INK} if fill else {"colour": FIBRE}
            self.page.text(x + PAD, self.y + 3.3, label, 8.5 if fill else LABEL, **strong)
            below = self.y + (8.4 if fill else 7)
            self.page.column(x + PAD, below, lines, size, bold=bold)
            x += wide
        self.y += high

    def _words(self, label: str, said: str, *, least: float) -> None:
        """A box for many words, at least so high; it is broken where the page ends."""
        lines = self.page.wrap(said, WIDTH - 2 * PAD, SAID) if said else []
        first = True
        while first or lines:
            self._room(least if first else 12)
            head = f"{label}{'' if first else ' (sigue)'}"
            most = int((BOTTOM - self.y - 5.5) / leading(SAID))
            here, lines = lines[:most], lines[most:]
            high = max(least if first else 0.0, 5.5 + len(here) * leading(SAID))
            self.page.box(LEFT, self.y, WIDTH, high, stroke=MUTED)
            self.page.text(LEFT + PAD, self.y + 3.3, head, LABEL, colour=FIBRE)
            self.page.column(LEFT + PAD, self.y + 7.2, here, SAID)
            if self.empty:
                self._lines_to_write_on(high)
            self.y += high
            first = False

    def _lines_to_write_on(self, high: float) -> None:
        y = self.y + 10.5
        while y < self.y + high - 1:
            self.page.rule(LEFT + PAD, y, WIDTH - 2 * PAD)
            y += 7

    def _signed(self, label: str, said: str) -> None:
        high = 13.0 if self.empty or not said else 8.4
        self._room(high)
        self.page.box(LEFT, self.y, WIDTH, high, stroke=MUTED)
        self.page.text(LEFT + PAD, self.y + 3.3, label, LABEL, colour=FIBRE)
        self.page.text(LEFT + PAD, self.y + 7, said, SAID)
        self.y += high

    def _room(self, high: float) -> None:
        """Go on on another page where so much does not fit on this one."""
        if self.y + high <= BOTTOM:
            return
        self.page.next_page()
        self.y = TOP
        words = f"{TITLE} N.º {self.sheet.code} (sigue)"
        self.page.text(LEFT, self.y + 4, words, 8.5, bold=True, colour=MUTED)
        self.y += 7


def _ticks(pairs: Sequence[tuple[str, str]], chosen: str) -> str:
    """Words with a box before each, crossed where it is the one.

    >>> _ticks((("Reclamo", "reclamo"), ("Queja", "queja")), "queja")
    '[   ] Reclamo        [ X ] Queja'
    """
    return "        ".join(
        f"[ X ] {words}" if code == chosen else f"[   ] {words}" for words, code in pairs
    )


def _when(answer: Answer, due: date | None) -> str:
    """The day of an answer; whether it came too late, and since when a copy of paper is here."""
    said = showing.day(answer.on)
    if answer.late and due:
        said += f", fuera de plazo: venció el {showing.day(due)}"
    if answer.copied_on:
        said += f"; copiado de una hoja de papel el {showing.day(answer.copied_on)}"
    return said
