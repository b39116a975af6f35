"""Colours: every pair of ink and ground that the parts use can be read by tired eyes (WCAG AA)."""

import re
from pathlib import Path

import pytest

from coopshop import config

TOKENS = Path(config.HERE / "static/css/tokens.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", TOKENS))

TEXT, SHAPE = 4.5, 3

PAIRS = [
    *(("ink", ground, TEXT) for ground in ("fibre-light", "fibre-lightest", "fibre")),
    *(("ink", ground, TEXT) for ground in ("forest-light", "clay-light", "straw-light")),
    *(("ink-soft", ground, TEXT) for ground in ("fibre-light", "fibre-lightest", "fibre")),
    *(("forest", ground, TEXT) for ground in ("fibre-light", "fibre-lightest", "forest-light")),
    *(("clay-dark", ground, TEXT) for ground in ("fibre-light", "fibre-lightest", "clay-light")),
    *(("fibre-lightest", ground, TEXT) for ground in ("forest", "forest-dark")),
    ("forest-dark", "forest-light", TEXT),
    ("straw-dark", "straw-light", TEXT),
    *(("fibre-lightest", ground, TEXT) for ground in ("huito", "huito-light", "corn")),
    *(("straw", ground, TEXT) for ground in ("huito", "huito-light", "corn")),
    *(("huito", ground, TEXT) for ground in ("fibre-lightest", "straw", "fibre-deep")),
    *(("corn", ground, TEXT) for ground in ("corn-light", "straw", "fibre-lightest")),
    ("ink", "corn-light", TEXT),
    ("forest", "fibre", TEXT),
    ("clay-dark", "fibre", TEXT),
    *(("fibre-dark", ground, SHAPE) for ground in ("fibre-light", "fibre-lightest")),
    *(("focus", ground, SHAPE) for ground in ("fibre-light", "fibre-lightest", "clay-light")),
    *(("fibre-dark", ground, SHAPE) for ground in ("fibre", "forest-light", "straw-light")),
    *(("focus", ground, SHAPE) for ground in ("fibre", "forest-light", "straw-light")),
    *(("clay", ground, SHAPE) for ground in ("fibre-light", "straw", "fibre-lightest")),
    *(("straw-light", ground, SHAPE) for ground in ("huito", "corn", "forest-dark")),
]


WEAVE = Path(config.HERE / "static/css/weave.css").read_text(encoding="utf-8")
STYLES = sorted(Path(config.HERE / "static/css").rglob("*.css"))


def luminance(colour):
    parts = (int(COLOURS[colour][start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_from_its_ground(ink, ground, least):
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def test_every_colour_comes_from_the_tokens():
    """An image cannot take a token: its colours are written out, and are those of the tokens."""
    assert {f"#{found}" for found in re.findall("%23([0-9a-f]+)", WEAVE)} <= set(COLOURS.values())
    for path in STYLES:
        if path.name not in ("tokens.css", "weave.css"):
            assert re.findall("#[0-9a-f]{3,8}", path.read_text("utf-8")) == [], path.name


def test_every_part_is_in_the_list_of_styles():
    listed = (STYLES[0].parent / "coopshop.css").read_text("utf-8")
    parts = [path.name for path in STYLES if path.parent.name == "parts"]
    assert [name for name in parts if f"parts/{name}" not in listed] == []


def test_no_part_is_in_the_list_twice():
    listed = re.findall('url\\("([^"]+)"', (STYLES[0].parent / "coopshop.css").read_text("utf-8"))
    assert len(listed) == len(set(listed))
