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
    *(("fibre-dark", ground, SHAPE) for ground in ("fibre-light", "fibre-lightest")),
    *(("focus", ground, SHAPE) for ground in ("fibre-light", "fibre-lightest", "clay-light")),
    *(("straw-light", ground, SHAPE) for ground in ("forest-dark",)),
]


def luminance(colour):
    parts = (int(COLOURS[colour][start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_from_its_ground(ink, ground, least):
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least
