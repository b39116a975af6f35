// Counting by hand: a tap adds one, a label that is scanned adds one to its product, and each
// figure remembers how long ago it was typed. "All of it" fills its box in, and a full box ticks
// it. Without this, figures are written into their boxes.

// What a label says: the lot, or the address of the lot's own page, which ends in eight letters
// more.
const LABEL = /^(?:coopshop:lot:(.+)|https?:.*\/p\/(.+)-[0-9a-z]{8}\/?)$/i;

for (const tally of document.querySelectorAll("[data-tally]")) {
  const rows = [...tally.querySelectorAll("[data-row]")];
  const said = tally.querySelector("[data-said]");
  const typed = new Map(); // box: when

  const boxOf = (row) => row.querySelector("input[inputmode=decimal]");
  const number = (text) => Number(text.replace(",", ".")) || 0;

  const add = (row, amount) => {
    const box = boxOf(row);
    box.value = String(Math.max(number(box.value) + amount, 0));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const step = (row, amount) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button step";
    button.textContent = amount > 0 ? "+" : "−";
    button.setAttribute("aria-label", `${button.textContent}1 ${row.dataset.row}`);
    button.addEventListener("click", () => add(row, amount));
    return button;
  };

  for (const row of rows) {
    const box = boxOf(row);
    if (row.dataset.one) {
      box.before(step(row, -1));
      box.after(step(row, 1));
      box.parentElement.classList.add("stepped");
    }
    box.addEventListener("input", () => typed.set(row, Date.now()));
    const whole = row.querySelector("[data-whole]");
    if (!whole) continue;
    const all = number(row.dataset.all);
    whole.addEventListener("change", () => { box.value = whole.checked ? row.dataset.all : ""; });
    box.addEventListener("input", () => {
      whole.checked = box.value !== "" && number(box.value) === all;
    });
  }

  tally.addEventListener("scanned", (event) => {
    event.preventDefault();
    const lot = event.detail.trim().replace(LABEL, "$1$2").toUpperCase();
    const row = rows.find((one) => one.dataset.lots.split(" ").includes(lot));
    event.target.value = "";
    if (!row) {
      said.textContent = tally.dataset.unknown.replace("…", lot);
      said.classList.add("is-no");
      return;
    }
    said.classList.remove("is-no");
    if (row.dataset.one) add(row, 1);
    else boxOf(row).focus();
    said.textContent = `${lot} · ${row.dataset.row}: ${boxOf(row).value}`;
    row.scrollIntoView({ block: "nearest" });
  });

  tally.closest("form").addEventListener("submit", () => {
    for (const [row, when] of typed) {
      const ago = row.querySelector("[data-ago]");
      if (ago) ago.value = String(Date.now() - when);
    }
  });
}
