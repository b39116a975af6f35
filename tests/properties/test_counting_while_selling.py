"""Whatever is sold, brought and sent meanwhile: a hand is compared with its own moment."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopshop import inventory
from coopshop.db import db, writing
from tests.cast import Cast
from tests.conftest import Clock

#: What happens next: so many are brought, sold, given away or sent; or a product is counted.
happenings = st.lists(
    st.tuples(
        st.sampled_from(["bring", "give", "send", "count basket", "count broom"]),
        st.integers(1, 4),
        st.integers(0, 90),
    ),
    max_size=14,
)

#: What a hand really finds less than there is, by product.
stolen = st.fixed_dictionaries({"basket": st.integers(0, 2), "broom": st.integers(0, 2)})


class Shelf:
    """A shelf with a book of its own, kept by hand beside the program's."""

    def __init__(self, session, stolen):
        self.session, self.at = session, Clock().at
        self.cast = Cast(session, self.at)
        self.cast.cooperative, self.cast.tarapoto  # noqa: B018 - they are there too
        self.skus = {"basket": self.cast.basket, "broom": self.cast.broom}
        self.there = {}
        for name, member in (("basket", self.cast.rosa), ("broom", self.cast.delia)):
            self.cast.delivers(member, 10, sku=self.skus[name])
            self.there[name] = 10 - stolen[name]
        self.stolen = stolen
        self.code = inventory.begin_count(session, place="CHI", **self.cast.today)
        self.counted = set()

    @property
    def today(self):
        return {**self.cast.today, "at": self.at}

    def happens(self, what, units, seconds):
        self.at += timedelta(seconds=seconds + 1)
        self.cast.today = self.today
        if what.startswith("count"):
            self.count(what.removeprefix("count "))
        elif what == "bring":
            self.cast.delivers(self.cast.rosa, units, sku=self.skus["basket"])
            self.there["basket"] += units
        else:
            self.takes(what, units)

    def count(self, name):
        """Typed now; it reaches the program half a minute later, when the phone finds signal."""
        figure = inventory.Figure(self.there[name], timedelta(seconds=30))
        self.at += timedelta(seconds=30)
        stamp = {"at": self.at, "by": 1}
        figures = {self.skus[name]: figure}
        inventory.jot(self.session, code=self.code, figures=figures, **stamp)
        self.counted.add(name)

    def takes(self, what, units):
        """Only what the hand can reach leaves."""
        name = "basket" if units % 2 else "broom"
        units = min(units, self.there[name])
        if not units:
            return
        self.there[name] -= units
        if what == "give":
            gone = {"place": "CHI", "sku": self.skus[name], "units": units, "kind": "muestra"}
            inventory.adjust(self.session, **gone, **self.today)
        else:
            way = {"origin": "CHI", "destination": "TPP", "via": "canoa"}
            lines = [(self.skus[name], units)]
            inventory.send(self.session, lines=lines, **way, **self.today)


@given(happenings=happenings, stolen=stolen)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_count_finds_what_is_missing_and_nothing_else(app, happenings, stolen):
    with app.app_context(), writing():
        session = db.session()
        shelf = Shelf(session, stolen)
        for what, units, seconds in happenings:
            shelf.happens(what, units, seconds)
        (sheet,) = inventory.open_sheets(session)
        found = {row.product.sku: row.units for row in inventory.differences(session, sheet)}
        assert found == {shelf.skus[name]: -stolen[name] for name in shelf.counted}
        if shelf.counted:
            why = dict.fromkeys(found, ("no_se", None))
            inventory.hand_in(session, code=shelf.code, reasons=why, seen=found, **shelf.today)
            for name in shelf.counted:
                left = inventory.stock_of(session, "CHI", shelf.skus[name])
                assert left == shelf.there[name]
        wrong = [name for law in inventory.CHECKS for name in law(session).wrong]
        session.rollback()
        session.info.clear()
        assert wrong == []
