// What the keyboard does (templates/till/keys.html says it): words look for goods, 3* counts, Enter
// goes on, and no key loses anything.

import { parsed } from "../typed.js";
import { filter, hits, toGoods } from "./goods.js";
import { add, setQuantity, step } from "./lines.js";
import { box, last, ticket, till, words } from "./page.js";
import { toMoney } from "./sight.js";

export function search() {
  const counted = /^(\d+(?:[.,]\d+)?)\*$/.exec(words.value);
  if (counted && last()) {
    setQuantity(last(), parsed(counted[1], 3));
    words.value = "";
  }
  filter();
}

function enter() {
  if (!words.value.trim()) return toMoney();
  add(hits()[0]);
  words.value = "";
  filter();
}

const sell = () => document.getElementById("record").click();
export const showKeys = () => document.getElementById("keys").showModal();

const ALWAYS = {
  Escape: toGoods,
  F2: () => document.getElementById("find").focus(),
  F4: toMoney,
  F8: () => { ticket().querySelector(".ticket-park").open = true; box("aside").focus(); },
};

// Where nothing is being typed.
const IDLE = { "?": showKeys, "+": () => step(last(), 1), "-": () => step(last(), -1) };

function entered({ target }) {
  if (!till.contains(target)) return null;
  if (target === words) return enter;
  if (/^(payments-|fx_rate)/.test(target.name)) return sell;
  return target.name?.startsWith("lines-") ? toGoods : null;
}

export function pressed(event) {
  const typing = event.target.matches?.("input, select, textarea");
  const idle = !typing || (event.target === words && !words.value);
  const act = event.key === "Enter"
    ? typing && entered(event)
    : ALWAYS[event.key] || (idle && IDLE[event.key]);
  if (!act || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  act();
}
