import { isUtf8 } from 'node:buffer';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** So much of a file tells UTF-16 without a mark. */
const probeBytes = 4096;
/** Of the high bytes in UTF-16, those of separators, line ends and Latin letters are zero. */
const zeroShareMin = 0.1;

/**
 * The text of a file that does not say how it is encoded: by its byte order mark, else by what its bytes can be. What
 * is no UTF-8 is taken for Windows-1252, which is what spreadsheets write where they do not write Unicode.
 *
 * Decoded by hand where the platform would need data for it: the ICU in Electron is not the one in Node.
 * @returns undefined when it is no text at all
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = decode(buffer);
  return decoded.text.includes('\0') ? undefined : decoded;
}

function decode(buffer: Buffer): { text: string; encoding: TextEncoding } {
  if (startsWith(buffer, 0xef, 0xbb, 0xbf)) return decodeUtf8(buffer.subarray(3));
  if (startsWith(buffer, 0xff, 0xfe)) return decodeUtf16(buffer.subarray(2), 'utf-16le');
  if (startsWith(buffer, 0xfe, 0xff)) return decodeUtf16(buffer.subarray(2), 'utf-16be');
  const unmarked = guessUtf16(buffer);
  return unmarked ? decodeUtf16(buffer, unmarked) : decodeUtf8(buffer);
}

function startsWith(buffer: Buffer, ...bytes: number[]): boolean {
  return bytes.every((byte, n) => buffer[n] === byte);
}

function guessUtf16(buffer: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (buffer.length < 2 || buffer.length % 2 === 1) return undefined;
  const probe = buffer.subarray(0, probeBytes);
  const zeros = [0, 0];
  for (const [n, byte] of probe.entries()) if (byte === 0) zeros[n % 2] = (zeros[n % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = (probe.length / 2) * zeroShareMin;
  if (odd >= enough && even === 0) return 'utf-16le';
  return even >= enough && odd === 0 ? 'utf-16be' : undefined;
}

function decodeUtf16(
  buffer: Buffer,
  encoding: 'utf-16le' | 'utf-16be',
): { text: string; encoding: TextEncoding } {
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const littleEndian = encoding === 'utf-16le' ? whole : Buffer.from(whole).swap16();
  return { text: littleEndian.toString('utf16le'), encoding };
}

function decodeUtf8(buffer: Buffer): { text: string; encoding: TextEncoding } {
  return isUtf8(buffer)
    ? { text: buffer.toString('utf8'), encoding: 'utf-8' }
    : { text: decodeWindows1252(buffer), encoding: 'windows-1252' };
}

/** 0x80 to 0x9F, where Windows-1252 is not Latin-1; the five that it leaves free stay control characters. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(buffer: Buffer): string {
  return buffer
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}
