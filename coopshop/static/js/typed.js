// What was typed: figures with a comma or a point, words with or without their accents.

// "1,5" and "1.5" are one and a half; NaN for what only the server may judge.
export function parsed(typed, decimals) {
  const found = /^(\d+)(?:[.,](\d+))?$/.exec(typed.trim());
  if (!found || (found[2] || "").length > decimals) return NaN;
  return Number(found[1]) * 10 ** decimals + Number((found[2] || "").padEnd(decimals, "0"));
}

export const folded = (words) =>
  words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
