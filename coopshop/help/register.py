"""Help for what is kept in order: members, rules, products, prices, places."""

from ..domain.errors import N_
from .topic import Topic

REGISTER = (
    Topic(
        "members",
        "people",
        N_("The register of members"),
        N_("Who makes, in which group, and what each agreed to."),
        steps=(
            N_("Enter a new member with her names; the DNI may come later."),
            N_("Take her photo only if she agreed to it."),
            N_("Print her card: with it she is found at the desk."),
            N_("Who leaves is not deleted: her pieces go on being sold and paid."),
        ),
        wrong=(
            (
                N_("Two members have the same name."),
                N_("Go by the code and the photo."),
            ),
            (
                N_("A maker's name does not stand on her label."),
                N_("Open what she agreed to. A yes without a day shows nothing: ask again."),
            ),
        ),
        ask="tesorera",
        page="members.index",
        of=("members.*",),
    ),
    Topic(
        "telephones",
        "phone",
        N_("Her telephone"),
        N_("A card lets her telephone in once; then her PIN opens it. She sees what is hers."),
        steps=(
            N_("Open the member's page, then her telephones."),
            N_("Press New card. Let her scan it from the screen, or print it."),
            N_("She presses the button and chooses a PIN that you do not see."),
        ),
        wrong=(
            (
                N_("She lost her telephone."),
                N_("Take it away on the same page. It shuts at once, wherever it is."),
            ),
            (
                N_("She forgot her PIN, or tried ten times."),
                N_("Give her a new card."),
            ),
            (
                N_("She has no smartphone."),
                N_("Print her statement."),
            ),
        ),
        ask="tesorera",
        page="maker.cards",
        of=("maker.*",),
    ),
    Topic(
        "rules",
        "key",
        N_("Groups, shares and rules"),
        N_("What the assembly decided: how a sale is divided, who stands on our papers."),
        steps=(
            N_("Write the association's RUC, name and address."),
            N_("For each group write what is kept back, and the fund's part of it."),
            N_("Write from which day it holds, and the act of the assembly."),
        ),
        wrong=(
            (
                N_("The share was changed. What of older sales?"),
                N_("They keep the rule of their day."),
            ),
        ),
        ask="administradora",
        page="members.rules",
        of=(
            "members.rules",
            "members.new_rules",
            "members.new_share",
            "members.group",
            "members.new_group",
        ),
    ),
    Topic(
        "products",
        "basket",
        N_("Products"),
        N_("What is made, with photo, unit and group."),
        steps=(
            N_("Enter a product with a short code and the name that buyers know."),
            N_("Choose how it is counted: piece, pair, dozen, kilo. It stays so."),
            N_("Add a photo in good light."),
            N_("Give it a price."),
        ),
        wrong=(
            (
                N_("It is made no longer."),
                N_("Retire it. What is left is still sold."),
            ),
        ),
        ask="tesorera",
        page="catalog.index",
        of=("catalog.*",),
    ),
    Topic(
        "prices",
        "coin",
        N_("Prices"),
        N_("What each list asks, from which day on."),
        steps=(
            N_("Choose the list: shop, fair, wholesale, members."),
            N_("Write the new price and from which day it holds."),
            N_("The old one ends the day before by itself."),
        ),
        wrong=(
            (
                N_("The price was mistyped."),
                N_("Correct it on the same day. Later write a new one."),
            ),
        ),
        ask="tesorera",
        page="catalog.prices",
        of=(
            "catalog.prices",
            "catalog.new_price",
            "catalog.new_list",
        ),
    ),
    Topic(
        "places",
        "store",
        N_("Places"),
        N_("Where pieces can lie: the store, a shop, a fair, a hotel."),
        steps=(
            N_("Open a place with a short code and its name."),
            N_("Say what kind it is; a hotel holds our pieces on consignment."),
            N_("Close it when nothing lies there any more."),
        ),
        wrong=(
            (
                N_("It cannot be closed."),
                N_("Pieces lie there still. Send them elsewhere first."),
            ),
        ),
        ask="tesorera",
        page="catalog.places",
        of=(
            "catalog.places",
            "catalog.new_place",
            "catalog.change_place",
            "catalog.close_place",
        ),
    ),
    Topic(
        "voices",
        "play",
        N_("Voices"),
        N_("What members hear when they press Listen, spoken by somebody of the community."),
        steps=(
            N_("Ask who wants to lend her voice, and write down the day on which she agreed."),
            N_("Record phrase by phrase, in a quiet place, close to the microphone."),
            N_("A language is heard when none of the phrases of a page is missing."),
            N_("Who takes her voice back: delete her recordings here."),
        ),
        wrong=(
            (
                N_("The microphone does not work."),
                N_("Record with a telephone and upload the file, up to 200 KB each."),
            ),
        ),
        ask="tesorera",
        page="maker.desk_voices",
        of=(
            "maker.desk_voices",
            "maker.desk_new_tongue",
            "maker.desk_tongue",
            "maker.desk_numbers",
            "maker.desk_record",
            "maker.desk_drop_recording",
        ),
    ),
    Topic(
        "leaving",
        "out",
        N_("Who leaves, and wants to be forgotten"),
        N_("What is deleted at once, what stays a while, and why the sums stay for ever."),
        steps=(
            N_("Write down her last day in the register."),
            N_("Pay what is owed, give back her pieces, answer what she disputes."),
            N_("Give her the file with everything about her, if she wants it."),
            N_("Then forget her. What is emptied cannot be brought back."),
            N_("Her name and DNI stay on receipts for five years. Then forget her once more."),
        ),
        wrong=(
            (
                N_("It says that something is still open."),
                N_("Settle it first: who is forgotten can no longer be paid."),
            ),
        ),
        ask="tesorera",
        page="members.index",
        of=("maker.desk_forget", "maker.desk_everything"),
    ),
    Topic(
        "price-links",
        "share",
        N_("Price lists by link"),
        N_(
            "Hotels and shops see their own prices with photos, and ask for pieces "
            "without an account."
        ),
        steps=(
            N_("On the page of a buyer, make a link for a price list and send it by WhatsApp."),
            N_("What they ask for waits under Orders, Asked by link. It is no order yet."),
            N_(
                "Look at it, change it, and make it an order or a quotation. "
                "Or decline it, with the reason."
            ),
            N_("They read your answer on the same link."),
        ),
        wrong=(
            (
                N_("The link came into wrong hands."),
                N_("Close it on the page of the buyer, and make a new one."),
            ),
            (
                N_("A price has changed since they asked."),
                N_(
                    "The order takes the price of today. "
                    "Write the old one as agreed, if you grant it."
                ),
            ),
        ),
        ask="tesorera",
        page="orders.asked_list",
        of=(
            "orders.links",
            "orders.new_link",
            "orders.asked_list",
            "orders.asked",
            "orders.decline",
        ),
    ),
    Topic(
        "complaints",
        "complaint",
        N_("Complaints book"),
        N_("The law asks every shop for it: buyers complain there, and get an answer."),
        steps=(
            N_("Hang up the notice, where everybody sees it. Its QR leads to the page."),
            N_("Who has no phone gets the empty sheet. Copy it here the same day."),
            N_("Answer each sheet within 15 working days: what you say, and what was done."),
            N_("Tell the consumer: by a message that you send, by letter, or in person."),
        ),
        wrong=(
            (
                N_("Something in the answer is wrong."),
                N_("It stays. Add what puts it right; the consumer reads both."),
            ),
            (
                N_("The consumer lost the link."),
                N_("Write the message anew: it has a new link, and older ones are closed."),
            ),
        ),
        ask="tesorera",
        page="complaints.index",
        of=("complaints.*",),
    ),
)
