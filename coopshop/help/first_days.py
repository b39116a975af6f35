"""Help for whoever begins: the first page, users, practice, the notebook, spreadsheets."""

from ..domain.errors import N_
from .topic import Topic

FIRST_DAYS = (
    Topic(
        "start",
        "home",
        N_("The first page"),
        N_("What is done every day stands above; what is looked up, below."),
        steps=(
            N_("Press what you want to do."),
            N_("The menu leads to everything else."),
            N_("A question mark on each page leads to its help."),
            N_("When you leave the computer, sign out."),
        ),
        wrong=(
            (
                N_("A page says that it is not for me."),
                N_("The administradora decides who may do what."),
            ),
        ),
        ask="administradora",
        page="access.home",
        of=("access.*",),
    ),
    Topic(
        "users",
        "people",
        N_("Users and passwords"),
        N_("Who may sign in, and for what."),
        steps=(
            N_("Give each person a user of her own. Nobody shares one."),
            N_("Choose what she does: treasurer, seller, fiscal."),
            N_("Tell her the first password yourself; she changes it."),
            N_("Who leaves is kept out with one press."),
        ),
        wrong=(
            (
                N_("Somebody forgot her password."),
                N_("The administradora gives a new one. Nobody can read the old one."),
            ),
        ),
        ask="administradora",
        page="access.users",
        of=(
            "access.users",
            "access.user",
            "access.new_user",
            "access.password",
        ),
    ),
    Topic(
        "practice",
        "sun",
        N_("Practising"),
        N_("The same pages with an invented year. Nothing of it counts."),
        steps=(
            N_("Go in; the colour of the frame tells that it is practice."),
            N_("Try everything: sell, pay, undo."),
            N_("Start over when you want the first day back."),
        ),
        wrong=(
            (
                N_("Did I do that in the real book?"),
                N_("If the frame was purple, no. Papers made there say it too."),
            ),
        ),
        ask="tesorera",
        page="beginning.practice",
        of=("beginning.practice",),
    ),
    Topic(
        "notebook",
        "book",
        N_("Taking over the notebook"),
        N_("What stood in the notebook enters the book, with a photo as evidence."),
        steps=(
            N_("Photograph one page, straight from above."),
            N_("Take over what stands on it: balances, pieces, money, debts."),
            N_("Print for each member what she begins with."),
            N_("She signs or puts her finger, with a witness. Record that she agreed."),
        ),
        wrong=(
            (
                N_("A sum was taken over wrongly."),
                N_("Undo that one line and enter it anew. Both stay to be seen."),
            ),
            (
                N_("Buyers owe from before."),
                N_("Enter it as an old debt. What of it is a member's, put into her balance."),
            ),
        ),
        ask="tesorera",
        page="beginning.index",
        of=("beginning.*",),
    ),
    Topic(
        "spreadsheets",
        "upload",
        N_("Lists from a spreadsheet"),
        N_("Members, products, prices and pieces come in from XLSX or CSV."),
        steps=(
            N_("Take the workbook to fill in, or your own with headings."),
            N_("Send it and look how each cell was read."),
            N_("Correct in your file the cells that are named, and send it again."),
            N_("Record all of it. With one fault nothing is recorded."),
        ),
        wrong=(
            (
                N_("1.234 is refused."),
                N_("It can be a thousand or one and a bit. Write 1234 or 1.23."),
            ),
            (
                N_("I sent the same file twice."),
                N_("Nothing happens: what is known already is not recorded again."),
            ),
        ),
        ask="tesorera",
        page="beginning.upload",
        of=(
            "beginning.upload",
            "beginning.sheet",
        ),
    ),
    Topic(
        "first-steps",
        "check",
        N_("The first steps"),
        N_("What is needed before the first sale, one after the other."),
        steps=(
            N_("Press the first step that has no tick."),
            N_("Fill in the page it leads to, and come back."),
            N_("It can be left and gone on with at any time."),
            N_("At the end make a test sale in practice."),
        ),
        wrong=(
            (
                N_("I do not know the share yet."),
                N_("The assembly decides it. Until then enter the rest."),
            ),
        ),
        ask="administradora",
        page="beginning.guide",
        of=(
            "beginning.guide",
            "beginning.logo",
            "beginning.new_logo",
            "beginning.dismiss",
        ),
    ),
)
