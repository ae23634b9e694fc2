const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;

/**
 * One file with a picture of each size, as Windows wants it; PNG inside since Windows Vista.
 * https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
 * @param {readonly { size: number, png: Buffer }[]} pictures
 */
export function makeIco(pictures) {
  const head = Buffer.alloc(HEADER_BYTES + ENTRY_BYTES * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, n) => {
    const at = HEADER_BYTES + ENTRY_BYTES * n;
    // A byte cannot hold 256: 0 stands for it.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
