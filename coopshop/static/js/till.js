// The till, faster: the same boxes that the server reads are changed in place, sums are worked out
// at once, and the ticket is kept on this machine until it is recorded. The server decides: it gets
// the total that was shown here and refuses to record another one. Here is what was pressed, and
// who answers it.

import { findBuyers } from "./till/buyers.js";
import { filter, showGroup } from "./till/goods.js";
import { pressed, search, showKeys } from "./till/keys.js";
import { forgetAside, takeUp } from "./till/kept.js";
import { add, drop, step } from "./till/lines.js";
import { box, keyboard, recorded, till, words } from "./till/page.js";
import { next, record } from "./till/sale.js";
import { watch } from "./till/sight.js";
import { update } from "./till/total.js";

till.addEventListener("submit", (event) => {
  const button = event.submitter;
  const line = button?.closest(".ticket-line");
  const ofBuyers = button?.closest(".ticket-whom");
  const act = {
    add: () => add(button),
    more: () => step(line, 1),
    less: () => step(line, -1),
    drop: () => drop(line),
    tender: () => { box("payments-0-tendered").value = button.dataset.tender; update(); },
    notes: () => { box("payments-0-dollars").value = button.dataset.notes; update(); },
    filter: () => (ofBuyers ? findBuyers(box("find").value) : filter()),
    record: () => record(button),
  }[button?.name];
  if (!act) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") !== "true") act();
});

till.addEventListener("input", (event) => {
  if (event.target === words) search();
  else if (event.target.name === "find") findBuyers(event.target.value);
  else update();
});

till.addEventListener("change", (event) => {
  const look = till.querySelector("[name=look]");
  if (["price_list", "place"].includes(event.target.name)) till.requestSubmit(look);
});

till.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-tab]");
  const done = event.target.closest("#next") && recorded();
  if (!tab && !done && !event.target.closest("#empty-ticket")) return;
  event.preventDefault();
  if (tab) showGroup(tab);
  else next();
});

document.addEventListener("keydown", pressed);

const opensKeys = document.getElementById("show-keys");
opensKeys.hidden = !keyboard;
opensKeys.addEventListener("click", showKeys);
forgetAside();
const unknown = takeUp();
update();
if (unknown) findBuyers("", unknown).then(update);
till.style.setProperty("--head", `${till.getBoundingClientRect().top + scrollY}px`);
watch();
if (keyboard) words.focus();
