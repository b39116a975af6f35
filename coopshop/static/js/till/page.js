// The till's page: its form, and where things stand in it.

import { written } from "../cents.js";

export const till = document.getElementById("till");
export const tiles = [...till.querySelectorAll(".tile")];
export const words = document.getElementById("words");
// Whether the page was asked for, and is not the answer to a ticket that was sent.
export const asked = "asked" in till.dataset;
export const keyboard = matchMedia("(hover: hover)").matches;

// The ticket is another one after each answer of the server's.
export const ticket = () => document.getElementById("ticket");
export const recorded = () => ticket().classList.contains("after");

export const box = (name) => till.elements.namedItem(name);
export const lines = () => [...till.querySelectorAll(".ticket-line")];
export const last = () => lines().at(-1);
export const inLine = (line, name) => line.querySelector(`[name="${line.dataset.line}-${name}"]`);
export const tileOf = (sku) => tiles.find((tile) => tile.value === sku);

export const money = (cents) => till.dataset.zero.replace("0.00", written(cents));
