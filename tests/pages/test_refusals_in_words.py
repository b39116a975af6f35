"""What a refusal says of days and months is in the reader's words."""

import pytest

from coopshop.ledger import ClosedMonth, FutureDay
from coopshop.sales.buyer_book import UnknownBuyer
from coopshop.web.i18n import say


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("es", "4 set 2025", "junio de 2025"), ("en", "4 Sep 2025", "June 2025")],
)
def test_days_and_months_are_written_as_the_language_writes_them(app, language, day, month):
    with app.test_request_context() as context:
        context.session["language"] = language
        assert day in say(FutureDay(on="2025-09-04"))
        assert month in say(ClosedMonth(month="2025-06"))


@pytest.mark.parametrize("typed", ["2025-13", "2025-00", "2025-02-31", "0000-01", "２０２５-０１"])
def test_what_only_looks_like_a_day_stands_as_it_was_typed(app, typed):
    with app.test_request_context():
        assert typed in say(UnknownBuyer(code=typed))
