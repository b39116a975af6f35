"""The linter and the type checker find nothing; what they may pass over says why, in its place."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "words",
    [
        ("ruff", "check", "coop", "coopshop", "migrations", "tests"),
        ("mypy", "coopshop"),
    ],
    ids=["ruff", "mypy"],
)
def test_nothing_is_found(words):
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
