/** A ZIP archive of texts, not compressed: the same contents give the same bytes, without a clock. */

const DATE = 0x21; // 1 January 1980, the first day that the format knows

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @returns {number} */
function crc32(/** @type {Uint8Array} */ bytes) {
  let value = ~0;
  for (const byte of bytes) value = (value >>> 8) ^ TABLE[(value ^ byte) & 255];
  return ~value >>> 0;
}

/**
 * @param {Record<string, string>} files texts by path
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zip(files) {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = encoder.encode(path);
    const data = encoder.encode(text);
    // version, flags (UTF-8 names), method, time, day, sum, sizes, length of the name, no extra field
    const common = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, DATE], [4, crc32(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
    const local = fields([[4, 0x04034b50], ...common]);
    parts.push(local, name, data);
    directory.push(fields([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    offset += local.length + name.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Object.keys(files).length;
  const end = fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]);
  return joined([...parts, ...directory, end]);
}

/** @returns {Uint8Array} numbers written small end first, each on its number of bytes */
function fields(/** @type {number[][]} */ pairs) {
  return Uint8Array.from(pairs.flatMap(([length, value]) => Array.from({ length }, (_, index) => (value >>> (8 * index)) & 255)));
}

/** @returns {Uint8Array<ArrayBuffer>} */
function joined(/** @type {Uint8Array[]} */ parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
