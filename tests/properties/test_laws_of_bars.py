"""Bars lie inside their drawing, are as long as their values, and so are their hatches."""

from hypothesis import given
from hypothesis import strategies as st

from coopshop.domain.charts import HATCHES, WIDTH, Row, lying_bars

values = st.lists(st.integers(0, 10**11), min_size=1, max_size=8)
rows = st.lists(values, min_size=1, max_size=14).map(
    lambda found: [Row(f"row {n}", tuple(row), str(sum(row))) for n, row in enumerate(found)]
)
SMALL = 1e-6


@given(rows)
def test_bars_are_in_proportion_and_stay_inside(found):
    drawn = lying_bars(found, [f"series {n}" for n in range(max(len(r.values) for r in found))])
    legend = sum(1 for words in drawn.words if words.said.startswith("series"))
    bars = drawn.bars[legend:] if legend > 1 else drawn.bars
    most = max(sum(row.values) for row in found)
    drawn_for = [value for row in found for value in row.values if value]
    assert len(bars) == len(drawn_for)
    for bar, value in zip(bars, drawn_for, strict=True):
        assert abs(bar.width - WIDTH * value / most) < SMALL
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH + SMALL
        assert bar.y + bar.height <= drawn.height
        assert bar.series < len(HATCHES)


@given(rows)
def test_a_hatch_never_leaves_its_bar(found):
    for bar in lying_bars(found).bars:
        for x1, y1, x2, y2 in bar.strokes:
            assert bar.x - SMALL <= min(x1, x2)
            assert max(x1, x2) <= bar.x + bar.width + SMALL
            assert bar.y - SMALL <= min(y1, y2)
            assert max(y1, y2) <= bar.y + bar.height + SMALL
