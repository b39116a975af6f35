// The change to give: of notes in soles, and of notes in dollars at the rate of the day.

import { halfUp } from "../cents.js";
import { parsed } from "../typed.js";
import { box, money, till } from "./page.js";

export function change(total) {
  const coins = till.dataset.currency === "PEN" ? total - (total % 10) : total;
  const given = parsed(box("payments-0-tendered").value || "0", 2);
  const said = box("payments-0-amount").value;
  const owed = said ? parsed(said, 2) : coins;
  document.getElementById("change").textContent = money(Math.max(given - owed, 0) || 0);
  dollars(total);
  for (const chip of till.querySelectorAll("[data-tender]")) {
    const note = Number(chip.dataset.tender);
    chip.disabled = note > 0 && note * 100 < owed;
  }
}

// As domain/money.py has it: the change is in soles.
function dollars(total) {
  const micros = parsed(box("fx_rate").value || "0", 6);
  let due = total;
  for (const row of till.querySelectorAll(".pay-row")) {
    const amount = (row.querySelector("[name$=-amount]") || box("payments-0-amount")).value;
    const said = amount ? parsed(amount, 2) : null;
    const given = row.querySelector("[name$=-dollars]").value;
    const cents = parsed(given || "0", 2);
    const inDollars = row.querySelector("[name$=-method]:checked")?.value === "dolares";
    const worth = halfUp(cents * micros, 1e6);
    const known = inDollars && worth > 0;
    const pays = said ?? Math.min(worth, due - (due % 10));
    const back = Math.max(Math.ceil((worth - pays) / 10) * 10, 0);
    const missing = (said ?? due) - (said ?? Math.min(worth, due));
    row.querySelector("[data-worth]").textContent = known
      ? `${money(cents).replace("S/", "US$")} × ${box("fx_rate").value} = ${money(worth)}` : "";
    row.querySelector("[data-change]").textContent = money(known ? back : 0);
    row.querySelector("[data-missing]").textContent = money(missing || 0);
    row.querySelector("[data-missing-line]").hidden = !(known && missing > 0);
    due = Math.max(due - (inDollars ? said ?? Math.min(worth, due) : said ?? due), 0) || 0;
  }
}
