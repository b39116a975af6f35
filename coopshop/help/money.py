"""Help for what is owed and paid: payouts, advances, disputes, reports, the book."""

from ..domain.errors import N_
from .topic import Topic

MONEY = (
    Topic(
        "payouts",
        "hand-coins",
        N_("Payout day"),
        N_("Each member gets what was sold and collected of hers."),
        steps=(
            N_("Look at the list: what each can be paid, and what takes from it."),
            N_("Pay one, or all. Confirm the sum."),
            N_("Print the receipts. She signs or puts her finger, with a witness."),
            N_("If somebody else collects for her, write the name."),
        ),
        wrong=(
            (
                N_("Somebody was paid wrongly."),
                N_("Undo that payout. It stays in the book, with the reason, and is paid anew."),
            ),
            (
                N_("She says it is too little."),
                N_("Open her statement: each line leads to the paper behind it."),
            ),
        ),
        ask="tesorera",
        page="payouts.index",
        of=("payouts.*",),
    ),
    Topic(
        "advances",
        "coin",
        N_("Advances and deductions"),
        N_("Money given ahead, materials, dues: what counts against her next payout."),
        steps=(
            N_("Choose the member and what it is."),
            N_("Write the sum and how she gets it."),
            N_("She signs for it."),
        ),
        wrong=(
            (
                N_("It was written for the wrong member."),
                N_("Undo it, with the reason, and write it anew."),
            ),
        ),
        ask="tesorera",
        page="payouts.new_debit",
        of=(
            "payouts.debits",
            "payouts.debit",
            "payouts.new_debit",
            "payouts.reverse_debit",
        ),
    ),
    Topic(
        "disputes",
        "dispute",
        N_("When somebody says: this is not right"),
        N_("Of her money or of her pieces. It is written down until it is answered."),
        steps=(
            N_("Choose the line, and write what she says, in her words."),
            N_("What nobody wrote down: choose what is not in the book."),
            N_("Look at the papers together."),
            N_("Answer it: what was found, and what was corrected."),
        ),
        wrong=(
            (
                N_("We cannot agree."),
                N_("It goes to the assembly. The page shows every open one."),
            ),
            (
                N_("A buyer complains."),
                N_("That goes into the complaints book, which is the consumers'."),
            ),
        ),
        ask="fiscal",
        page="payouts.disputes",
        of=(
            "payouts.disputes",
            "payouts.dispute",
            "payouts.new_dispute",
            "payouts.answer_dispute",
        ),
    ),
    Topic(
        "my-account",
        "member",
        N_("My account"),
        N_("What is mine, where it comes from, and where my pieces are."),
        steps=(
            N_("The large number is what you can be paid now."),
            N_("Below it stands the sum that makes it, line by line."),
            N_("What waits was sold, and the buyer has not paid yet."),
        ),
        wrong=(
            (
                N_("A line is not right."),
                N_("Say so: there is a button for it. The treasurer must answer."),
            ),
        ),
        ask="tesorera",
        page="payouts.mine",
        of=(
            "payouts.mine",
            "payouts.statement_of",
        ),
    ),
    Topic(
        "reports",
        "chart",
        N_("What the assembly reads"),
        N_("Sales, debts, stock, the fund: each figure leads to its entries."),
        steps=(
            N_("Choose the report and the month."),
            N_("Print the page of the assembly and read it aloud."),
            N_("When somebody asks where a figure comes from, open it."),
        ),
        wrong=(
            (
                N_("Two reports do not say the same."),
                N_("Look at the days: one may count by sale, the other by payment."),
            ),
        ),
        ask="fiscal",
        page="reports.index",
        of=("reports.*",),
    ),
    Topic(
        "telling",
        "whatsapp",
        N_("Telling the members"),
        N_("Each hears of her sales and payments, and has her account on paper."),
        steps=(
            N_("Press Tell beside a name: WhatsApp opens with the message written."),
            N_("Send it from your phone. Here it is noted as drafted, never as received."),
            N_("Print the accounts of a month for those without a phone, all in one paper."),
            N_("With the seal at its foot anybody finds out whether the book was altered."),
        ),
        wrong=(
            (
                N_("Her number is not known."),
                N_("Write it down on her page; or choose her in WhatsApp."),
            ),
            (
                N_("A sale that was told is returned or undone."),
                N_("Her next message says so, with the right sum."),
            ),
        ),
        ask="tesorera",
        page="maker.telling",
        of=(
            *("maker.telling", "maker.tell", "maker.draft", "maker.draft_again"),
            *("maker.statements_", "maker.all_pdf"),
        ),
    ),
    Topic(
        "book",
        "book",
        N_("The book"),
        N_("Every entry in its order. Nothing is ever rubbed out."),
        steps=(
            N_("Open an entry to see what it moved and which paper is behind it."),
            N_("Open an account to see all that came and went there."),
            N_("A mistake is undone by a second entry that says why."),
        ),
        wrong=(
            (
                N_("The check found something."),
                N_("Tell the fiscal and the administradora at once. Change nothing before."),
            ),
        ),
        ask="fiscal",
        page="ledger.index",
        of=("ledger.*",),
    ),
    Topic(
        "months",
        "calendar",
        N_("Closing a month"),
        N_("After the assembly has seen it, nothing more is dated in that month."),
        steps=(
            N_("Look at the reports of the month first."),
            N_("Count the cash and the places."),
            N_("Close the month. It cannot be opened again."),
        ),
        wrong=(
            (
                N_("A paper of that month turns up later."),
                N_("Record it today, and write its own date in the note."),
            ),
        ),
        ask="tesorera",
        page="ledger.months",
        of=("ledger.months",),
    ),
    Topic(
        "files",
        "download",
        N_("Taking the books home"),
        N_("Every list of a year as a file for a spreadsheet."),
        steps=(
            N_("Choose the year and the list, or all in one file."),
            N_("Keep a copy away from this computer."),
            N_("Every other list of the house has its own buttons for files as well."),
        ),
        wrong=(
            (
                N_("The letters look odd in the spreadsheet."),
                N_("Take the XLSX, or open the CSV as UTF-8."),
            ),
        ),
        ask="administradora",
        page="exchange.index",
        of=("exchange.*",),
    ),
)
