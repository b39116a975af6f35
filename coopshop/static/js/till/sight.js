// What is in sight. On a desk the ticket's own column scrolls. On a phone the page stays where the
// thumb is; a bar leads to the ticket, and is gone where the ticket is in sight.

import { box, ticket, till } from "./page.js";

const bar = till.querySelector(".counter-bar");
bar.classList.add("is-watched");
const sight = new IntersectionObserver((seen) => {
  bar.hidden = seen.at(-1).isIntersecting;
}, { rootMargin: "0px 0px -72px" });

export function watch() {
  sight.disconnect();
  sight.observe(ticket());
}

export function reveal(line) {
  const { top, bottom } = line.getBoundingClientRect();
  const below = bottom - ticket().querySelector(".ticket-foot").getBoundingClientRect().top;
  const above = top - ticket().getBoundingClientRect().top;
  ticket().scrollTop += below > 0 ? below : Math.min(above, 0);
}

const FIRST = { efectivo: "payments-0-tendered", dolares: "payments-0-dollars" };

export function toMoney() {
  const column = ticket(), pay = document.getElementById("pay");
  const own = column.scrollHeight > column.clientHeight; // on a desk
  const top = (of) => of.getBoundingClientRect().top;
  if (own) column.scrollTop += top(pay) - top(column) - 8;
  else pay.scrollIntoView({ block: "nearest" });
  const first = FIRST[till.querySelector("[name=payments-0-method]:checked")?.value];
  (first ? box(first) : document.getElementById("record")).focus({ preventScroll: own });
}
