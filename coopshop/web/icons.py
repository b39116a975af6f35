"""Icons: each is a symbol of static/img/icons.svg, and a page carries those that it asks for.

`icon("basket")` of templates/ui/icon.html notes the name; the layout ends with `icon_sprite()`,
which writes each symbol once. What only a script will show is asked for by `need_icons`.
"""

import re
from functools import cache
from pathlib import Path

from flask import Flask, current_app, g
from markupsafe import Markup

DRAWN = "img/icons.svg"

#: Which codes of the trade a drawing stands for: products, places, transport, payment, mishaps.
STANDS_FOR = {
    "basket": "canasta",
    "bag": "bolso",
    "strap": "textil",
    "necklace": "semillas",
    "broom": "escoba",
    "brush": "cepillo",
    "fibre": "fibra",
    "pole": "insumo",
    "tools": "servicio",
    "store": "almacen",
    "home": "comunidad",
    "shop": "tienda",
    "fair": "feria puesto",
    "hotel": "hotel consignacion",
    "combi": "combi",
    "moto": "moto",
    "canoe": "canoa naufragio",
    "bus": "bus",
    "note": "efectivo dolares",
    "phone": "yape plin",
    "card": "tarjeta",
    "bank": "transferencia",
    "wet": "mojado",
    "broken": "roto merma",
    "lost": "perdido",
    "stolen": "robado",
    "count": "error_conteo",
    "gift": "muestra",
    "hand-coins": "adelanto",
    "pot": "aporte",
    "receipt": "boleta",
    "paper": "factura",
}

_ICON_OF = {code: icon for icon, codes in STANDS_FOR.items() for code in codes.split()}

_SYMBOL = re.compile(r'<symbol id="i-([a-z-]+)".*?</symbol>')


def init_app(app: Flask) -> None:
    """`need_icons("basket", "broom")`, `icon_sprite()` and the filter `icon_of` for templates."""
    app.jinja_env.globals.update(need_icons=need_icons, icon_sprite=icon_sprite)
    app.jinja_env.filters["icon_of"] = icon_of


def names() -> list[str]:
    """Every icon that is drawn, in the order of the alphabet."""
    return sorted(_symbols(_file()))


def icon_of(code: str | None, otherwise: str = "box") -> str:
    """The icon for a code of the trade: `{{ icon(product.category|icon_of) }}`."""
    return _ICON_OF.get((code or "").lower(), otherwise)


def need_icons(*wanted: str) -> str:
    """Note icons that this page will show. A name that is not drawn is a bug."""
    drawn = _symbols(_file())
    if missing := {name for name in wanted if name not in drawn}:
        raise ValueError(f"no icon {', '.join(sorted(missing))} in {DRAWN}")
    g.icons = getattr(g, "icons", set()) | set(wanted)
    return ""


def icon_sprite() -> Markup:
    """The symbols of the icons noted so far, out of sight; nothing when there are none."""
    noted = sorted(getattr(g, "icons", ()))
    if not noted:
        return Markup()
    drawn = _symbols(_file())
    inside = Markup().join(drawn[name] for name in noted)
    return Markup('<svg hidden aria-hidden="true">{}</svg>').format(inside)


def _file() -> Path:
    if current_app.debug:
        _symbols.cache_clear()
    return _below(current_app.static_folder or "")


@cache
def _below(folder: str) -> Path:
    return Path(folder) / DRAWN


@cache
def _symbols(drawn: Path) -> dict[str, Markup]:
    """By name. The file is ours and shipped with the code: it is trusted as the templates are."""
    text = drawn.read_text("utf-8")
    return {found[1]: Markup(found[0]) for found in _SYMBOL.finditer(text)}  # noqa: S704
