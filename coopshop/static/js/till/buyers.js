// Looking for buyers: the server knows them, the page does not.

import { till } from "./page.js";

let asking = 0;

const chosen = () => till.querySelector("[name=buyer]:checked")?.value || "";

export async function findBuyers(typed, buyer = chosen()) {
  const mine = ++asking;
  const query = new URLSearchParams({ find: typed, buyer });
  const answer = await fetch(`${till.dataset.buyers}?${query}`).catch(() => null);
  if (!answer?.ok || mine !== asking) return;
  document.getElementById("buyers").innerHTML = await answer.text();
}
