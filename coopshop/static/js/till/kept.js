// The ticket is kept on this machine until it is recorded: through a dead line, through the night.

import { newLine } from "./new_line.js";
import { asked, box, inLine, lines, ticket, till, tileOf } from "./page.js";

const NEVER = ["csrf_token", "words", "find"];

// A ticket that was put aside and taken up again is kept beside the one that was begun here.
const where = (parked) => [till.dataset.store, parked].filter(Boolean).join("-");
const here = () => where(box("parked").value);

// The key goes with the ticket: if it was recorded and only the answer was lost, it is no second
// sale. Once the server has refused a key, what is on the ticket is another one.
export function keep() {
  if (!lines().length) return forget();
  const never = "recorded" in ticket().dataset ? [...NEVER, "key"] : NEVER;
  const kept = [...new FormData(till)].filter(([name, value]) => value && !never.includes(name));
  localStorage.setItem(here(), JSON.stringify(kept));
}

export function forget() {
  localStorage.removeItem(here());
}

// The page that comes after a ticket was put aside: it waits on the server now, not here.
export function forgetAside() {
  const parked = new URLSearchParams(location.search).get("aside");
  if (parked === null) return;
  localStorage.removeItem(where(parked));
  history.replaceState(null, "", till.action);
}

// On the page that comes, a ticket begins with this, unless one is kept already.
export function leave(sku) {
  const one = [["lines-0-sku", sku], ["lines-0-quantity", "1"]];
  if (!localStorage.getItem(where(""))) localStorage.setItem(where(""), JSON.stringify(one));
}

// What was kept goes back into the boxes. Gives the buyer's code if the page does not know her.
export function takeUp() {
  const kept = JSON.parse(localStorage.getItem(here()) || "[]");
  if (!asked || !kept.length) return "";
  for (const line of lines()) line.remove();
  for (const [name, value] of kept) {
    if (name.endsWith("-sku") && tileOf(value)) fill(newLine(tileOf(value)), name, kept);
  }
  const buyer = kept.find(([name]) => name === "buyer")?.[1] ?? "";
  const unknown = buyer === box("buyer").value ? "" : buyer;
  for (const [name, value] of kept) {
    if (!name.startsWith("lines-") && !["shown", "parked"].includes(name)) write(box(name), value);
  }
  // Tiles and prices are those of the place and the list that the page came with.
  const priced = ["place", "price_list"].map(box);
  if (priced.some((chosen) => !chosen.selectedOptions[0]?.defaultSelected)) {
    till.requestSubmit(till.querySelector("[name=look]"));
  }
  return unknown;
}

function fill(line, sku, kept) {
  delete line.dataset.fresh;
  const old = sku.slice(0, -"-sku".length);
  for (const field of ["quantity", "discount", "price", "member"]) {
    const saved = kept.find(([name]) => name === `${old}-${field}`);
    if (saved) write(inLine(line, field), saved[1]);
  }
}

// What was written into a part that is folded shall be seen.
function write(field, value) {
  if (!field || field.type === "checkbox" || field.value === value) return;
  const options = field instanceof HTMLSelectElement ? [...field.options] : null;
  if (options && !options.some((one) => one.value === value)) return;
  field.value = value;
  const folded = (field.closest ? field : field[0]).closest("details");
  if (folded) folded.open = true;
}
