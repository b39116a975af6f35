"""Charts in words: each question with its answer in a sentence, its drawing, and its table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ..domain import showing
from ..domain.charts import Drawing, Row, lying_bars
from ..domain.showing import amount, money
from ..web.i18n import _, language
from ..web.names import called
from . import answers
from .tracing import Period

#: A question that has no answer in this time has no drawing.
NOTHING = lying_bars([])


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, what is answered, the drawing, and the same figures as a table."""

    key: str
    title: str
    answer: str
    drawing: Drawing
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def questions(session: Session, period: Period) -> list[Question]:
    """All of them, in the language of whoever reads."""
    return [
        _months(answers.sold_by_month(session, period)),
        _hundred(answers.hundred_soles(session, period)),
        _places(answers.sold_by_place(session, period)),
        _days(answers.days_to_collect(session, period)),
    ]


def _months(found: answers.Table) -> Question:
    answer = _("Nothing was sold in this time.")
    if found.rows:
        best = max((key for key, _name in found.rows), key=found.total)
        answer = _(
            "%(total)s in all; most in %(best)s: %(most)s.",
            total=money(found.whole),
            best=showing.month(best, language()),
            most=money(found.total(best)),
        )
    names = [showing.month(key, language()) for key, _name in found.rows]
    title = _("In which months did we sell, and whose pieces?")
    return _of_table("months", title, answer, found, _("Month"), names)


def _places(found: answers.Table) -> Question:
    answer = _("Nothing was sold in this time.")
    if found.rows:
        place, name = found.rows[0]
        kind, _words = max(found.columns, key=lambda column: found.cells.get((place, column[0]), 0))
        answer = _(
            "%(place)s sells most: %(most)s of %(total)s. What goes best there: %(kind)s.",
            place=name,
            most=money(found.total(place)),
            total=money(found.whole),
            kind=kind or _("other pieces"),
        )
    names = [name for _place, name in found.rows]
    return _of_table("places", _("What sells where?"), answer, found, _("Place"), names)


def _of_table(
    key: str, title: str, answer: str, found: answers.Table, head: str, names: Sequence[str]
) -> Question:
    """A bar for each row, hatched by column; the table has the sum of each row."""
    columns = [name or _("other pieces") for _code, name in found.columns]
    bars, rows = [], []
    for (row, _name), said in zip(found.rows, names, strict=True):
        bars.append(Row(said, found.of(row), money(found.total(row))))
        rows.append((said, *map(amount, found.of(row)), amount(found.total(row))))
    heads = (head, *columns, _("In all, S/"))
    return Question(key, title, answer, lying_bars(bars, columns), heads, tuple(rows))


def _hundred(found: answers.Shared) -> Question:
    names = {
        "members": _("The members"),
        "fund": _("The communal fund"),
        "association": _("The association"),
        "igv": _("IGV, for the State"),
    }
    hundred = {key: money(part) for key, _cents, part in found.parts}
    answer = _("Nothing was sold in this time.")
    if found.whole:
        answer = _(
            "%(members)s are for the members, %(fund)s for the fund, %(association)s for the "
            "association and %(igv)s of IGV.",
            **hundred,
        )
    bars = [Row(names[key], (part,), money(part)) for key, _cents, part in found.parts]
    rows = tuple((names[key], amount(part), amount(cents)) for key, cents, part in found.parts)
    heads = (_("Whose"), _("Of S/ 100.00"), _("In all, S/"))
    drawing = lying_bars(bars) if found.whole else NOTHING
    return Question("hundred", _("What became of 100 soles?"), answer, drawing, heads, rows)


def _days(found: Sequence[answers.Waited]) -> Question:
    answer = _("Nothing was sold in this time.")
    if found:
        answer = _(
            "On the same day: %(at_once)s of %(sales)s sales. Slowest: %(kind)s, %(days)s days in "
            "the middle, %(longest)s at most. Not paid yet: %(open)s sales.",
            at_once=sum(one.at_once for one in found),
            sales=sum(one.sales for one in found),
            kind=called(found[0].kind),
            days=found[0].middle,
            longest=found[0].longest,
            open=sum(one.open for one in found),
        )
    bars = [Row(called(one.kind), (one.middle,), _days_words(one.middle)) for one in found]
    heads = (_("Buyers (days)"), _("Sales"), _("Half in"), _("At most"), _("Unpaid"))
    title = _("In how many days do they pay us?")
    return Question("days", title, answer, lying_bars(bars), heads, tuple(_day_rows(found)))


def _day_rows(found: Sequence[answers.Waited]) -> Iterator[tuple[str, ...]]:
    for one in found:
        figures = (one.sales, one.middle, one.longest, one.open)
        yield (called(one.kind), *map(str, figures))


def _days_words(days: int) -> str:
    return _("days: %(count)s", count=days)
