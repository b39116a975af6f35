// Rows of a slip: only one empty row is in sight, and the next comes when it is written in. All
// rows are in the page; the button asks the server for more when none is left.

for (const lines of document.querySelectorAll("[data-lines]")) {
  const rows = [...lines.querySelectorAll(".line")];
  const boxes = (row) => [...row.querySelectorAll("input, select, textarea")];
  const written = (row) => boxes(row).some((box) => box.value);
  const show = (spare) => {
    const used = rows.findLastIndex((row) => written(row) || row.querySelector("[aria-invalid]"));
    const upTo = Math.max(used + spare, rows.findLastIndex((row) => !row.hidden));
    rows.forEach((row, index) => { row.hidden = index > upTo; });
  };
  rows.forEach((row) => { row.hidden = true; });
  show(1);
  lines.addEventListener("input", () => show(1));
  lines.querySelector("[name=more]").addEventListener("click", (event) => {
    const next = rows.find((row) => row.hidden);
    if (!next) return;
    event.preventDefault();
    next.hidden = false;
    next.querySelector("input, select, textarea").focus();
  });
}
