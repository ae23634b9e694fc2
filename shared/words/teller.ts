/** How sentences of `shared/text` are put into one language: made by the authority for English, by the console for its own. */
export interface Teller {
  /** The text of a key, with what it names put in. A number called `count` chooses the plural form. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Hours and minutes on the reader's clock. */
  readonly clock: (iso: string) => string;
  readonly dayAndTime: (iso: string) => string;
  /** An amount of bytes, in the unit that fits it. */
  readonly bytes: (bytes: number) => string;
}

/** Sentences one behind the other. */
export function joinSentences(tell: Teller, sentences: readonly string[]): string {
  return sentences.join(tell.say('list.sentences'));
}

/** Names in a row, and how many there are besides. */
export function listSome(tell: Teller, named: readonly string[], more = 0): string {
  // Each by itself: in a language that runs the other way the row of them still runs as the sentence does.
  const items = named.map((name) => tell.say('list.named', { name }));
  return withMore(tell, items, more).join(tell.say('list.between'));
}

export function withMore(tell: Teller, named: readonly string[], more: number): string[] {
  return more > 0 ? [...named, tell.say('list.more', { count: more })] : [...named];
}
