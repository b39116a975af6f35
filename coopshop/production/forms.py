"""The slip of the delivery desk: who brings, what, what goes back to her and why."""

from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MultiDict

from ..domain import showing
from ..domain.folding import folded
from ..domain.tags import MEMBER, scanned
from ..ledger.pad_forms import OnPaper
from ..web import DeskForm, Lines, Row
from ..web.fields import ChoiceField, DayField, LineField, NoteField, QuantityField
from ..web.i18n import _l
from ..web.names import choices
from .desk import Maker, Offer
from .handing_in import FAULTS, fault_of
from .reading import Listed

#: Thousandths of one piece, or of one kilo.
ONE = 1000


class BroughtRow(Row):
    """One product."""

    sku = ChoiceField(_l("Product"))
    brought = QuantityField(_l("She brings"))
    rejected = QuantityField(_l("Rejected"), zero=True, required=False)
    fault = ChoiceField(_l("Why they were rejected"), required=False)
    words = LineField(_l("In words"), required=False, most=120)

    @property
    def blank(self) -> bool:
        """A row is there for its product, also when a tile has just put it there."""
        return not self.sku.data and self.sku.blank


class UndoForm(DeskForm):
    """It was written down by mistake."""

    why = LineField(_l("What was wrong?"))


class HandInForm(OnPaper, DeskForm):
    """What one member brings at one go. Tiles are buttons of it, so it works without JavaScript."""

    pad = "delivery"

    member = ChoiceField(_l("Who brings them"))
    lines = Lines(BroughtRow, _l("What she brings"), rows=0, most=40, required=False)
    place = ChoiceField(_l("Where they lie now"))
    on = DayField(_l("Day"))
    note = NoteField(_l("Note"), required=False)

    #: What was looked for among the members and among the products, and the group in sight.
    find = seek = group = ""

    def offer(self, makers: list[Maker], offers: dict[str, Offer]) -> None:
        """Who and what can be chosen."""
        self.makers, self.offers = makers, offers
        self.member.choices = [(maker.member.code, maker.member.name) for maker in makers]
        skus = [(sku, offer.product.name_es) for sku, offer in offers.items()]
        self.lines.offer(sku=skus, fault=choices(*FAULTS))
        self.find, self.seek = (request.form.get(box, "").strip() for box in ("find", "seek"))
        self.group = request.form.get("group") or self._her_group()

    def repeat(self, lots: Sequence[Listed]) -> None:
        """Write down once more what was undone, to be put right: the same day, place and lines."""
        for lot in lots:
            delivery, parts = lot.delivery, lot.product.parts
            fault, words = fault_of(delivery.reason)
            brought, rejected = (
                units * ONE // parts for units in (delivery.brought, delivery.rejected)
            )
            row = {"brought": brought, "rejected": rejected or None, "fault": fault, "words": words}
            if delivery.sku in self.offers:
                self.lines.append(sku=delivery.sku, **row)
            self.on.data, self.place.data = delivery.on, delivery.place

    @property
    def who(self) -> Maker | None:
        """The member that was chosen."""
        return next((m for m in self.makers if m.member.code == self.member.data), None)

    @property
    def blank_row(self) -> BroughtRow:
        """A row that a script makes others of."""
        row = BroughtRow(MultiDict(), prefix="lines-__n__-")
        self.lines.fill(row)
        return row

    def more(self) -> bool:
        """Whether something other than "take them in" was pressed; if so, it is done."""
        pressed = request.form
        if "pick" in pressed:
            self._pick(pressed["pick"])
        elif "add" in pressed:
            self._change(pressed["add"], ONE)
        elif "less" in pressed:
            self._change(pressed["less"], -ONE)
        elif not {"go", "look", "show"} & set(pressed):
            return False
        elif "show" in pressed:
            self.group = pressed["show"]
        elif self.find and not self.member.data:
            if code := scanned(self.find, MEMBER):
                self._pick(code)
        elif self.seek and scanned(self.seek, "product") in self.offers:
            self._change(scanned(self.seek, "product"), ONE)
            self.seek = ""
        return True

    @property
    def seen_makers(self) -> list[Maker]:
        """Who fits what was looked for; everybody, where nothing was."""
        return [m for m in self.makers if _fits(self.find, f"{m.member.name} {m.member.code}")]

    def in_sight(self, offer: Offer) -> bool:
        """Whether a product fits what was looked for, or else belongs to the group in sight."""
        product = offer.product
        if self.seek:
            return _fits(self.seek, f"{product.name_es} {product.sku}")
        return self.group in ("", "*", product.group)

    def brought_of(self, sku: str) -> str:
        """How many of a product are on the slip, for the corner of its tile."""
        milli = sum(row.brought.data or 0 for row in self.lines.filled if row.sku.data == sku)
        return showing.quantity(milli, ONE) if milli else ""

    def _her_group(self) -> str:
        who = self.who
        return who.groups[0] if who and who.groups else ""

    def _pick(self, code: str) -> None:
        known = any(maker.member.code == code for maker in self.makers)
        if known or not code:
            self.member.data, self.member.raw_data = code or None, None
            self.find, self.group = "", self._her_group()

    def _change(self, sku: str, milli: int) -> None:
        """One more of a product, or one less; the last one takes its row away."""
        if sku not in self.offers:
            return
        entry = next((each for each in self.lines.entries if each.form.sku.data == sku), None)
        if entry is None:
            if milli > 0 and len(self.lines.entries) < self.lines.most:
                self.lines.append(sku=sku, brought=milli)
            return
        box = entry.form.brought
        left = (box.data or 0) + milli
        if left <= 0:
            self.lines.entries.remove(entry)
        else:
            box.data, box.raw_data, box.process_errors = left, None, []


def _fits(looked_for: str, words: str) -> bool:
    return all(part in folded(words) for part in folded(looked_for).split())
