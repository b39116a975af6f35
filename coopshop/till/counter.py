"""What the page of the till shows beside what was typed, worked out once it is asked for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from .. import cash, catalog, members, sales
from ..domain.coins import NOTES
from ..domain.errors import N_, Refused
from ..domain.money import Dollars, cash_for
from ..domain.papers import BoletaNeedsName
from ..sales.buyer_book import find_buyers
from ..web.i18n import _, say
from . import parking, wallets
from .forms import TicketRow, TillForm
from .goods import Good, by_group, goods_at, hits
from .ticket import Terms, Ticket, TicketLine, share_on, terms_of, ticket_of
from .usual import usual_list, usual_place

#: The notes that a buyer hands over, in céntimos, the smallest first.
CHIPS = tuple(sorted(NOTES))

#: The same of who comes from abroad, in whole dollars.
DOLLAR_NOTES = (10, 20, 50, 100)


class NothingToSell(Refused):
    """A house that has just been opened."""

    message = N_("Before the first sale there must be products, a place and a price list.")


@dataclass(frozen=True, slots=True)
class InDollars:
    """Notes in dollars with their change, and what they leave unpaid."""

    notes: Dollars
    missing: int


class Counter:
    """The goods on the left, the ticket on the right."""

    def __init__(
        self,
        session: Session,
        form: TillForm,
        on: date,
        *,
        clerk: int,
        drawer: str | None,
        filtered: bool,
    ) -> None:
        self.session, self.form, self.on, self.filtered = session, form, on, filtered
        self.clerk, self.drawer = clerk, drawer

    @cached_property
    def missing(self) -> Refused | None:
        """What must be written down before anything can be sold here."""
        if not (self.form.place.choices and self.form.price_list.choices):
            return NothingToSell()
        try:
            members.statutes(self.session, self.on)
        except Refused as refused:
            return refused
        return None

    @cached_property
    def goods(self) -> list[Good]:
        """Everything that can be sold, at the chosen place by the chosen list."""
        form = self.form
        return goods_at(self.session, form.place.data, form.price_list.data, self.on)

    @cached_property
    def groups(self) -> dict[str, list[Good]]:
        """The tiles, below the groups whose shares they feed."""
        words = self.form.words.data if self.filtered else None
        return by_group(self.session, hits(self.goods, words) if words else self.goods)

    @cached_property
    def shares(self) -> dict[str, int]:
        """What each group keeps back, in basis points: for showing who absorbs a discount."""
        rules = {good.group: share_on(self.session, good.group, self.on) for good in self.goods}
        return {group: rule.share_bp for group, rule in rules.items() if rule}

    @cached_property
    def terms(self) -> Terms:
        """How it is priced and taxed."""
        return terms_of(self.session, self.form, self.on)

    @cached_property
    def ticket(self) -> Ticket:
        """The lines and what they come to."""
        known = {good.sku: good for good in self.goods}
        return ticket_of(self.session, self.form, known, self.terms, self.on)

    @cached_property
    def buyer(self) -> sales.Buyer | None:
        """Who was chosen, unless it is nobody with a name."""
        code = self.form.buyer.data
        return self.session.get(sales.Buyer, code) if code and code != sales.ANONYMOUS else None

    @cached_property
    def found(self) -> list[sales.Buyer]:
        """Who was looked for."""
        return find_buyers(self.session, self.form.find.data) if self.form.find.data else []

    @cached_property
    def wallets(self) -> dict[str, wallets.Wallet]:
        """Our QR for each way of paying that has one."""
        return wallets.wallets(self.session)

    @cached_property
    def parked(self) -> int:
        """How many tickets wait."""
        return parking.count_parked(self.session)

    @property
    def where(self) -> list[str]:
        """From which place it is sold, and by which list."""
        place, price_list = self.form.place.data, self.form.price_list.data
        known = catalog.places(self.session, on=self.on)
        told = [each.name for each in known if each.code == place]
        return [*told, price_list] if price_list else told

    @cached_property
    def unusual(self) -> bool:
        """Whether place or prices are others than a passer-by meets here as a rule."""
        form, place = self.form, usual_place(self.session, self.on, self.clerk, self.drawer)
        if place is None or place.code != form.place.data:
            return True
        return form.price_list.data != usual_list(self.session, self.on, place)

    @cached_property
    def no_drawer(self) -> bool:
        """Whether there are tills and none of them is open."""
        return cash.any_tills(self.session) and not cash.tills_open(self.session)

    @cached_property
    def counted(self) -> cash.Standing | None:
        """A drawer that was counted already, and only waits for the reason of its difference."""
        return next(iter(cash.tills_waiting(self.session)), None) if self.no_drawer else None

    @cached_property
    def blank(self) -> TicketLine:
        """A line that says nothing yet: till.js makes new ones of it."""
        row = TicketRow(prefix="lines-NN-")
        self.form.lines.fill(row)
        return TicketLine("lines-NN", row, None, None, None, None, None)

    @property
    def warned(self) -> list[str]:
        """What the law will ask, in words."""
        told = self.ticket.warnings
        return [say(warning) for warning in told if not isinstance(warning, BoletaNeedsName)]

    @property
    def name_needed(self) -> bool:
        """Whether it is a large boleta; till.js knows as soon as it is one."""
        return any(isinstance(warning, BoletaNeedsName) for warning in self.ticket.warnings)

    @property
    def needs_name(self) -> str:
        """The sentence for a large boleta."""
        return say(BoletaNeedsName())

    @property
    def less_words(self) -> str:
        """Who absorbs a discount, for till.js to fill in."""
        return str(
            _(
                "Of %(off)s less: the members %(members)s, the association %(association)s.",
                off="{off}",
                members="{members}",
                association="{association}",
            )
        )

    @property
    def offered(self) -> list[sales.Buyer]:
        """Buyers to choose from: who was chosen, then who was found."""
        chosen = [self.buyer] if self.buyer else []
        return chosen + [buyer for buyer in self.found if buyer is not self.buyer]

    @property
    def change(self) -> int:
        """What is given back of the first note."""
        row = self.form.payments.rows[0]
        paid = row.amount.data or self.ticket.coins
        return max((row.tendered.data or 0) - paid, 0)

    @cached_property
    def dollars(self) -> list["InDollars | None"]:
        """For each way of paying what its dollars are worth, where it is one of dollars."""
        due = self.ticket.total
        told: list[InDollars | None] = []
        for row in self.form.payments.rows:
            paid = row.amount.data or due
            if row.method.data == sales.DOLLARS:
                notes = Dollars(row.dollars.data or 0, self.form.fx_rate.data or 0)
                paid = row.amount.data or min(notes.worth, due)
                pays = paid if row.amount.data else min(notes.worth, cash_for(due))
                told.append(InDollars(notes.paying(pays), max((row.amount.data or due) - paid, 0)))
            else:
                told.append(None)
            due = max(due - paid, 0)
        return told

    @cached_property
    def last_rate(self) -> int | None:
        """At what dollars were taken last: to compare with what is typed."""
        return sales.last_rate(self.session, self.on)

    @property
    def dollar_notes(self) -> tuple[int, ...]:
        """Quick sums in dollars."""
        return DOLLAR_NOTES

    @property
    def chips(self) -> tuple[int, ...]:
        """Quick sums of cash."""
        return CHIPS
