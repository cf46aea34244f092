/** What a share is worth. Twin of tools/ancrage/evidence.py, which names the source of the formula. */

const Z_95 = 1.959963984540054;

/**
 * The 95 % Wilson interval of a share observed on n answers; the share and both bounds are in 0..1.
 * @param {number} share
 * @param {number} n
 * @returns {[number, number]}
 */
export function wilson(share, n) {
  const squared = Z_95 * Z_95;
  const centre = (share + squared / (2 * n)) / (1 + squared / n);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / n + squared / (4 * n * n))) / (1 + squared / n);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
