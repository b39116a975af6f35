"""The house's own text, read by the tests of its rules."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, check=True, text=True)
        names = done.stdout.split("\0")[:-1]
        paths = [HOUSE / name for name in names]
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive has no history
        paths = [p for p in HOUSE.rglob("*") if not {".venv", "__pycache__"} & {*p.parts}]
    return tuple(path for path in paths if path.is_file())


def named(path: Path) -> str:
    """A file's name as seen from the house's door."""
    return path.relative_to(HOUSE).as_posix()


def python(*folders: str) -> list[Path]:
    """Every Python file below some folders."""
    inside = tuple(f"{folder}/" for folder in folders)
    return [p for p in tracked() if p.suffix == ".py" and named(p).startswith(inside)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> Iterator[str]:
    """The names of everything that is called: `now`, `session.commit`, `datetime.now`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def words(path: Path) -> Iterator[str]:
    """Every text constant that is not a docstring."""
    said = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value
