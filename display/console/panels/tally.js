// Whether typed counts can be a result: never more than may vote.

/** @typedef {'empty' | 'left' | 'exact' | 'over'} Verdict */

/**
 * The counts as numbers, how they stand against `eligible`, and by how many.
 * @param {Record<string, string>} typed
 * @param {number} eligible
 */
export function check(typed, eligible) {
  const [agree, disagree, other] = ['agree', 'disagree', 'other'].map((kind) => Number(typed[kind] || 0));
  const counts = { agree: agree ?? 0, disagree: disagree ?? 0, other: other ?? 0 };
  const total = counts.agree + counts.disagree + counts.other;
  return { counts, verdict: verdict(total, eligible), n: total === eligible ? total : Math.abs(eligible - total) };
}

/** @returns {Verdict} */
function verdict(/** @type {number} */ total, /** @type {number} */ eligible) {
  if (total > eligible) return 'over';
  if (total === eligible) return total ? 'exact' : 'empty';
  return total ? 'left' : 'empty';
}
