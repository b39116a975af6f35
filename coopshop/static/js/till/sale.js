// Recording: only this goes over the line, and the answer is the part of the page that is new.

import { showLeft, toGoods } from "./goods.js";
import { forget } from "./kept.js";
import { box, lines, recorded, ticket, till } from "./page.js";
import { watch } from "./sight.js";
import { update } from "./total.js";

const begun = ticket().cloneNode(true); // what a new sale begins with

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
    box("key").value = ticket().dataset.key;
    box("parked").value = "";
    showLeft(JSON.parse(ticket().dataset.left));
    document.getElementById("next").focus();
  } else {
    ticket().querySelector(".notice-no, .notice-ask:not([hidden])")?.focus();
    update();
  }
  ticket().scrollIntoView({ block: "start" });
}

export function next() {
  ticket().replaceWith(begun.cloneNode(true));
  watch();
  till.querySelector("[data-added]").textContent = "";
  for (const line of lines()) line.remove();
  update();
  toGoods();
}
