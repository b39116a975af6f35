"""Every page has an address to be looked at by; that it opens, test_who_may says."""

from werkzeug.routing import Rule

from tests.pages.addresses import EXAMPLES, PASSED_OVER


def looked_at(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and rule.endpoint not in PASSED_OVER


def test_every_page_has_an_example(app):
    """Something was added to the pages: add a line to EXAMPLES in addresses.py."""
    asking = {r.endpoint for r in app.url_map.iter_rules() if r.arguments and looked_at(r)}
    assert asking - EXAMPLES.keys() == set()


def test_every_example_is_of_a_page_that_is_still_there(app):
    assert EXAMPLES.keys() - {rule.endpoint for rule in app.url_map.iter_rules()} == set()
