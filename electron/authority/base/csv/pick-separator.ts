export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/**
 * The separator of a table: the one that Excel's first line `sep=;` names, else the one its header has most of,
 * outside of quotes.
 * @returns with the text behind that first line, and how many lines it took
 */
export function pickSeparator(text: string): { separator: Separator; text: string; skippedLines: number } {
  const named = /^"?sep=([,;\t])"?[^\S\n]*(?:\n|$)/i.exec(text);
  const separator = separators.find((one) => one === named?.[1]);
  if (named && separator) return { separator, text: text.slice(named[0].length), skippedLines: 1 };
  const counts = countInHeader(text);
  const [most = ','] = separators.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return { separator: most, text, skippedLines: 0 };
}

function countInHeader(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let quoted = false;
  // Lines before the header may be empty.
  for (const character of text.trimStart()) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n') break;
    else counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}
