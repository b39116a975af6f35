"""Who a person or a firm is, by number: RUC, DNI and foreign documents, as SUNAT names them.

Each function takes what was typed, allows for spaces and hyphens, and gives back the number as it
is printed; or refuses with a sentence that says what is wrong with it.
"""

import re

from .errors import N_, Refused

#: Kinds of document, catalogue 06 of SUNAT, by the name that stands on paper.
KINDS = {
    "0": "Sin documento",
    "1": "DNI",
    "4": "Carné de extranjería",
    "6": "RUC",
    "7": "Pasaporte",
}

#: A RUC begins with what its holder is: 10, 15, 16 and 17 a person, 20 an entity.
RUC_PREFIXES = ("10", "15", "16", "17", "20")

RUC_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
DNI_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)

#: RENIEC prints either a digit or a letter beside the number; both stand at the same place here.
DNI_CHECK_DIGITS, DNI_CHECK_LETTERS = "65432110987", "KJIHGFEDCBA"


class WrongNumber(Refused):
    """A number that cannot be anybody's."""

    field = "document_number"


class WrongRucLength(WrongNumber):
    """Eleven digits, no more and no fewer, and nothing but digits."""

    message = N_("A RUC has 11 digits; %(read)s is not one.")


class WrongRucPrefix(WrongNumber):
    """The first two digits say what the holder is."""

    message = N_("A RUC begins with 10, 15, 16, 17 or 20; %(read)s begins with %(prefix)s.")


class WrongRucCheck(WrongNumber):
    """A digit was mistyped, or two were swapped."""

    message = N_("The RUC %(read)s has a wrong digit: its last one does not fit the others.")


class WrongDniLength(WrongNumber):
    """Eight digits, leading zeros included."""

    message = N_("A DNI has 8 digits; %(read)s is not one.")


class WrongDniCheck(WrongNumber):
    """The character printed beside the number belongs to another one."""

    message = N_("The character %(check)s does not belong to the DNI %(read)s.")


class WrongForeignDocument(WrongNumber):
    """A passport or a carné de extranjería: letters and digits."""

    message = N_(
        "A passport or carné de extranjería has 5 to 12 letters and digits; %(read)s has not."
    )


class NoNumberExpected(WrongNumber):
    """A number without saying of which document."""

    message = N_("Choose the kind of document that %(read)s is the number of.")
    field = "document_type"


class UnknownKind(WrongNumber):
    """A kind of document that no paper of ours names."""

    message = N_("%(read)s is no kind of document that we know; the kinds are %(kinds)s.")
    field = "document_type"


class WrongCode(Refused):
    """A code that could not be read aloud, or stand in an address or on a label."""

    message = N_(
        "A code has up to 30 letters without accents, digits and hyphens; %(read)s has not."
    )
    field = "code"


def code(text: str) -> str:
    """A code that the house gives: to a member, a product, a place. Capital letters throughout.

    >>> code("aw-can-tam-l"), code(" TPP ")
    ('AW-CAN-TAM-L', 'TPP')
    >>> code("CAÑA 1")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongCode: A code has up to 30 letters ... hyphens; CAÑA 1 has not.
    """
    tidy = text.strip().upper()
    if not re.fullmatch(r"[A-Z0-9](?:[A-Z0-9-]{0,28}[A-Z0-9])?", tidy):
        raise WrongCode(read=_shown(tidy))
    return tidy


def ruc(text: str) -> str:
    """A RUC: 11 digits, a known prefix and the right last digit.

    >>> ruc(" 20990000019 "), ruc("20-99000001-9")
    ('20990000019', '20990000019')
    >>> ruc("2099000001")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongRucLength: A RUC has 11 digits; 2099000001 is not one.
    >>> ruc("30990000019")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongRucPrefix: A RUC ... 20; 30990000019 begins with 30.
    >>> ruc("20990000018")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongRucCheck: The RUC 20990000018 has a wrong digit...

    Source: SUNAT publishes no rule; its own numbers bear these digits, as python-stdnum found too
    (which leaves out prefix 16).
    """
    number = _compact(text)
    if not re.fullmatch(r"[0-9]{11}", number):
        raise WrongRucLength(read=_shown(number))
    if not number.startswith(RUC_PREFIXES):
        raise WrongRucPrefix(read=number, prefix=number[:2])
    if number[-1] != ruc_check(number[:-1]):
        raise WrongRucCheck(read=number)
    return number


def ruc_check(first_ten: str) -> str:
    """The last digit that belongs to the first ten of a RUC.

    >>> ruc_check("2099000001"), ruc_check("2099000023")
    ('9', '0')
    """
    weighed = sum(int(digit) * weight for digit, weight in zip(first_ten, RUC_WEIGHTS, strict=True))
    return str((11 - weighed % 11) % 10)


def dni(text: str, check: str | None = None) -> str:
    """A DNI: 8 digits. The character beside it is compared when it is given, digit or letter.

    >>> dni("99900101"), dni("9990 0101", "2"), dni("99900101", "g")
    ('99900101', '99900101', '99900101')
    >>> dni("9990010")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongDniLength: A DNI has 8 digits; 9990010 is not one.
    >>> dni("99900101", "3")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongDniCheck: The character 3 does not belong to the DNI 99900101.
    """
    number = _compact(text)
    if not re.fullmatch(r"[0-9]{8}", number):
        raise WrongDniLength(read=_shown(number))
    if check and _compact(check) not in dni_check(number):
        raise WrongDniCheck(check=_shown(_compact(check)), read=number)
    return number


def dni_check(number: str) -> tuple[str, str]:
    """Digit and letter that RENIEC may print beside a DNI.

    >>> dni_check("99900101"), dni_check("99900102")
    (('2', 'G'), ('1', 'E'))

    Source: RENIEC's two rows of check characters, weights modulo 11, as python-stdnum has them.
    """
    weighed = sum(int(digit) * weight for digit, weight in zip(number, DNI_WEIGHTS, strict=True))
    return DNI_CHECK_DIGITS[weighed % 11], DNI_CHECK_LETTERS[weighed % 11]


def foreign_document(text: str) -> str:
    """A passport or carné de extranjería: every state numbers its own way, so 5 to 12 signs.

    >>> foreign_document("fx 123-456")
    'FX123456'
    >>> foreign_document("FX1")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.WrongForeignDocument: A passport ... digits; FX1 has not.
    """
    number = _compact(text)
    if not re.fullmatch(r"[0-9A-Z]{5,12}", number):
        raise WrongForeignDocument(read=_shown(number))
    return number


def document(kind: str, text: str) -> str:
    """The number of a document of one of the kinds of catalogue 06; none for `0`.

    >>> document("6", "20990000019"), document("1", "99900101"), document("7", "FX123456")
    ('20990000019', '99900101', 'FX123456')
    >>> document("4", "000123456"), document("0", " "), document("0", "-")
    ('000123456', '', '')
    >>> document("0", "99900101")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.NoNumberExpected: Choose the kind ... 99900101 is the number of.
    >>> document("9", "1")
    Traceback (most recent call last):
        ...
    coopshop.domain.identifiers.UnknownKind: 9 is no kind of document ... 0, 1, 4, 6, 7.
    """
    if kind not in KINDS:
        raise UnknownKind(read=_shown(kind), kinds=", ".join(KINDS))
    if kind == "6":
        return ruc(text)
    if kind == "1":
        return dni(text)
    if kind != "0":
        return foreign_document(text)
    if _compact(text):
        raise NoNumberExpected(read=_shown(_compact(text)))
    return ""


def operation(text: str) -> str:
    """What tells one operation of Yape, Plin or a bank from another, however it was typed.

    >>> operation(" 00123-456 "), operation("abc 9"), operation("000")
    ('123456', 'ABC9', '0')
    """
    number = _compact(text)
    return number.lstrip("0") or number[-1:]


def _compact(text: str) -> str:
    """Without the spaces and hyphens that people put in for reading."""
    return re.sub(r"[\s-]+", "", text).upper()


def _shown(text: str) -> str:
    """What was read, short enough for a sentence."""
    most = 20
    return text if len(text) <= most else f"{text[:most]}…"
