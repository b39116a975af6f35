"""A sale that was rung up: what is asked for, at which price, for which use."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """One line: `units` in smallest parts, `price` in céntimos of the sale's currency."""

    sku: str
    units: int
    price: int
    discount_bp: int = 0
    #: `lista`, or why the price is another one.
    price_source: str = "lista"
    #: Who gives a service; pieces know their makers by their lots.
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    """All that a sale is before it has lots, a number and a paper."""

    on: date
    place: str
    channel: str
    buyer: str
    price_list: str
    includes_igv: bool
    #: Where the goods will be used: here, away, abroad; and what that makes of the tax.
    used: str
    treatment: str
    igv_bp: int
    currency: str
    fx_micros: int | None
    lines: tuple[Asked, ...]
    note: str | None = None
    #: The order it delivers; what was paid ahead on that can pay it.
    order: str | None = None
    #: The report of a consignee that it gives its voucher.
    report: str | None = None

    def to_json(self) -> str:
        """For a draft; `from_json` reads it back."""
        return json.dumps(asdict(self) | {"on": self.on.isoformat()}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Basket":
        """A basket kept by `to_json`."""
        facts = json.loads(text)
        facts["on"] = date.fromisoformat(facts["on"])
        facts["lines"] = tuple(Asked(**line) for line in facts["lines"])
        return cls(**facts)

    def for_buyer(self, code: str) -> "Basket":
        """The same basket for another buyer."""
        return replace(self, buyer=code)
