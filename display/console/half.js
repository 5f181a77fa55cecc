// Long lists in two columns, read down the first and then down the second.

/** The style that tells a list how many rows its first column has. */
export const half = (/** @type {any[]} */ rows) => ({ '--half': Math.ceil(rows.length / 2) });
