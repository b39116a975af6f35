"""How somebody is reached: a telephone for WhatsApp, an address for mail."""

import re
from urllib.parse import quote

from .errors import N_, Refused

#: In front of a number of Peru.
PERU = "51"


class WrongPhone(Refused):
    """Neither a cell phone of Peru nor an international number."""

    message = N_(
        "%(read)s is no cell phone: in Peru 9 digits that begin with 9; "
        "of other countries + and the number with its country."
    )
    field = "phone"


class WrongMail(Refused):
    """Not an address."""

    message = N_("%(read)s is no e-mail address. Write it like nombre@ejemplo.pe.")
    field = "email"


def phone(text: str) -> str:
    """The number as WhatsApp wants it: digits only, the country first.

    >>> phone("999 888-777"), phone("+51 999 888 777"), phone("+49 (30) 1234567")
    ('51999888777', '51999888777', '49301234567')
    >>> phone("042 123456")
    Traceback (most recent call last):
        ...
    coopshop.domain.reaching.WrongPhone: 042 123456 is no cell phone: in Peru 9 digits ...
    """
    digits = re.sub(r"[\s().-]+", "", text)
    if re.fullmatch(r"9[0-9]{8}", digits):
        return PERU + digits
    if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits):
        return digits[1:]
    raise WrongPhone(read=text[:20])


def shown_phone(number: str) -> str:
    """A number as people read it.

    >>> shown_phone("51999888777"), shown_phone("49301234567")
    ('999 888 777', '+49301234567')
    """
    if number.startswith(PERU) and len(number) == len(PERU) + 9:
        local = number.removeprefix(PERU)
        return f"{local[:3]} {local[3:6]} {local[6:]}"
    return f"+{number}"


def mail(text: str) -> str:
    """An address, as far as one can see it.

    >>> mail("compras@ejemplo.pe")
    'compras@ejemplo.pe'
    >>> mail("compras.ejemplo.pe")
    Traceback (most recent call last):
        ...
    coopshop.domain.reaching.WrongMail: compras.ejemplo.pe is no e-mail address. ...
    """
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}", text) or not text.isprintable():
        raise WrongMail(read=text[:40])
    return text


def whatsapp(number: str | None, words: str) -> str:
    """The link that opens WhatsApp with a message written; without a number she chooses to whom.

    >>> whatsapp("51999888777", "Buenos días")
    'https://wa.me/51999888777?text=Buenos%20d%C3%ADas'
    """
    return f"https://wa.me/{number or ''}?text={quote(words)}"
