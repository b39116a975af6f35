"""Every address in every role: nothing is open by oversight, to read or to change."""

import pytest

from coopshop.access.permissions import RIGHTS, may
from tests.pages.addresses import EXAMPLES, lived_in, pages
from tests.pages.entering import enter
from tests.pages.slips import filled

#: Where one may go without being known: in, out, and what makes the page.
OPEN = {
    *("static", "web.stylesheet", "web.choose_language", "access.sign_in", "access.sign_out"),
    "proof.look_up",
}

#: Forms of those who change nothing: their own password, practice, and the specimen of the guide.
OWN_FORMS = {"access.password", "access.guide", "beginning.practise", *OPEN}

#: What a socia finds that speaks of nobody.
OF_NOBODY = {
    *("maker.home", "proof.look_up"),
    *("access.guide", "access.password", "access.sign_in", "beginning.practice"),
    *("help.index", "help.topic", "help.words"),
}

#: What she finds that speaks of her.
OF_HER = {
    *("members.photo", "members.said", "members.show"),
    *("payouts.dispute", "payouts.pdf", "payouts.show"),
    *("payouts.statement_of", "payouts.statement_pdf"),
}

#: Pages that only lead on: home to hers, and from there to her account.
LEAD_ON = {"access.home", "payouts.mine"}


def anything(rule):
    """Values for an address: those of the table, or a one, which is a word as well as a number."""
    return dict.fromkeys(rule.arguments, 1) | EXAMPLES.get(rule.endpoint, {})


def forms(app):
    """(endpoint, address) of all that takes a form."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "POST" in rule.methods:
                yield rule.endpoint, app.url_for(rule.endpoint, **anything(rule), _method="POST")


def opened(app, client, named):
    """What each page answers her, by endpoint."""
    return {endpoint: client.get(address).status_code for endpoint, address in pages(app, named)}


def test_every_page_says_who_may_open_it(app):
    views = app.view_functions.items()
    silent = {name for name, view in views if getattr(view, "right", None) is None}
    assert silent == OPEN


def test_a_stranger_is_led_to_the_door_from_every_page(app, client):
    with app.test_request_context():
        asked = [
            app.url_for(rule.endpoint, **anything(rule))
            for rule in app.url_map.iter_rules()
            if "GET" in rule.methods and rule.endpoint not in OPEN
        ]
    elsewhere = [address for address in asked if client.get(address).location != "/sign-in"]
    assert elsewhere == []


def test_a_stranger_hands_no_form_in(app, client):
    slip = filled(client, "/sign-in")
    asked = [address for endpoint, address in forms(app) if endpoint not in OPEN]
    elsewhere = [a for a in asked if client.post(a, data=slip).location != "/sign-in"]
    assert elsewhere == []


@pytest.mark.parametrize(("role", "member"), [("fiscal", None), ("socia", "AW-01")])
def test_who_reads_only_changes_nothing(lived, role, member):
    client = enter(lived, role, member)
    slip = filled(client, "/password")
    taken = {
        address: status
        for endpoint, address in forms(lived)
        if endpoint not in OWN_FORMS
        and (status := client.post(address, data=slip).status_code) != 403
    }
    assert taken == {}


def test_the_fiscal_reads_all_that_anybody_reads():
    reading = {right for right in RIGHTS if right.startswith("read_")} - {"read_own"}
    assert {right for right in reading if not may("fiscal", right)} == set()


def test_a_socia_finds_what_is_hers_and_what_speaks_of_nobody(lived):
    named = lived_in(lived)
    found = opened(lived, enter(lived, "socia", "AW-01"), named)
    assert {e for e, status in found.items() if status == 200} == OF_NOBODY | OF_HER
    assert {e for e, status in found.items() if status == 302} == LEAD_ON
    assert {status for status in found.values() if status not in (200, 302)} <= {403, 404}


def test_a_socia_finds_nothing_of_another(lived):
    named = lived_in(lived)
    found = opened(lived, enter(lived, "socia", "AW-02"), named)
    assert {e for e, status in found.items() if status == 200} == OF_NOBODY
    assert {found[endpoint] for endpoint in OF_HER} == {404}
