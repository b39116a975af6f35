"""Where her pages hang."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

bp = Blueprint("maker", __name__, url_prefix="/yo")

View = Callable[..., Any]


def outside(rule: str, *methods: str) -> Callable[[View], View]:
    """A page of this room that has its address elsewhere: on a card, or at the desk."""

    def hung(view: View) -> View:
        bp.record(
            lambda state: state.app.add_url_rule(
                rule, f"{bp.name}.{view.__name__}", view, methods=methods or ("GET",)
            )
        )
        return view

    return hung
