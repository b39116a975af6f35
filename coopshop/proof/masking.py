"""As much of a buyer as lets her say that it is she; whoever else sees it learns nothing."""

from ..domain.invoice import Buyer

#: What stands for each letter that is not shown; always as many, whatever is left out.
DOTS = "•••"

#: The last figures of a document that are shown.
LAST = 2


def masked(buyer: Buyer | None) -> tuple[str, str]:
    """The first letter of each word of her name, and the end of her document.

    >>> masked(Buyer("Julia Paredes", "1", "99900401", "Jr. Inventado 123"))
    ('J••• P•••', '•••01')
    >>> masked(Buyer("CLIENTES VARIOS", "0", "", "")), masked(None)
    (('', ''), ('', ''))
    """
    if buyer is None or not buyer.document_number:
        return "", ""
    name = " ".join(f"{word[0]}{DOTS}" for word in buyer.name.split())
    return name, f"{DOTS}{buyer.document_number[-LAST:]}"
