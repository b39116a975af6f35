"""The message that tells a consumer of the answer: in Spanish; drafted here, never sent."""

from urllib.parse import quote

from sqlalchemy.orm import Session

from .. import members
from ..domain import reaching
from ..domain.errors import Refused
from ..web.fields import Option
from ..web.i18n import _
from .models import Complaint
from .reading import Told


def ways(row: Complaint) -> list[Option]:
    """How this consumer can be reached; WhatsApp finds somebody without a number, too."""
    found = [("whatsapp", _("By WhatsApp"))]
    if row.email:
        found.append(("correo", _("By e-mail, to %(email)s", email=row.email)))
    return found


def message(session: Session, told: Told, link: str) -> str:
    """What the consumer reads: which sheet, what is answered, where it stands in full."""
    issuer = members.issuer(session, told.row.on)
    said = [told.answer.note or ""] if told.answer else []
    said += [added.note or "" for added in told.additions]
    return "\n".join(
        [
            f"Buenos días{f', {told.row.name}' if told.row.name else ''}.",
            f"Le escribe {issuer.trade_name or issuer.name}, RUC {issuer.ruc}.",
            f"Sobre su Hoja de Reclamación N.º {told.row.code}:",
            *said,
            f"La hoja con la respuesta: {link}",
        ]
    )


def address(row: Complaint, way: str, words: str) -> str:
    """Where the message opens, written and not sent."""
    if way == "correo":
        subject = f"Respuesta a su Hoja de Reclamación N.º {row.code}"
        return f"mailto:{quote(row.email or '')}?subject={quote(subject)}&body={quote(words)}"
    try:
        number = reaching.phone(row.phone or "")
    except Refused:
        number = None
    return reaching.whatsapp(number, words)
