import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6]);
/** The end record has 22 bytes and a comment of at most 65,535 (APPNOTE 4.3.16). */
const END_SEARCH_BYTES = 22 + 65_535;

/**
 * Extracts the files that `place` gives a relative path for. Enough of the format for archives below 4 GB.
 * @param {string} zipPath
 * @param {string} targetDir
 * @param {(name: string) => string | undefined} place
 */
export function unzip(zipPath, targetDir, place) {
  const fd = fs.openSync(zipPath, 'r');
  try {
    for (const entry of readDirectory(fd)) {
      const relativePath = entry.name.endsWith('/') ? undefined : place(entry.name);
      if (relativePath === undefined) continue;
      const filePath = path.join(targetDir, relativePath);
      if (path.relative(targetDir, filePath).startsWith('..'))
        throw new Error(`${entry.name} leads out of the archive`);
      fs.mkdirSync(path.dirname(filePath), { recursive: true });
      fs.writeFileSync(filePath, readEntry(fd, entry));
      fs.chmodSync(filePath, entry.mode || 0o644);
    }
  } finally {
    fs.closeSync(fd);
  }
}

/** The central directory, APPNOTE 4.3.12. */
function* readDirectory(fd) {
  const { size } = fs.fstatSync(fd);
  const tailLength = Math.min(size, END_SEARCH_BYTES);
  const tail = readBytes(fd, size - tailLength, tailLength);
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new Error('not a zip archive');
  const directory = readBytes(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  let at = 0;
  for (let left = tail.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedLength: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerAt: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

function readEntry(fd, entry) {
  const header = readBytes(fd, entry.headerAt, 30);
  const bodyAt = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readBytes(fd, bodyAt, entry.packedLength);
  const body = entry.method === 0 ? packed : zlib.inflateRawSync(packed);
  if (zlib.crc32(body) !== entry.crc) throw new Error(`${entry.name} is damaged`);
  return body;
}

function readBytes(fd, position, length) {
  const bytes = Buffer.alloc(length);
  fs.readSync(fd, bytes, 0, length, position);
  return bytes;
}
