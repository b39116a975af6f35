// The till, faster: the same boxes that the server reads are changed in place, sums are worked out
// at once, and the ticket is kept on this machine until it is recorded. The server decides: it gets
// the total that was shown here and refuses to record another one.
"use strict";

const till = document.getElementById("till");
const WHOLE = 10000;
const NAMED_ABOVE = 70000;
const keyboard = matchMedia("(hover: hover)").matches;

const halfUp = (over, under) => Math.floor((2 * over + under) / (2 * under));
const folded = (words) => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

// "1,5" and "1.5" are one and a half; NaN for what only the server may judge.
function parsed(typed, decimals) {
  const found = /^(\d+)(?:[.,](\d+))?$/.exec(typed.trim());
  if (!found || (found[2] || "").length > decimals) return NaN;
  return Number(found[1]) * 10 ** decimals + Number((found[2] || "").padEnd(decimals, "0"));
}

function begin() {
  const tiles = [...till.querySelectorAll(".tile")];
  const words = document.getElementById("words");
  const part = () => document.getElementById("ticket");
  const box = (name) => till.elements.namedItem(name);
  const lines = () => [...till.querySelectorAll(".ticket-line")];
  const inLine = (line, name) => line.querySelector(`[name="${line.dataset.line}-${name}"]`);
  const tileOf = (sku) => tiles.find((tile) => tile.value === sku);
  const recorded = () => part().classList.contains("after");
  let empty = part().cloneNode(true); // what a new sale begins with

  const money = (cents) => {
    const digits = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
    return till.dataset.zero.replace("0.00", digits);
  };

  // --- what a line comes to, by the same rule as the server's (domain/tax.py, domain/sharing.py)

  function taxed(gross) {
    const used = box("used").value;
    const exempt = used === "abroad" || (used === "here" && till.dataset.amazonia === "1");
    if (exempt) return { net: gross, total: gross };
    const igv = Number(till.dataset.igv);
    if (till.dataset.includes === "1") return { net: halfUp(gross * WHOLE, WHOLE + igv), total: gross };
    return { net: gross, total: gross + halfUp(gross * igv, WHOLE) };
  }

  function worked(line) {
    const tile = tileOf(inLine(line, "sku").value);
    const parts = Number(tile?.dataset.parts || 1);
    const units = (parsed(inLine(line, "quantity").value, 3) * parts) / 1000;
    const listed = Number(tile?.dataset.price || 0);
    const typed = inLine(line, "price").value;
    const price = typed ? parsed(typed, 2) : listed;
    const asked = parsed(inLine(line, "discount").value || "0", 2);
    const off = asked < WHOLE ? asked : NaN; // nothing is given away, or more than it costs
    const sum = (each, less) => taxed(halfUp(units * each * (WHOLE - less), parts * WHOLE));
    const now = sum(price, off);
    return { price, now, full: sum(listed || price, 0), share: Number(tile?.dataset.share || 0), units, tile };
  }

  function showLess(line, { full, now, share }) {
    const off = full.net - now.net;
    const pool = (net) => halfUp(net * (WHOLE - share), WHOLE);
    const members = pool(full.net) - pool(now.net);
    const soles = till.dataset.currency === "PEN";
    line.querySelector("[data-less]").textContent = off > 0 && soles
      ? till.dataset.less.replace("{off}", money(off)).replace("{members}", money(members)).replace("{association}", money(off - members))
      : "";
  }

  function update() {
    if (recorded()) return;
    let total = 0, net = 0;
    for (const line of lines()) {
      const sum = worked(line);
      total += sum.now.total;
      net += sum.now.net;
      inLine(line, "was").value = Number.isNaN(sum.price) ? "" : sum.price;
      line.querySelector("[data-price]").textContent = sum.price ? money(sum.price) : "";
      line.querySelector("[data-sum]").textContent = Number.isNaN(sum.now.total) ? "?" : money(sum.now.total);
      showLess(line, sum);
    }
    const known = !Number.isNaN(total);
    for (const shown of till.querySelectorAll("[data-total]")) shown.textContent = known ? money(total) : "?";
    box("shown").value = known ? total : "";
    const igv = till.querySelector("[data-igv]:not(form)");
    if (igv && total === net) igv.textContent = "";
    document.getElementById("ticket-empty").hidden = lines().length > 0;
    const named = box("document_number").value || till.querySelector("[name=buyer]:checked")?.dataset.document > "0";
    document.getElementById("needs-name").hidden = !(total > NAMED_ABOVE && box("kind").value === "boleta" && !named);
    change(total);
    keep();
  }

  function change(total) {
    const coins = till.dataset.currency === "PEN" ? total - (total % 10) : total;
    const given = parsed(box("payments-0-tendered").value || "0", 2);
    const part_ = box("payments-0-amount").value;
    const owed = part_ ? parsed(part_, 2) : coins;
    document.getElementById("change").textContent = money(Math.max(given - owed, 0) || 0);
    dollars(total);
    for (const chip of till.querySelectorAll("[data-tender]")) {
      chip.disabled = Number(chip.dataset.tender) > 0 && Number(chip.dataset.tender) * 100 < owed;
    }
  }

  // Notes in dollars at the rate of the day, as domain/money.py has it: the change is in soles.
  function dollars(total) {
    const micros = parsed(box("fx_rate").value || "0", 6);
    let due = total;
    for (const row of till.querySelectorAll(".pay-row")) {
      const name = (part_) => row.querySelector(`[name$="-${part_}"]`) || box(`payments-0-${part_}`);
      const said = name("amount").value ? parsed(name("amount").value, 2) : null;
      const given = row.querySelector("[name$=-dollars]").value;
      const cents = parsed(given || "0", 2);
      const inDollars = row.querySelector("[name$=-method]:checked")?.value === "dolares";
      const worth = halfUp(cents * micros, 1e6);
      const known = inDollars && worth > 0;
      const pays = said ?? Math.min(worth, due - (due % 10));
      const change = Math.max(Math.ceil((worth - pays) / 10) * 10, 0);
      const missing = (said ?? due) - (said ?? Math.min(worth, due));
      row.querySelector("[data-worth]").textContent = known
        ? `${money(cents).replace("S/", "US$")} × ${box("fx_rate").value} = ${money(worth)}` : "";
      row.querySelector("[data-change]").textContent = money(known ? change : 0);
      row.querySelector("[data-missing]").textContent = money(missing || 0);
      row.querySelector("[data-missing-line]").hidden = !(known && missing > 0);
      due = Math.max(due - (inDollars ? said ?? Math.min(worth, due) : said ?? due), 0) || 0;
    }
  }

  // --- what is taken

  function add(tile) {
    if (recorded()) next();
    if (!tile || tile.disabled) return;
    const plain = (line) => inLine(line, "sku").value === tile.value && !inLine(line, "discount").value
      && !inLine(line, "price").value && !inLine(line, "member")?.value;
    const line = lines().find(plain) || newLine(tile);
    const before = line.dataset.fresh ? 0 : parsed(inLine(line, "quantity").value, 3) || 0;
    delete line.dataset.fresh;
    setQuantity(line, before + 1000);
    reveal(line);
    const name = line.querySelector("[data-name]").textContent;
    till.querySelector("[data-added]").textContent = `${name} × ${inLine(line, "quantity").value}`;
  }

  // Only the ticket's own column scrolls; a phone has none, and the page stays where the thumb is.
  function reveal(line) {
    const { top, bottom } = line.getBoundingClientRect();
    const below = bottom - part().querySelector(".ticket-foot").getBoundingClientRect().top;
    const above = top - part().getBoundingClientRect().top;
    part().scrollTop += below > 0 ? below : Math.min(above, 0);
  }

  function newLine(tile) {
    const number = 1 + Math.max(-1, ...lines().map((line) => Number(line.dataset.line.split("-")[1])));
    const made = document.createElement("template");
    made.innerHTML = document.getElementById("new-line").innerHTML.replaceAll("lines-NN", `lines-${number}`);
    const line = made.content.firstElementChild;
    line.dataset.fresh = "y";
    line.querySelector("[data-name]").textContent = tile.querySelector(".tile-name").textContent;
    line.querySelector(`[name="lines-${number}-sku"]`).value = tile.value;
    const served = line.querySelector(".ticket-member");
    if (served) served.hidden = tile.dataset.left !== "";
    document.getElementById("lines").append(line);
    return line;
  }

  function setQuantity(line, milli) {
    if (milli <= 0) line.remove();
    else inLine(line, "quantity").value = String(milli / 1000);
    update();
  }

  const step = (line, by) => line && setQuantity(line, (parsed(inLine(line, "quantity").value, 3) || 0) + by * 1000);
  const last = () => lines().at(-1);

  // --- looking for goods

  function hits() {
    const asked = folded(words.value).split(/\s+/).filter(Boolean);
    const begins = (tile) => tile.dataset.find.split(/\s+/).some((word) => word.startsWith(asked[0]));
    const found = tiles.filter((tile) => asked.every((word) => tile.dataset.find.includes(word)));
    const rank = (tile) => (tile.disabled ? 2 : 0) + (begins(tile) ? 0 : 1);
    return asked.length ? found.sort((one, other) => rank(one) - rank(other)) : tiles;
  }

  function filter() {
    const found = new Set(hits());
    for (const tile of tiles) tile.parentElement.hidden = !found.has(tile);
    for (const group of till.querySelectorAll(".counter-group")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    for (const tile of tiles) tile.classList.remove("is-chosen");
    if (words.value) hits()[0]?.classList.add("is-chosen");
  }

  function search() {
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

  function toMoney() {
    const ticket = part(), pay = document.getElementById("pay");
    const own = ticket.scrollHeight > ticket.clientHeight; // its own column, on a desk
    if (own) ticket.scrollTop += pay.getBoundingClientRect().top - ticket.getBoundingClientRect().top - 8;
    else pay.scrollIntoView({ block: "nearest" });
    const first = { efectivo: "payments-0-tendered", dolares: "payments-0-dollars" };
    const how = till.querySelector("[name=payments-0-method]:checked")?.value;
    (first[how] ? box(first[how]) : document.getElementById("record")).focus({ preventScroll: own });
  }

  function toGoods() {
    words.value = "";
    filter();
    if (location.hash) location.hash = "till-title";
    if (keyboard) words.focus();
  }

  // --- the ticket is kept on this machine

  function keep() {
    const kept = [...new FormData(till)].filter(([name, value]) => value && !["csrf_token", "key", "words", "find"].includes(name));
    if (lines().length) localStorage.setItem(till.dataset.store, JSON.stringify(kept));
    else localStorage.removeItem(till.dataset.store);
  }

  function takeUp() {
    const kept = JSON.parse(localStorage.getItem(till.dataset.store) || "[]");
    if (lines().length || !kept.length || location.search) return;
    for (const [name, value] of kept.filter(([name]) => name.endsWith("-sku"))) {
      const tile = tileOf(value);
      if (!tile) continue;
      const line = newLine(tile);
      delete line.dataset.fresh;
      const old = name.slice(0, -"-sku".length);
      for (const field of ["quantity", "discount", "price", "member"]) {
        const saved = kept.find(([other]) => other === `${old}-${field}`);
        if (saved && inLine(line, field)) inLine(line, field).value = saved[1];
      }
    }
    for (const [name, value] of kept) {
      if (name.startsWith("lines-") || name === "shown" || name === "parked") continue;
      const field = box(name);
      const gone = field instanceof HTMLSelectElement && ![...field.options].some((one) => one.value === value);
      if (field && !gone && field.type !== "checkbox") field.value = value;
    }
    // Tiles and prices are those of the place and the list that the page came with.
    const priced = ["place", "price_list"].map(box);
    if (priced.some((chosen) => !chosen.selectedOptions[0]?.defaultSelected)) {
      till.requestSubmit(till.querySelector("[name=look]"));
    }
  }

  // --- recording

  async function record(button) {
    const sent = new FormData(till, button);
    button.setAttribute("aria-disabled", "true");
    const failed = document.getElementById("ticket-failed");
    try {
      const answer = await fetch(till.action, { method: "POST", body: new URLSearchParams(sent), headers: { "X-Part": "y" } });
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      const fresh = made.content.querySelector("#ticket");
      if (fresh && !answer.redirected) return replace(fresh);
      failed.textContent = till.dataset.failed; // signed out, or a fault of ours
    } catch {
      failed.textContent = till.dataset.offline;
    }
    failed.hidden = false;
    button.removeAttribute("aria-disabled");
  }

  function replace(fresh) {
    part().replaceWith(fresh);
    watch();
    if (recorded()) {
      localStorage.removeItem(till.dataset.store);
      box("key").value = part().dataset.key;
      box("parked").value = "";
      showLeft(JSON.parse(part().dataset.left));
      document.getElementById("next").focus();
    } else {
      part().querySelector(".notice-no, .notice-ask:not([hidden])")?.focus();
      update();
    }
    part().scrollIntoView({ block: "start" });
  }

  function showLeft(left) {
    for (const [sku, [units, shown]] of Object.entries(left)) {
      const tile = tileOf(sku);
      if (!tile) continue;
      tile.dataset.left = units;
      tile.disabled = units === 0;
      tile.classList.toggle("is-gone", units === 0);
      tile.querySelector(".tile-badge [aria-hidden]").textContent = shown;
    }
  }

  function next() {
    part().replaceWith(empty.cloneNode(true));
    watch();
    till.querySelector("[data-added]").textContent = "";
    for (const line of lines()) line.remove();
    update();
    toGoods();
  }

  // --- on a phone: the bar leads to the ticket, and is gone where the ticket is in sight

  const bar = till.querySelector(".counter-bar");
  bar.classList.add("is-watched");
  const sight = new IntersectionObserver((seen) => {
    bar.hidden = seen.at(-1).isIntersecting;
  }, { rootMargin: "0px 0px -72px" });

  function watch() {
    sight.disconnect();
    sight.observe(part());
  }

  // --- looking for buyers

  let asking = 0;
  async function findBuyers(typed) {
    const mine = ++asking;
    const chosen = till.querySelector("[name=buyer]:checked")?.value || "";
    const query = new URLSearchParams({ find: typed, buyer: chosen });
    const answer = await fetch(`${till.dataset.buyers}?${query}`).catch(() => null);
    if (answer?.ok && mine === asking) document.getElementById("buyers").innerHTML = await answer.text();
  }

  // --- what was pressed

  till.addEventListener("submit", (event) => {
    const button = event.submitter;
    const line = button?.closest(".ticket-line");
    const act = {
      add: () => add(button),
      more: () => step(line, 1),
      less: () => step(line, -1),
      drop: () => { line.remove(); update(); },
      tender: () => { box("payments-0-tendered").value = button.dataset.tender; update(); },
      notes: () => { box("payments-0-dollars").value = button.dataset.notes; update(); },
      filter: () => (button.closest(".ticket-whom") ? findBuyers(box("find").value) : filter()),
      record: () => record(button),
    }[button?.name];
    if (!act) return;
    event.preventDefault();
    if (button.getAttribute("aria-disabled") !== "true") act();
  });

  till.addEventListener("input", (event) => {
    if (event.target === words) search();
    else if (event.target.name === "find") findBuyers(event.target.value);
    else update();
  });

  till.addEventListener("change", (event) => {
    const look = till.querySelector("[name=look]");
    if (["price_list", "place"].includes(event.target.name)) till.requestSubmit(look);
  });

  till.addEventListener("click", (event) => {
    const tab = event.target.closest("[data-tab]");
    if (event.target.closest("#next") && recorded()) {
      event.preventDefault();
      next();
    } else if (event.target.closest("#empty-ticket")) {
      event.preventDefault();
      next();
    } else if (tab) {
      event.preventDefault();
      const open = tab.getAttribute("aria-current") !== "true";
      for (const other of till.querySelectorAll("[data-tab]")) other.removeAttribute("aria-current");
      if (open) tab.setAttribute("aria-current", "true");
      for (const group of till.querySelectorAll(".counter-group")) {
        group.hidden = open && group.id !== `group-${tab.dataset.tab}`;
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, select, textarea");
    const idle = !typing || (event.target === words && !words.value);
    const keys = {
      Escape: () => toGoods(),
      F2: () => { till.querySelector("#find").focus(); },
      F4: () => toMoney(),
      F8: () => { part().querySelector(".ticket-park").open = true; box("aside").focus(); },
    };
    if (idle) {
      keys["?"] = () => document.getElementById("keys").showModal();
      keys["+"] = () => step(last(), 1);
      keys["-"] = () => step(last(), -1);
    }
    if (event.key === "Enter" && typing && till.contains(event.target)) {
      if (event.target === words) keys.Enter = enter;
      else if (/^(payments-|fx_rate)/.test(event.target.name)) keys.Enter = () => document.getElementById("record").click();
      else if (event.target.name?.startsWith("lines-")) keys.Enter = toGoods;
    }
    const act = keys[event.key];
    if (!act || document.querySelector("dialog[open]") || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  });

  const showKeys = document.getElementById("show-keys");
  showKeys.hidden = !keyboard;
  showKeys.addEventListener("click", () => document.getElementById("keys").showModal());
  takeUp();
  update();
  till.style.setProperty("--head", `${till.getBoundingClientRect().top + scrollY}px`);
  watch();
  if (keyboard) words.focus();
}

if (till) begin();
else document.getElementById("next")?.focus();
