// Counting a drawer: what was written so far, added up while one counts. The book's figure is not here.
"use strict";

for (const counted of document.querySelectorAll("[data-counted]")) {
  const boxes = [...counted.closest("form").querySelectorAll("input[name^=pieces_]")];
  const figure = counted.querySelector("#counted");
  const show = () => {
    const cents = boxes.reduce((sum, box) => {
      const many = /^\s*[0-9]{1,6}\s*$/.test(box.value) ? Number(box.value) : 0;
      return sum + many * Number(box.name.slice("pieces_".length));
    }, 0);
    const [whole, rest] = (cents / 100).toFixed(2).split(".");
    figure.textContent = `S/ ${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${rest}`;
  };
  counted.hidden = false;
  counted.closest("form").addEventListener("input", show);
  show();
}
