import { foldText } from '../../../../shared/fold-text.ts';

/**
 * SQLite folds the letters of ASCII alone. So it only leaves out most of what does not have a word, and what it finds
 * is compared again.
 */
export interface SearchPatterns {
  /** Of LIKE: the word as it was typed. */
  readonly plain: string;
  /** Of LIKE, where there is more than ASCII: those of its letters that nothing else is folded to. */
  readonly loose: string;
  /** Of GLOB, there too: letters of other kinds that are folded to ASCII. Undefined: no matter. */
  readonly odd: string | undefined;
}

/** Any but ASCII, Arabic, Devanagari and those of the Far East; their digits are folded, too. */
const nearAscii =
  '*[^\u0001-~\u0600-\u065f\u066a-\u06ef\u06fa-\u0965\u0970-\u1cff\u3001-\u31ff\u3400-\ua6ff\uac00-\ufaff]*';

/** @param wanted folded */
export function toPatterns(wanted: string): SearchPatterns {
  const plain = `%${wanted.replaceAll(/[\\%_]/g, '\\$&')}%`;
  if (/^[ -~]*$/.test(wanted)) return { plain, loose: '%', odd: nearAscii };
  const kept = Array.from(wanted, (letter) => (isOnlyItself(letter) ? letter : '')).join('%');
  return { plain, loose: `%${kept}%`, odd: undefined };
}

/** The columns of such patterns. */
export function patternsOf(value: string): string {
  return ['plain', 'loose', 'odd'].map((name) => `${value} ->> '${name}' AS ${name}`).join(', ');
}

export function isLike(...columns: readonly string[]): string {
  return columns.map((column) => `${column} LIKE plain ESCAPE '\\'`).join(' OR ');
}

/** Whether an entry may have it in other letters. Action and address have none. */
export function mayBeOdd(): string {
  const all = '(audit.actor || audit.subject || data)';
  return `CASE WHEN octet_length(${all}) > length(${all})
    THEN ${all} LIKE loose AND (odd IS NULL OR ${all} GLOB odd) ELSE 0 END`;
}

/** Without what folds to itself, and the forms of Arabic letters that no keyboard has. */
const foldedBlocks = [
  [0x80, 0x33ff],
  [0xac00, 0xd7a3],
  [0xf900, 0xfb4f],
  [0xff00, 0xffef],
] as const;

let others: ReadonlySet<string> | undefined;

/** Of scripts without cases, a letter that no other one is folded to. */
function isOnlyItself(letter: string): boolean {
  others ??= listFoldedTo();
  return letter > '~' && letter.toUpperCase() === letter && !others.has(letter);
}

function listFoldedTo(): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const [from, to] of foldedBlocks) {
    for (let code = from; code <= to; code++) {
      const letter = String.fromCodePoint(code);
      const folded = foldText(letter);
      if (folded !== letter) for (const one of folded) letters.add(one);
    }
  }
  return letters;
}
