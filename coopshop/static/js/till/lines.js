// What is taken: a tile adds its product, and a line counts up and down.

import { parsed } from "../typed.js";
import { newLine } from "./new_line.js";
import { inLine, lines, recorded, till } from "./page.js";
import { next } from "./sale.js";
import { reveal } from "./sight.js";
import { update } from "./total.js";

export function add(tile) {
  const none = !tile || tile.disabled;
  if (recorded()) next(none ? "" : tile.value);
  if (none || recorded()) return; // if it still is, another page comes
  const line = lines().find((one) => isPlain(one, tile.value)) || newLine(tile);
  const before = line.dataset.fresh ? 0 : counted(line);
  delete line.dataset.fresh;
  setQuantity(line, before + 1000);
  reveal(line);
  const name = line.querySelector("[data-name]").textContent;
  till.querySelector("[data-added]").textContent = `${name} × ${inLine(line, "quantity").value}`;
}

// A line at the listed price, of nobody in particular: one more of the same joins it.
function isPlain(line, sku) {
  return inLine(line, "sku").value === sku && !inLine(line, "discount").value
    && !inLine(line, "price").value && !inLine(line, "member")?.value;
}

const counted = (line) => parsed(inLine(line, "quantity").value, 3) || 0;

export function setQuantity(line, milli) {
  if (milli <= 0) line.remove();
  else inLine(line, "quantity").value = String(milli / 1000);
  update();
}

export function step(line, by) {
  if (line) setQuantity(line, counted(line) + by * 1000);
}

export function drop(line) {
  line.remove();
  update();
}
