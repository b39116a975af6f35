"""What the book's causes, kinds and accounts are called on a page, and where a paper is shown."""

from typing import Any

from ..access.doors import way
from ..domain import accounts as acc
from ..domain.errors import N_
from ..web.i18n import _

#: By the first word of a cause: what it is called, the page of its paper, that page's argument.
CAUSES = {
    "delivery": (N_("Delivery %(code)s"), "production.show", "lot"),
    "hand_in": (N_("Visit %(code)s"), "production.visit", "code"),
    "consent": (N_("Consent of %(code)s"), "members.said", "code"),
    "forgetting": (N_("%(code)s, forgotten"), "members.show", "code"),
    "pad_block": (N_("Pad from sheet %(code)s"), "exchange.pad", "sheet"),
    "pad": (N_("Sheet %(code)s"), "exchange.pad", "sheet"),
    "departure": (N_("Transfer %(code)s, departure"), "inventory.transfer", "code"),
    "arrival": (N_("Transfer %(code)s, arrival"), "inventory.transfer", "code"),
    "adjustment": (N_("Adjustment %(code)s"), "inventory.adjustment", "code"),
    "sheet": (N_("Count %(code)s begun"), "inventory.count", "code"),
    "count": (N_("Count %(code)s"), "inventory.count", "code"),
    "sale": (N_("Sale %(code)s"), "sales.show", "code"),
    "payment": (N_("Payment %(code)s"), "sales.payment", "code"),
    "return": (N_("Return %(code)s"), "sales.back", "code"),
    "document": (N_("Document %(code)s"), "invoices.show", "document"),
    "void": (N_("Void document %(code)s"), "invoices.show", "document"),
    "xml": (N_("XML of document %(code)s"), "invoices.show", "document"),
    "sunat": (N_("SUNAT on document %(code)s"), "invoices.show", "document"),
    "debit": (N_("Deduction %(code)s"), "payouts.debit", "code"),
    "payout": (N_("Payout %(code)s"), "payouts.show", "code"),
    "drawer": (N_("Cash session %(code)s, count"), "cash.session", "code"),
    "difference": (N_("Cash session %(code)s, difference"), "cash.session", "code"),
    "quotation": (N_("Quotation %(code)s"), "orders.quotation", "code"),
    "order": (N_("Order %(code)s"), "orders.show", "code"),
    "called-off": (N_("Order %(code)s, called off"), "orders.show", "code"),
    "deposit": (N_("Deposit %(code)s"), "orders.deposit", "code"),
    "cash": (N_("Cash paper %(code)s"), "cash.move", "code"),
    "carrier": (N_("Payment %(code)s of a carrier"), "cash.carrier_payment", "code"),
    "consignment": (N_("Report %(code)s of sales"), "sales.consignment_report", "code"),
    "collector": (N_("Payout %(code)s, collected by somebody else"), "payouts.show", "code"),
    "signed": (N_("Receipt of %(code)s, signed"), "payouts.show", "code"),
    "dispute": (N_("Dispute %(code)s"), "payouts.dispute", "code"),
    "unwritten": (N_("Something that is not in the book"), "", ""),
    "answer": (N_("Answer to dispute %(code)s"), "payouts.dispute", "code"),
    "beginning": (N_("Opening %(code)s"), "beginning.opening", "code"),
    "evidence": (N_("Page %(code)s of the notebook"), "beginning.page", "code"),
    "logo": (N_("Logo %(code)s"), "members.logo", ""),
    "agreement": (N_("Agreement to opening %(code)s"), "beginning.opening", "code"),
    "old-payment": (N_("Payment of old debt %(code)s"), "beginning.opening", "code"),
    "rate": (N_("Dollar of %(code)s"), "sales.rates", ""),
    "complaint": (N_("Sheet %(code)s of the complaints book"), "complaints.show", "code"),
    "complaint_answer": (N_("Answer to sheet %(code)s"), "complaints.show", "code"),
    "complaint_addition": (N_("Addition to the answer to %(code)s"), "complaints.show", "code"),
    "complaint_forgotten": (N_("Sheet %(code)s, forgotten"), "complaints.show", "code"),
    "sighting": (N_("Look in our account %(code)s"), "till.operations", ""),
    "closing": (N_("Month %(code)s closed"), "ledger.months", ""),
}

#: By the kind of an entry.
KINDS = {
    "delivery": N_("Delivery"),
    "hand_in": N_("Visit"),
    "consent": N_("Consent"),
    "forgetting": N_("Words about a member emptied"),
    "pad_block": N_("Printed pad"),
    "pad": N_("Sheet typed in"),
    "departure": N_("Departure"),
    "arrival": N_("Arrival"),
    "shrinkage": N_("Shrinkage"),
    "sample": N_("Sample"),
    "sheet": N_("Count begun"),
    "count": N_("Count"),
    "sale": N_("Sale"),
    "collection": N_("Payment of a buyer"),
    "change": N_("Change given for dollars"),
    "refund": N_("Money back to a buyer"),
    "return": N_("Return"),
    "document": N_("Number of a document"),
    "void": N_("Void number"),
    "xml": N_("XML of a document"),
    "sunat": N_("Word of SUNAT"),
    "adelanto": N_("Advance"),
    "material": N_("Material"),
    "aporte": N_("Dues"),
    "payout": N_("Payout"),
    "quotation": N_("Quotation"),
    "order": N_("Order"),
    "called_off": N_("Order called off"),
    "deposit": N_("Deposit paid ahead"),
    "deposit_back": N_("Deposit given back"),
    "deposit_kept": N_("Deposit kept"),
    "cash_apertura": N_("Drawer opened"),
    "cash_cierre": N_("Drawer counted"),
    "cash_difference": N_("Difference of a drawer"),
    "cash_in": N_("Money in"),
    "cash_out": N_("Money out"),
    "carrier": N_("Payment of a carrier"),
    "consignment": N_("Report of sales"),
    "collector": N_("Collected by somebody else"),
    "signed": N_("Signed receipt"),
    "dispute": N_("Dispute"),
    "answer": N_("Answer to a dispute"),
    "opening": N_("From the notebook"),
    "evidence": N_("Page of the notebook"),
    "agreement": N_("Agreement of a member"),
    "logo": N_("Logo"),
    "dollar_rate": N_("Rate of the dollar"),
    "sighting": N_("Look in our account"),
    "operation": N_("Operation number typed later"),
    "number": N_("Operation number put right"),
    "complaint": N_("Sheet of the complaints book"),
    "complaint_answer": N_("Answer to a complaint"),
    "complaint_addition": N_("Addition to an answer"),
    "complaint_forgotten": N_("Words of a complaint forgotten"),
    "closing": N_("Closed month"),
    "elsewhere": N_("Money that lies elsewhere"),
    "reversal": N_("Reversal"),
}

#: By the beginning of an account, longer ones first; `%(rest)s` is what follows.
ACCOUNTS = {
    acc.maker(""): N_("In the hands of %(rest)s"),
    acc.SHELVES: N_("Shelf %(rest)s"),
    acc.ON_THE_WAY: N_("On the way, %(rest)s"),
    acc.service(""): N_("Services of %(rest)s"),
    acc.SOLD: N_("Sold"),
    acc.LOST: N_("Lost on the way"),
    acc.SHRUNK: N_("Gone off"),
    acc.SAMPLE: N_("Given away"),
    acc.SPOILT: N_("Came back, unfit for sale"),
    acc.ASSOCIATION: N_("The association's part"),
    acc.LOSSES: N_("Losses borne by the association"),
    acc.SAMPLES: N_("Samples paid by the association"),
    acc.MATERIALS: N_("Materials handed out"),
    acc.RATE_DIFFERENCE: N_("Difference of exchange rates"),
    acc.CASH_DIFFERENCE: N_("Too much or too little in drawers"),
    acc.FARES: N_("Fares"),
    acc.FREIGHT: N_("Freight"),
    acc.EXPENSES: N_("Other expenses"),
    acc.OTHER_INCOME: N_("Other income"),
    acc.DUES: N_("Dues of the members"),
    acc.fund(""): N_("Fund of %(rest)s"),
    acc.earned(""): N_("Earned by %(rest)s, not collected"),
    acc.payable(""): N_("To pay to %(rest)s"),
    acc.deposit(""): N_("Paid ahead on order %(rest)s"),
    acc.due(""): N_("Due from sale %(rest)s"),
    acc.IGV: N_("IGV"),
    acc.ROUNDING: N_("Rounding of cash"),
    acc.EXCHANGE: N_("Exchange"),
    acc.OPENING: N_("What the book began with"),
    acc.old_debt(""): N_("Old debt %(rest)s"),
    acc.CARRIER: N_("Owed by carriers"),
    acc.DRAWERS: N_("Drawer of %(rest)s"),
    acc.purse("efectivo"): N_("Cash in the box"),
    acc.purse("yape"): N_("Yape"),
    acc.purse("plin"): N_("Plin"),
    acc.purse("tarjeta"): N_("Card"),
    acc.purse("transferencia"): N_("Bank"),
}


def cause_words(cause: str) -> str:
    """What a cause is called: `sale/V0002` is Sale V0002."""
    kind, _slash, rest = cause.partition("/")
    if kind == "reversal":
        return str(_("Reversal of: %(cause)s", cause=cause_words(rest)))
    if kind == "elsewhere":
        return str(_("Where the money of it lies: %(cause)s", cause=cause_words(rest)))
    if kind == "operation":
        return str(_("Operation number of: %(cause)s", cause=cause_words(rest)))
    if kind == "number":
        return str(_("Operation number put right: %(cause)s", cause=cause_words(rest)))
    words = CAUSES.get(kind)
    return str(_(words[0], code=rest.split("/")[0])) if words else cause


def cause_way(cause: str) -> str:
    """The page of a cause's paper; nothing where the person at the desk may not go."""
    kind, _slash, rest = cause.partition("/")
    if kind in ("reversal", "elsewhere", "operation", "number"):
        return cause_way(rest)
    _words, endpoint, argument = CAUSES.get(kind, ("", "", ""))
    return way(endpoint, **({argument: rest.split("/")[0]} if argument else {}))


def kind_words(kind: str) -> str:
    """What a kind of entry is called."""
    return _(KINDS[kind]) if kind in KINDS else kind


def account_words(account: str) -> str:
    """What an account is called: `payable/AW-03` is what is to be paid to AW-03."""
    for beginning, words in ACCOUNTS.items():
        if account == beginning or (beginning.endswith("/") and account.startswith(beginning)):
            return str(_(words, rest=account.removeprefix(beginning)))
    return account


def in_unit(amount: int, unit: str) -> Any:
    """An amount with its unit; the room that knows the lots says it better (`production.views`)."""
    return f"{amount} × {unit}"
