// The ticket is kept on this machine until it is recorded: through a dead line, through the night.

import { newLine } from "./new_line.js";
import { box, inLine, lines, till, tileOf } from "./page.js";

const NEVER = ["csrf_token", "key", "words", "find"];

export function keep() {
  if (!lines().length) return forget();
  const kept = [...new FormData(till)].filter(([name, value]) => value && !NEVER.includes(name));
  localStorage.setItem(till.dataset.store, JSON.stringify(kept));
}

export function forget() {
  localStorage.removeItem(till.dataset.store);
}

// What was kept goes back into the boxes, where the page has no ticket of its own.
export function takeUp() {
  const kept = JSON.parse(localStorage.getItem(till.dataset.store) || "[]");
  if (lines().length || !kept.length || location.search) return;
  for (const [name, value] of kept) {
    if (name.endsWith("-sku") && tileOf(value)) fill(newLine(tileOf(value)), name, kept);
  }
  for (const [name, value] of kept) {
    if (name.startsWith("lines-") || name === "shown" || name === "parked") continue;
    const field = box(name);
    const gone = field instanceof HTMLSelectElement
      && ![...field.options].some((one) => one.value === value);
    if (field && !gone && field.type !== "checkbox") field.value = value;
  }
  // Tiles and prices are those of the place and the list that the page came with.
  const priced = ["place", "price_list"].map(box);
  if (priced.some((chosen) => !chosen.selectedOptions[0]?.defaultSelected)) {
    till.requestSubmit(till.querySelector("[name=look]"));
  }
}

function fill(line, sku, kept) {
  delete line.dataset.fresh;
  const old = sku.slice(0, -"-sku".length);
  for (const field of ["quantity", "discount", "price", "member"]) {
    const saved = kept.find(([name]) => name === `${old}-${field}`);
    if (saved && inLine(line, field)) inLine(line, field).value = saved[1];
  }
}
