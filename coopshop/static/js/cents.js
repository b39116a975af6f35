// Sums in whole céntimos, worked out and written as the server does it.

// A half is rounded up.
export const halfUp = (over, under) => Math.floor((2 * over + under) / (2 * under));

// 123450 is written 1,234.50; a sign is not shown.
export const written = (cents) =>
  (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
