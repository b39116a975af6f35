// The goods: finding them by words, one group at a time, and what is left of them.

import { folded } from "../typed.js";
import { keyboard, till, tileOf, tiles, words } from "./page.js";

// Those that were meant, the likeliest first; all of them while nothing is written.
export function hits() {
  const asked = folded(words.value).split(/\s+/).filter(Boolean);
  const first = (word) => word.startsWith(asked[0]);
  const begins = (tile) => tile.dataset.find.split(/\s+/).some(first);
  const found = tiles.filter((tile) => asked.every((word) => tile.dataset.find.includes(word)));
  const rank = (tile) => (tile.disabled ? 2 : 0) + (begins(tile) ? 0 : 1);
  return asked.length ? found.sort((one, other) => rank(one) - rank(other)) : tiles;
}

export function filter() {
  const found = new Set(hits());
  for (const tile of tiles) tile.parentElement.hidden = !found.has(tile);
  for (const group of till.querySelectorAll(".counter-group")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  for (const tile of tiles) tile.classList.remove("is-chosen");
  if (words.value) hits()[0]?.classList.add("is-chosen");
}

export function toGoods() {
  words.value = "";
  filter();
  if (location.hash) location.hash = "till-title";
  if (keyboard) words.focus();
}

// The same tab again shows all groups.
export function showGroup(tab) {
  const open = tab.getAttribute("aria-current") !== "true";
  for (const other of till.querySelectorAll("[data-tab]")) other.removeAttribute("aria-current");
  if (open) tab.setAttribute("aria-current", "true");
  for (const group of till.querySelectorAll(".counter-group")) {
    group.hidden = open && group.id !== `group-${tab.dataset.tab}`;
  }
}

export function showLeft(left) {
  for (const [sku, [units, shown]] of Object.entries(left)) {
    const tile = tileOf(sku);
    if (!tile) continue;
    tile.dataset.left = units;
    tile.disabled = units === 0;
    tile.classList.toggle("is-gone", units === 0);
    tile.querySelector(".tile-badge [aria-hidden]").textContent = shown;
  }
}
