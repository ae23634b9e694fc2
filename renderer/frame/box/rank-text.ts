import { article, foldText, splitWords } from '../../../shared/fold-text.ts';

/** Made once for many sessions: devices and names repeat. */
const foldedMax = 20_000;
const folded = new Map<string, string>();

function foldOften(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  if (folded.size >= foldedMax) folded.clear();
  const made = foldText(text);
  folded.set(text, made);
  return made;
}

/**
 * How well texts fit what is looked for: 0 the very title, 1 its beginning, 2 a word in it, 3 somewhere in it,
 * 4 what stands beside it or it is called elsewhere, 5 what it is about. Every word must be found; the worst one counts.
 * @param words by `splitWords`, at least one
 */
export function rankText(
  words: readonly string[],
  title: string,
  beside: readonly string[],
  far: readonly string[] = [],
): number | undefined {
  const foldedTitle = foldOften(title);
  if (isWhole(words, foldedTitle)) return 0;
  let worst = 0;
  for (const word of words) {
    const rank = rankWord(word, foldedTitle, beside, far);
    if (rank === undefined) return undefined;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function isWhole(words: readonly string[], title: string): boolean {
  const typed = words.join(' ');
  return typed === title || (title.includes(article) && typed === splitWords(title).join(' '));
}

function rankWord(
  word: string,
  title: string,
  beside: readonly string[],
  far: readonly string[],
): number | undefined {
  const at = title.indexOf(word);
  if (at === 0 || (at === article.length && title.startsWith(article))) return 1;
  if (at > 0) return title.includes(` ${word}`) || title.includes(` ${article}${word}`) ? 2 : 3;
  if (beside.some((text) => foldOften(text).includes(word))) return 4;
  return far.some((text) => foldOften(text).includes(word)) ? 5 : undefined;
}

/** The best few of many, in the order of their rank, then as they came. */
export class BestOf<Item> {
  readonly #max: number;
  #kept: { readonly rank: number; readonly item: Item }[] = [];
  count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  offer(rank: number, item: Item): void {
    this.count += 1;
    if (this.#kept.length >= this.#max && rank >= (this.#kept.at(-1)?.rank ?? 0)) return;
    const at = this.#kept.findIndex((one) => one.rank > rank);
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, { rank, item });
    this.#kept.length = Math.min(this.#kept.length, this.#max);
  }

  get items(): readonly Item[] {
    return this.#kept.map(({ item }) => item);
  }
  get bestRank(): number {
    return this.#kept[0]?.rank ?? Infinity;
  }
}
