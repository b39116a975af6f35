// Recording: only this goes over the line, and the answer is the part of the page that is new.

import { showLeft, toGoods } from "./goods.js";
import { forget, leave } from "./kept.js";
import { asked, box, lines, recorded, ticket, till } from "./page.js";
import { watch } from "./sight.js";
import { update } from "./total.js";

// What a new sale begins with, if the page came for nobody in particular.
const forAnybody = asked && !box("parked").value;
const begun = ticket().cloneNode(true);
let key = box("key").value;

export async function record(button) {
  const sent = { method: "POST", body: new URLSearchParams(new FormData(till, button)) };
  button.setAttribute("aria-disabled", "true");
  const failed = document.getElementById("ticket-failed");
  try {
    const answer = await fetch(till.action, { ...sent, headers: { "X-Part": "y" } });
    const made = document.createElement("template");
    made.innerHTML = await answer.text();
    const fresh = made.content.querySelector("#ticket");
    if (fresh && !answer.redirected) return replace(fresh);
    failed.textContent = till.dataset.failed; // signed out, or a fault of ours
  } catch {
    failed.textContent = till.dataset.offline;
  }
  failed.hidden = false;
  button.removeAttribute("aria-disabled");
}

function replace(fresh) {
  ticket().replaceWith(fresh);
  watch();
  if (recorded()) {
    forget();
    key = ticket().dataset.key;
    box("parked").value = "";
    showLeft(JSON.parse(ticket().dataset.left));
    document.getElementById("next").focus();
  } else {
    ticket().querySelector(".notice-no, .notice-ask:not([hidden])")?.focus();
    update();
  }
  ticket().scrollIntoView({ block: "start" });
}

// The next sale. A page that came with somebody's ticket would keep its buyer and her paper, so
// another page comes. `first` is what was tapped meanwhile.
export function next(first = "") {
  if (!recorded()) forget();
  if (!forAnybody) {
    if (first) leave(first);
    return location.assign(till.action);
  }
  ticket().replaceWith(begun.cloneNode(true));
  box("key").value = key;
  watch();
  till.querySelector("[data-added]").textContent = "";
  for (const line of lines()) line.remove();
  update();
  toGoods();
}
