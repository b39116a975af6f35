// Counting a drawer: what was written so far, added up while one counts. What the book expects is
// not here.

import { written } from "./cents.js";

for (const counted of document.querySelectorAll("[data-counted]")) {
  const boxes = [...counted.closest("form").querySelectorAll("input[name^=pieces_]")];
  const figure = counted.querySelector("#counted");
  const show = () => {
    const cents = boxes.reduce((sum, box) => {
      const many = /^\s*[0-9]{1,6}\s*$/.test(box.value) ? Number(box.value) : 0;
      return sum + many * Number(box.name.slice("pieces_".length));
    }, 0);
    figure.textContent = `S/ ${written(cents)}`;
  };
  counted.hidden = false;
  counted.closest("form").addEventListener("input", show);
  show();
}
