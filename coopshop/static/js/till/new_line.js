// A line of the ticket, made of the empty one that came with the page.

import { lines } from "./page.js";

const numberOf = (line) => Number(line.dataset.line.split("-")[1]);

export function newLine(tile) {
  const number = 1 + Math.max(-1, ...lines().map(numberOf));
  const made = document.createElement("template");
  const empty = document.getElementById("new-line").innerHTML;
  made.innerHTML = empty.replaceAll("lines-NN", `lines-${number}`);
  const line = made.content.firstElementChild;
  line.dataset.fresh = "y";
  line.querySelector("[data-name]").textContent = tile.querySelector(".tile-name").textContent;
  line.querySelector(`[name="lines-${number}-sku"]`).value = tile.value;
  const served = line.querySelector(".ticket-member");
  if (served) served.hidden = tile.dataset.left !== "";
  document.getElementById("lines").append(line);
  return line;
}
