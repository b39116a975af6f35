"""The room's address, shared by its pages: quotations, orders, deposits; and those by link."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

bp = Blueprint("orders", __name__, url_prefix="/orders")


def for_everybody(rule: str, **options: Any) -> Callable[[Any], Any]:
    """A page of this room outside the desk, with a short address of its own."""

    def kept(view: Any) -> Any:
        def add(state: BlueprintSetupState) -> None:
            endpoint = f"{bp.name}.{view.__name__}"
            state.app.add_url_rule(rule, endpoint=endpoint, view_func=view, **options)

        bp.record(add)
        return view

    return kept
