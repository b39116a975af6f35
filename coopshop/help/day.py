"""Help for the work of every day: selling, taking in, sending, counting, the cash."""

from ..domain.errors import N_
from .topic import Topic

DAY = (
    Topic(
        "till",
        "basket",
        N_("Selling"),
        N_("A sale in a few presses: what, how many, how it is paid."),
        steps=(
            N_("Press the pictures of what is bought, or write its name."),
            N_("Change how many, and the price list if it is another one."),
            N_("Choose how it is paid. Several ways on one sale are possible."),
            N_("Read the sum aloud, take the money, give the change that is shown."),
            N_("Hand over the paper: ticket, A4 or WhatsApp."),
        ),
        wrong=(
            (
                N_("The page says that not enough is left."),
                N_("Count the shelf. If the pieces are there, somebody must receive them first."),
            ),
            (
                N_("A visitor has dollars only."),
                N_(
                    "Choose Dollars, write the rate of the day and the notes. "
                    "The change is given in soles."
                ),
            ),
            (
                N_("I charged the wrong thing."),
                N_("The newest sale can be undone for a few minutes. Later, only as a return."),
            ),
        ),
        ask="tesorera",
        page="till.index",
        of=(
            "till.*",
            "sales.new",
        ),
    ),
    Topic(
        "keys",
        "key",
        N_("Keys of the till"),
        N_("The whole sale can be done from the keyboard."),
        steps=(),
        wrong=(),
        ask="tesorera",
        page="",
        of=("help.keys",),
    ),
    Topic(
        "deliveries",
        "hand-coins",
        N_("Taking in pieces"),
        N_("A member brings what she made; it becomes a lot with her name."),
        steps=(
            N_("Choose who brings it, by name, photo or card."),
            N_("Count together, and write how many of each product."),
            N_("What does not pass the look is rejected: she takes it home, with the reason."),
            N_("Both sign the slip. She takes her copy home."),
        ),
        wrong=(
            (
                N_("The number is wrong, or it is under another member's name."),
                N_(
                    "Open the visit or the lot and press It was a mistake, with the reason: it "
                    "stays to be seen and counts nothing. Then write it down again."
                ),
            ),
            (
                N_("Pieces of it were sold or sent already."),
                N_("Then it stays as it is. Correct the shelf with a count."),
            ),
            (
                N_("She is not in the list."),
                N_("Enter her in the register of members first."),
            ),
        ),
        ask="tesorera",
        page="production.new",
        of=("production.*",),
    ),
    Topic(
        "canoe",
        "canoe",
        N_("Sending pieces by canoe"),
        N_("Pieces go from one place to another; until they arrive they are on the way."),
        steps=(
            N_("Write what goes, from where, to where, and who carries it."),
            N_("Print the list; it travels with the pieces."),
            N_("On arrival tick or count what came."),
            N_("For each missing or wet piece say why, and who bears it."),
        ),
        wrong=(
            (
                N_("Something is on the way for days."),
                N_(
                    "The first page names it. Ask the carrier, then say what came, even if it is "
                    "nothing."
                ),
            ),
        ),
        ask="tesorera",
        page="inventory.transfers",
        of=(
            "inventory.transfers",
            "inventory.send",
            "inventory.transfer",
            "inventory.arrive",
            "inventory.sheet",
            "cash.carriers",
            "cash.carrier",
            "cash.settle_carrier",
            "cash.carrier_payment",
            "cash.reverse_carrier_payment",
        ),
    ),
    Topic(
        "stock",
        "store",
        N_("Where each piece is"),
        N_("What lies in each place, whose it is, and how it came there."),
        steps=(
            N_("Open a place to see what lies there."),
            N_("Open a product to see its card: everything that came and went."),
            N_("Look for a lot by its code, or scan the label."),
        ),
        wrong=(
            (
                N_("The book says more than there is."),
                N_("Count the place. The difference is shown and explained before it is recorded."),
            ),
        ),
        ask="tesorera",
        page="inventory.index",
        of=("inventory.*",),
    ),
    Topic(
        "counts",
        "check",
        N_("Counting a place"),
        N_("Compare what lies there with what the book says."),
        steps=(
            N_("Choose the place and count what you see, without looking at the book."),
            N_("Write the numbers. Selling can go on meanwhile."),
            N_("Look at the differences and say why: sold unseen, lost, spoilt."),
            N_("Record it. The count stays for ever, with its date."),
        ),
        wrong=(
            (
                N_("In the morning there is more than expected: we brought change."),
                N_(
                    "Answer yes when the page asks whether it came from the association's box: it "
                    "is written down and the same count is compared again."
                ),
            ),
            (
                N_("I counted wrong."),
                N_("Count once more. Both counts stay, the newer one holds."),
            ),
        ),
        ask="tesorera",
        page="inventory.new_count",
        of=(
            "inventory.new_count",
            "inventory.counts",
            "inventory.count",
            "inventory.count_place",
            "inventory.count_sheet",
            "inventory.count_difference",
            "inventory.give_up_count",
            "inventory.adjustments",
            "inventory.adjustment",
            "inventory.new_adjustment",
        ),
    ),
    Topic(
        "cash",
        "cash",
        N_("The cash"),
        N_("What is in the drawer, what came in, what went out, and the count at night."),
        steps=(
            N_("In the morning count the coins and notes and open the drawer."),
            N_("Write down what is taken or put in, with its reason: fares, freight, material."),
            N_("At night count first; only then the book says what it expected."),
            N_("If there is a difference, look for its reason and write it."),
        ),
        wrong=(
            (
                N_("The difference is exactly one sale."),
                N_(
                    "The page shows which event would explain it, for example a Yape taken for "
                    "cash."
                ),
            ),
            (
                N_("I counted wrong."),
                N_("Count once more. Both counts stay, the newer one holds."),
            ),
        ),
        ask="tesorera",
        page="cash.index",
        of=("cash.*",),
    ),
    Topic(
        "sales",
        "shop",
        N_("Sales made"),
        N_("Every sale: what was sold, to whom, how it was paid, and what is still due."),
        steps=(
            N_("Look for a sale by its code, the buyer or the day."),
            N_("Open it to print its paper again or to see how it was divided."),
            N_("If something comes back, take it back from here."),
        ),
        wrong=(
            (
                N_("A sale cannot be changed."),
                N_("That is on purpose. What was wrong is undone or taken back, and sold anew."),
            ),
        ),
        ask="tesorera",
        page="sales.index",
        of=("sales.*",),
    ),
    Topic(
        "collect",
        "coin",
        N_("Collecting what is due"),
        N_("Who owes, since when, and how the money comes in."),
        steps=(
            N_("Open the sale that is paid, in the list of what is due."),
            N_("Write how much and how it is paid. A part is possible."),
            N_("For Yape or a transfer write the operation number."),
            N_("See in the telephone of the association that the money is there."),
        ),
        wrong=(
            (
                N_("The operation number was used before."),
                N_("The same payment does not pay twice. Ask the buyer for the right one."),
            ),
            (
                N_("I typed a wrong operation number."),
                N_(
                    "Open the number where the payment is shown. There the treasurer writes the "
                    "right one, and why; both stay."
                ),
            ),
        ),
        ask="tesorera",
        page="sales.due",
        of=(
            "sales.due",
            "sales.collect",
            "sales.owing",
            "sales.remind",
            "sales.contact",
            "sales.buyers",
            "sales.buyer",
            "sales.new_buyer",
            "sales.change_buyer",
            "sales.payment",
            "cash.number",
            "cash.put_number_right",
        ),
    ),
    Topic(
        "returns",
        "undo",
        N_("When something comes back"),
        N_("Pieces come back from a buyer; money and shares go back the same way."),
        steps=(
            N_("Open the sale and choose what comes back and where it lies now."),
            N_("Say whether it can be sold again."),
            N_("Give the money back, or let it count for another sale."),
        ),
        wrong=(
            (
                N_("The member was paid already."),
                N_("Nobody takes it out of her hand: it is counted off from what she earns next."),
            ),
        ),
        ask="tesorera",
        page="",
        of=(
            "invoices.take_back",
            "sales.refund",
            "sales.back",
        ),
    ),
    Topic(
        "papers",
        "paper",
        N_("Boletas, facturas and notes"),
        N_("The papers of each sale. What was issued never changes."),
        steps=(
            N_("After selling choose the paper: boleta, factura with RUC, or our internal note."),
            N_(
                "Boleta and factura of SUNAT's portal: issue them there, then write their "
                "number here."
            ),
            N_("Above S/ 700 a boleta needs the buyer's name and document."),
            N_("What SUNAT says of it: open the paper, and note it under SUNAT."),
        ),
        wrong=(
            (
                N_("SUNAT rejected or annulled a paper."),
                N_("Issue another in the portal; open the old paper and type in the new number."),
            ),
            (
                N_("A number was spoilt in the portal."),
                N_("Record it as void, with the reason, so that no gap is left unexplained."),
            ),
        ),
        ask="tesorera",
        page="invoices.index",
        of=("invoices.*",),
    ),
    Topic(
        "buyer-link",
        "share",
        N_("What the buyer sees"),
        N_("A link opens the paper in the buyer's telephone: how it stands, whose the money is."),
        steps=(
            N_("After a sale press WhatsApp with link; the message carries it."),
            N_("Or open the paper, press the button for the link, and send what appears."),
            N_("For a boleta or factura of the portal keep its XML too; the buyer gets it."),
            N_("Who has only the paper types its number and code where the paper says."),
        ),
        wrong=(
            (
                N_("The link went to the wrong person."),
                N_("Open the links of the paper and take it back: it opens nothing any more."),
            ),
            (
                N_("The buyer lost the link."),
                N_("Make another one. An old one cannot be shown again: we keep no copy of it."),
            ),
        ),
        ask="tesorera",
        page="",
        of=("invoices.links_", "invoices.make_link", "invoices.attach_xml"),
    ),
    Topic(
        "consignment",
        "hotel",
        N_("Pieces at a hotel"),
        N_("A hotel or a shop holds our pieces and tells later what it sold."),
        steps=(
            N_("Send the pieces there like to any other place."),
            N_("When the hotel reports, write what it sold."),
            N_("Make the factura and collect it, or leave it as due with a date."),
            N_("What it does not want any more comes back by a transfer."),
        ),
        wrong=(
            (
                N_("The hotel counted less than we have."),
                N_("Count the place together with the hotel, and say who bears what is missing."),
            ),
        ),
        ask="tesorera",
        page="sales.consignments",
        of=(
            "sales.consignment_place",
            "sales.consignments",
            "sales.consignment_report",
            "sales.consignment_paper",
            "sales.consignment_terms",
            "sales.report_sales",
            "sales.undo_report",
        ),
    ),
    Topic(
        "orders",
        "calendar",
        N_("Orders and quotations"),
        N_("What somebody asks us to make, what it will cost, and what was paid ahead."),
        steps=(
            N_("Write what is wanted, how many, for when and for whom."),
            N_("Print or send the quotation. It is no tax paper."),
            N_("Write down the deposit when it is paid."),
            N_("When the pieces are there, sell them from the order."),
        ),
        wrong=(
            (
                N_("The buyer does not come back."),
                N_("Close the order and say what becomes of the deposit."),
            ),
        ),
        ask="tesorera",
        page="orders.index",
        of=("orders.*",),
    ),
)
