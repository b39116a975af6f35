// What a line comes to, by the same rule as the server's (domain/tax.py, domain/sharing.py).

import { halfUp } from "../cents.js";
import { parsed } from "../typed.js";
import { box, inLine, till, tileOf } from "./page.js";

export const WHOLE = 10000;

function taxed(gross) {
  const used = box("used").value;
  const exempt = used === "abroad" || (used === "here" && till.dataset.amazonia === "1");
  if (exempt) return { net: gross, total: gross };
  const igv = Number(till.dataset.igv);
  return till.dataset.includes === "1"
    ? { net: halfUp(gross * WHOLE, WHOLE + igv), total: gross }
    : { net: gross, total: gross + halfUp(gross * igv, WHOLE) };
}

export function worked(line) {
  const tile = tileOf(inLine(line, "sku").value);
  const parts = Number(tile?.dataset.parts || 1);
  const units = (parsed(inLine(line, "quantity").value, 3) * parts) / 1000;
  const listed = Number(tile?.dataset.price || 0);
  const typed = inLine(line, "price").value;
  const price = typed ? parsed(typed, 2) : listed;
  const asked = parsed(inLine(line, "discount").value || "0", 2);
  const off = asked < WHOLE ? asked : NaN; // nothing is given away, or more than it costs
  const sum = (each, less) => taxed(halfUp(units * each * (WHOLE - less), parts * WHOLE));
  const share = Number(tile?.dataset.share || 0);
  return { price, now: sum(price, off), full: sum(listed || price, 0), share };
}
