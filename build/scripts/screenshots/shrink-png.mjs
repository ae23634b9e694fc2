import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Kept exactly; the others are put together by likeness. */
const exactColours = 176;
const coloursMax = 256;

/**
 * A screenshot with a palette of at most 256 colours: a third to a quarter of its size, and nothing to be seen of it,
 * since most of a screen is few colours. Reads what Chromium writes: 8 bits, RGB or RGBA, not interlaced.
 * @param {Buffer} png
 * @returns {Buffer}
 */
export function shrinkPng(png) {
  const { width, height, pixels } = readPixels(png);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = choosePalette(counts);
  /** @type {Map<number, number>} */
  const indexOf = new Map();
  for (const pixel of counts.keys()) indexOf.set(pixel, nearest(palette, pixel));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + x + 1] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(split))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {Buffer} png */
function readPixels(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('no PNG');
  const parts = [];
  /** @type {Buffer} */
  let head = Buffer.alloc(0);
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = data;
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const bytes = head[9] === 6 ? 4 : 3;
  if (head[8] !== 8 || (head[9] !== 2 && head[9] !== 6) || head[12] !== 0)
    throw new Error('another kind of PNG');
  const raw = inflateSync(Buffer.concat(parts));
  const line = width * bytes;
  const flat = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    for (let n = 0; n < line; n += 1) {
      const at = y * line + n;
      const left = n < bytes ? 0 : (flat[at - bytes] ?? 0);
      const up = y === 0 ? 0 : (flat[at - line] ?? 0);
      const corner = n < bytes || y === 0 ? 0 : (flat[at - line - bytes] ?? 0);
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      flat[at] = ((raw[y * (line + 1) + 1 + n] ?? 0) + add) & 255;
    }
  }
  const pixels = new Uint32Array(width * height);
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = flat.readUIntBE(n * bytes, 3);
  return { width, height, pixels };
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const [a, b, c] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (a === undefined || b === undefined || c === undefined) return 0;
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The most frequent colours, and the means of what is like each other among the rest. @param {Map<number, number>} counts */
function choosePalette(counts) {
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a);
  if (byCount.length <= coloursMax) return byCount.map(([pixel]) => pixel);
  /** @type {Map<number, number[]>} */
  const buckets = new Map();
  for (const [pixel, count] of byCount.slice(exactColours)) {
    const [r = 0, g = 0, b = 0] = split(pixel);
    const key = ((r >> 5) << 6) | ((g >> 5) << 3) | (b >> 5);
    const sums = buckets.get(key) ?? [0, 0, 0, 0];
    buckets.set(
      key,
      [r, g, b, 1].map((part, n) => (sums[n] ?? 0) + part * count),
    );
  }
  const means = [...buckets.values()]
    .toSorted((a, b) => (b[3] ?? 0) - (a[3] ?? 0))
    .slice(0, coloursMax - exactColours)
    .map(([r = 0, g = 0, b = 0, n = 1]) => join(Math.round(r / n), Math.round(g / n), Math.round(b / n)));
  return [...byCount.slice(0, exactColours).map(([pixel]) => pixel), ...means];
}

/** @param {number[]} palette @param {number} pixel */
function nearest(palette, pixel) {
  const [r = 0, g = 0, b = 0] = split(pixel);
  let best = 0;
  let least = Infinity;
  for (const [n, colour] of palette.entries()) {
    const [cr = 0, cg = 0, cb = 0] = split(colour);
    const far = (r - cr) ** 2 + (g - cg) ** 2 + (b - cb) ** 2;
    if (far < least) [least, best] = [far, n];
  }
  return best;
}

/** @param {number} pixel */
const split = (pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255];
/** @param {number} r @param {number} g @param {number} b */
const join = (r, g, b) => (r << 16) | (g << 8) | b;

const crcTable = Array.from({ length: 256 }, (_, start) => {
  let crc = start;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([head, body, tail]);
}
