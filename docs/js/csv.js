/** A table as CSV for a spreadsheet: semicolons and a mark of UTF-8, which French versions expect. */

/**
 * @param {(string | number)[][]} rows
 * @returns {string}
 */
export function csv(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

/**
 * A value between quotes where needed. A text that a spreadsheet would run as a formula is made a plain text.
 * @param {string | number} value
 * @returns {string}
 */
function cell(value) {
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
