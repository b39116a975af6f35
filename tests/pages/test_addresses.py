"""Every page has an address to be looked at by, and it opens."""

from werkzeug.routing import Rule

from tests.pages.addresses import EXAMPLES, PASSED_OVER, lived_in, pages
from tests.pages.entering import enter

#: Pages that lead on to another, and the one that only a member has.
LEAD_ON = {"invoices.pdf_of_sale": 302, "sales.payment": 302, "sales.back": 302}
LEAD_ON |= {"cash.carrier_payment": 302, "orders.deposit": 302, "till.last": 302}
LEAD_ON |= {"payouts.mine": 403}


def looked_at(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and rule.endpoint not in PASSED_OVER


def test_every_page_has_an_example(app):
    """Something was added to the pages: add a line to EXAMPLES in addresses.py."""
    asking = {r.endpoint for r in app.url_map.iter_rules() if r.arguments and looked_at(r)}
    assert asking - EXAMPLES.keys() == set()


def test_every_example_is_of_a_page_that_is_still_there(app):
    assert EXAMPLES.keys() - {rule.endpoint for rule in app.url_map.iter_rules()} == set()


def test_every_page_opens(lived):
    named = lived_in(lived)
    client = enter(lived, "administradora")
    found = {
        address: status
        for endpoint, address in pages(lived, named)
        if (status := client.get(address).status_code) != LEAD_ON.get(endpoint, 200)
    }
    assert found == {}
