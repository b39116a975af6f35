"""A wheel built from the project carries all it needs, and runs from an empty folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LOOK = """
import coopshop
from pathlib import Path
app = coopshop.create_app()
assert Path(coopshop.__file__).is_relative_to({installed!r}), coopshop.__file__
page = app.test_client().get("/sign-in")
assert page.status_code == 200 and "Contraseña" in page.text, page.text
print("the wheel serves a page")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder]
    subprocess.run([*build, ROOT], check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    return built


def test_a_wheel_carries_templates_translations_migrations_and_the_demo(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "coopshop/templates/layout.html",
        "coopshop/translations/es/LC_MESSAGES/messages.po",
        "coopshop/migrations/versions/0001_the_book.py",
        "coopshop/static/css/tokens.css",
        "coopshop/demo/2025/sales.csv",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_an_installed_wheel_runs_from_an_empty_folder(wheel, tmp_path):
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", installed]
    subprocess.run([*install, wheel], check=True, cwd=empty)
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("COOPSHOP_")}
    surroundings["PYTHONPATH"] = str(installed)

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=empty,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "coopshop.cli", "upgrade")
    assert "0" in run("-m", "coopshop.cli", "check")
    assert (empty / "instance" / "coopshop.sqlite3").exists()
    assert "serves a page" in run("-c", LOOK.format(installed=str(installed)))
