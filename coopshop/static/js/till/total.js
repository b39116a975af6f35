// The ticket's sums, written anew whenever something in it has changed.

import { halfUp } from "../cents.js";
import { change } from "./change.js";
import { keep } from "./kept.js";
import { box, inLine, lines, money, recorded, till } from "./page.js";
import { WHOLE, worked } from "./sums.js";

const NAMED_ABOVE = 70000;

export function update() {
  if (recorded()) return;
  let total = 0, net = 0;
  for (const line of lines()) {
    const sum = worked(line);
    total += sum.now.total;
    net += sum.now.net;
    inLine(line, "was").value = Number.isNaN(sum.price) ? "" : sum.price;
    line.querySelector("[data-price]").textContent = sum.price ? money(sum.price) : "";
    line.querySelector("[data-sum]").textContent = known(sum.now.total);
    showLess(line, sum);
  }
  for (const shown of till.querySelectorAll("[data-total]")) shown.textContent = known(total);
  box("shown").value = Number.isNaN(total) ? "" : total;
  const igv = till.querySelector("[data-igv]:not(form)");
  if (igv && total === net) igv.textContent = "";
  document.getElementById("ticket-empty").hidden = lines().length > 0;
  document.getElementById("needs-name").hidden = !needsName(total);
  change(total);
  keep();
}

const known = (cents) => (Number.isNaN(cents) ? "?" : money(cents));

// Whose shares a discount comes out of.
function showLess(line, { full, now, share }) {
  const off = full.net - now.net;
  const pool = (net) => halfUp(net * (WHOLE - share), WHOLE);
  const members = pool(full.net) - pool(now.net);
  const sums = { off, members, association: off - members };
  const said = off > 0 && till.dataset.currency === "PEN";
  line.querySelector("[data-less]").textContent = said
    ? till.dataset.less.replace(/\{(\w+)\}/g, (_all, name) => money(sums[name])) : "";
}

// A large boleta says whose it is.
function needsName(total) {
  const chosen = till.querySelector("[name=buyer]:checked")?.dataset.document;
  const named = box("document_number").value || chosen > "0";
  return total > NAMED_ABOVE && box("kind").value === "boleta" && !named;
}
