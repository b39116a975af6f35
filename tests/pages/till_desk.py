"""At the till by browser: what stands in its boxes, and pressing a button without JavaScript."""

import re

TILL = "/till/"


def boxes(answer) -> dict[str, str]:
    """Every box of the till's form with what stands in it, as a browser would send it."""
    page = answer.get_data(as_text=True).partition('id="till"')[2].partition("<template")[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if named.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        found[named["name"]] = named.get("value", "")
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def press(client, answer, **pressed):
    """Press a button of the till: `add="AW-CAN"`; boxes of rows are written `lines_0_quantity`."""
    named = {re.sub(r"_(\d+)_", r"-\1-", name): value for name, value in pressed.items()}
    return client.post(TILL, data=boxes(answer) | named)
