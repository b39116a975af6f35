"""What the figures of the assembly's sheet are called on the page, by their keys."""

from ..domain.errors import N_
from ..web.i18n import _
from .assembly import Figure

SECTIONS = {
    "money": N_("The money there is"),
    "members": N_("What is owed to the members"),
    "buyers": N_("What the buyers owe"),
    "goods": N_("The pieces"),
    "losses": N_("What was lost, and who bore it"),
    "happened": N_("Sold and paid"),
    "fund": N_("The communal fund"),
    "association": N_("The association"),
}

FIGURES = {
    "cash": N_("Cash in the association's box"),
    "drawer": N_("Cash in the drawer of %(name)s"),
    "elsewhere": N_("In Yape, Plin, card and bank"),
    "money": N_("All the money"),
    "dollars": N_("Besides, in dollars"),
    "available": N_("Can be paid now. Members: %(people)s"),
    "earned": N_("Sold, and the buyers have not paid yet. Members: %(people)s"),
    "owing": N_("Members who owe the association: %(people)s"),
    "disputes": N_("Disputes without an answer"),
    "due": N_("To collect. Sales: %(sales)s"),
    "overdue": N_("Of it overdue. Sales: %(sales)s"),
    "due-dollars": N_("To collect in dollars. Sales: %(sales)s"),
    "overdue-dollars": N_("Of it overdue in dollars. Sales: %(sales)s"),
    "old-due": N_("Owed since before the book began. Debts: %(debts)s"),
    "owed-back": N_("We owe buyers, after returns"),
    "deposits": N_("Paid ahead for orders"),
    "shelf": N_("At %(name)s"),
    "transit": N_("On the way"),
    "stock": N_("What all of it would bring its makers"),
    "lost": N_("Pieces lost on the way"),
    "shrunk": N_("Pieces gone off or not found"),
    "by-association": N_("Borne by the association"),
    "by-fund": N_("Borne by the communal fund"),
    "by-carrier": N_("Borne by the carriers"),
    "by-members": N_("Borne by the members themselves"),
    "sold": N_("Sold. Sales: %(sales)s"),
    "returned": N_("Came back from buyers"),
    "paid": N_("Paid to the members. Payouts: %(payouts)s"),
    "fund-before": N_("It held before"),
    "fund-in": N_("Came in"),
    "fund-out": N_("Went out"),
    "fund": N_("It holds"),
    "part": N_("Its part of the sales"),
    "costs": N_("Its costs, less other income"),
    "kept": N_("It kept"),
}


def section_words(key: str) -> str:
    """What a section is called."""
    return _(SECTIONS[key])


def figure_words(figure: Figure) -> str:
    """What a figure is called."""
    key = figure.key if figure.key in FIGURES else figure.key.partition("-")[0]
    return str(_(FIGURES[key], **figure.facts))
