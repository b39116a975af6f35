"""What a rule of trade says no to, when money of a buyer is written down."""

from ..domain.errors import N_, Confirm, Refused


class AboveDue(Refused):
    """More than the buyer owes."""

    message = N_("Only %(due)s is due on %(sale)s.")
    field = "amount"


class AboveOwed(Refused):
    """More than the buyer is owed back."""

    message = N_("Only %(owed)s can be given back on %(sale)s.")
    field = "amount"


class NothingPaid(Refused):
    """A payment of nothing."""

    message = N_("The amount must be above zero.")
    field = "amount"


class NoSuchCoin(Refused):
    """Céntimos that no coin can pay."""

    message = N_("Cash ends in ten céntimos: %(less)s or %(more)s.")
    field = "amount"


class LessThanACoin(Refused):
    """So little is due that no coin can pay it."""

    message = N_("%(due)s is less than the smallest coin; choose another way of paying.")
    field = "method"


class PaidBefore(Refused):
    """A sale was collected before it was made."""

    message = N_("The sale is of %(on)s; it cannot be paid before.")
    field = "on"


class RateMissing(Refused):
    """Dollars come at the rate of their day."""

    message = N_("Write the exchange rate of the day.")
    field = "fx_rate"


class UnknownMethod(Refused):
    """A way of paying that the book has no account for."""

    message = N_("Choose how it is paid.")
    field = "method"


class TooLittle(Refused):
    """A note smaller than what it pays."""

    message = N_("%(tendered)s is less than the %(amount)s to pay.")
    field = "tendered"


class NotPaidAhead(Refused):
    """More than lies there for the order."""

    message = N_("Only %(held)s was paid ahead on order %(order)s.")
    field = "amount"


class MuchCash(Confirm):
    """From S/ 2,000 on, the buyer needs bank means to use the cost (Ley 28194)."""

    message = N_(
        "%(amount)s in cash: from S/ 2,000 on the law asks for bank means. Go on all the same?"
    )
    field = "amount"
