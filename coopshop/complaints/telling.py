"""How a consumer is told of the answer: a message drafted here, never sent, or the sheet on paper.

Messages and papers are in Spanish.
"""

from urllib.parse import quote

from sqlalchemy.orm import Session

from .. import members
from ..domain import reaching
from ..domain.errors import Refused
from ..domain.showing import one_stop
from ..web.fields import Option
from ..web.i18n import _, _l
from .models import Complaint
from .reading import Told

#: By which way the consumer was told, as the sheet says it later.
TOLD = {
    "whatsapp": _l("drafted for WhatsApp"),
    "correo": _l("drafted as an e-mail"),
    "carta": _l("prepared as a letter"),
    "persona": _l("told in person"),
}

#: Ways of a telephone: a message that bears a new link to the sheet.
DRAFTED = ("whatsapp", "correo")


def ways(row: Complaint) -> list[Option]:
    """How this consumer can be reached, the likeliest first.

    A letter and a word in person reach who left neither telephone nor e-mail; WhatsApp finds
    somebody without a number, too.
    """
    found = []
    if row.email:
        found.append(("correo", _("By e-mail, to %(email)s", email=row.email)))
    if row.domicile:
        found.append(("carta", _("By letter, to %(address)s", address=row.domicile)))
    found.append(("persona", _("In person: the sheet with its answer was handed over")))
    if row.phone:
        return [("whatsapp", _("By WhatsApp, to %(phone)s", phone=row.phone)), *found]
    return [*found, ("whatsapp", _("By WhatsApp: you look for the person among your contacts"))]


def message(session: Session, told: Told, link: str) -> str:
    """What the consumer reads: which sheet, what is answered, where it stands in full."""
    issuer = members.issuer(session, told.row.on)
    said = [told.answer.note or ""] if told.answer else []
    said += [added.note or "" for added in told.additions]
    return "\n".join(
        [
            one_stop(f"Buenos días{f', {told.row.name}' if told.row.name else ''}."),
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
