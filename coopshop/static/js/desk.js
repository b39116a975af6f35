// The delivery desk without waiting for the line: tiles choose and count, sums follow each key.
// What stands in the form is the same as without a script, and the server adds up again.

import { halfUp, written } from "./cents.js";
import { folded } from "./typed.js";

for (const desk of document.querySelectorAll("[data-desk]")) {
  const one = (name, within = desk) => within.querySelector(name);
  const all = (name, within = desk) => [...within.querySelectorAll(name)];
  const rows = one("[data-rows]");
  const number = (text) => Number.parseFloat(text.trim().replace(",", "."));
  const read = (text) => Math.max(Math.round(number(text) * 1000) || 0, 0);
  const said = (milli) => String(milli / 1000);
  const money = (cents) => `S/ ${written(cents)}`;
  const tileOf = (sku) => one(`.tile[data-add="${CSS.escape(sku)}"]`);
  const rowOf = (sku) => one(`[data-sku="${CSS.escape(sku)}"]`, rows);
  const box = (row, name) => one(`[name$="-${name}"]`, row);
  const numbers = all("[name$=-sku]", rows).map((sku) => Number(sku.name.split("-")[1]));
  let next = Math.max(-1, ...numbers) + 1;

  // What a row is worth, by the rules of the server: the member price, and her share at the shop's.
  const worth = (row) => {
    const known = tileOf(row.dataset.sku)?.dataset ?? {};
    const figure = (name) => Number(known[name]);
    const milli = Math.max(read(box(row, "brought").value) - read(box(row, "rejected").value), 0);
    const units = Math.floor((milli * figure("parts")) / 1000);
    const gross = halfUp(units * figure("shop"), figure("parts"));
    const net = halfUp(gross * 10000, 10000 + figure("inside"));
    return {
      milli,
      agreed: known.price ? halfUp(units * figure("price"), figure("parts")) : null,
      sold: known.shop ? halfUp(net * (10000 - figure("keeps")), 10000) : null,
    };
  };

  const addUp = () => {
    const total = { agreed: 0, sold: 0 };
    for (const tile of all(".tile[data-add]")) one(".tile-badge", tile)?.remove();
    for (const row of rows.children) {
      const value = worth(row);
      one("[data-accepted]", row).textContent = said(value.milli);
      for (const sum of ["agreed", "sold"]) {
        one(`[data-${sum}]`, row).textContent = value[sum] === null ? "–" : money(value[sum]);
        total[sum] += value[sum] ?? 0;
      }
      const back = read(box(row, "rejected").value) > 0;
      one("[data-fault]", row).hidden = !back && !one("[data-fault] .error", row);
      const badge = document.createElement("span");
      badge.className = "tile-badge";
      badge.textContent = said(read(box(row, "brought").value));
      tileOf(row.dataset.sku)?.append(badge);
    }
    for (const sum of all("[data-total]")) sum.textContent = money(total[sum.dataset.total]);
    one("[data-none]").hidden = rows.children.length > 0;
  };

  const count = (sku, milli) => {
    let row = rowOf(sku);
    if (!row) {
      const empty = one("template[data-row]").innerHTML;
      rows.insertAdjacentHTML("beforeend", empty.replaceAll("__n__", next++));
      row = rows.lastElementChild;
      row.dataset.sku = sku;
      box(row, "sku").value = sku;
      for (const press of all("[data-less], [data-more]", row)) press.value = sku;
      const name = one(".tile-name", tileOf(sku)).textContent;
      row.setAttribute("aria-label", name);
      one("[data-name]", row).textContent = name;
    }
    const left = read(box(row, "brought").value) + milli;
    if (left <= 0) row.remove();
    else box(row, "brought").value = said(left);
    addUp();
  };

  const meant = (tile, looked) => {
    const words = folded(`${one(".tile-name", tile).textContent} ${tile.value}`);
    return looked.every((part) => words.includes(part));
  };

  const show = () => {
    const looked = folded(one("[name=seek]").value).split(" ");
    const group = one("[name=group]").value;
    const shown = (tile) => ["", "*", tile.dataset.group].includes(group);
    for (const tile of all(".tile[data-add]")) {
      tile.parentElement.hidden = !(looked.some(Boolean) ? meant(tile, looked) : shown(tile));
    }
    for (const chip of all("[data-show]")) {
      chip.setAttribute("aria-pressed", chip.value === (group || "*"));
    }
  };

  const people = () => all(".tile[data-member]");
  const look = () => {
    const looked = folded(one("[name=find]").value).split(" ");
    for (const tile of people()) tile.parentElement.hidden = !meant(tile, looked);
    const rest = one("[data-choose] details");
    if (rest) rest.open = looked.some(Boolean);
    for (const note of all("[data-server]")) note.hidden = true;
  };

  const pick = (tile) => {
    one("[name=member]").value = tile?.value ?? "";
    one("[data-who]").hidden = !tile;
    one("[data-choose]").hidden = Boolean(tile);
    for (const part of all("[data-after-member]")) part.hidden = !tile;
    one("[name=find]").value = "";
    look();
    if (!tile) return one("[name=find]").focus();
    one("[data-who] [data-name]").textContent = one(".tile-name", tile).textContent;
    one("[data-who] [data-code]").textContent = tile.value;
    one("[data-face]").replaceChildren(one("img, .icon", tile).cloneNode(true));
    one("[name=group]").value = tile.dataset.groups.split(" ")[0];
    show();
    one("[data-who]").scrollIntoView({ block: "start" });
  };

  const showGroup = (group) => {
    one("[name=group]").value = group;
    one("[name=seek]").value = "";
    show();
  };

  const press = (button) => {
    if (button.matches(".tile[data-member]")) pick(button);
    else if (button.matches("[data-other]")) pick(null);
    else if (button.matches("[name=add]")) count(button.value, 1000);
    else if (button.matches("[name=less]")) count(button.value, -1000);
    else if (button.matches("[data-show]")) showGroup(button.value);
    else return false;
    return true;
  };

  desk.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && press(button)) event.preventDefault();
  });

  // Enter takes the only one that fits, or adds the first; in a box of the slip it goes on to the
  // next.
  desk.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    const search = { find: ".tile[data-member]", seek: ".tile[data-add]" }[event.target.name];
    if (!search) { event.preventDefault(); return; }
    if (!event.target.value.trim()) return;
    const typed = event.target.value.trim().toUpperCase().replace(/^COOPSHOP:MEMBER:/, "");
    const fits = all(search).filter((tile) => !tile.parentElement.hidden);
    const likely = event.target.name === "seek" || fits.length === 1 ? fits[0] : null;
    const tile = all(search).find((each) => each.value === typed) ?? likely;
    if (!tile) return;
    event.preventDefault();
    event.target.value = "";
    press(tile);
    if (event.target.name === "seek") show();
  });

  desk.addEventListener("input", (event) => {
    if (event.target.name === "find") look();
    else if (event.target.name === "seek") show();
    else addUp();
  });

  for (const spare of all("[data-no-script]")) spare.hidden = true;
  if (one("[name=member]").value) show();
  addUp();
}
