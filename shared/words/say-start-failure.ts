import { errorCatalogue } from '../errors.ts';
import english from '../text/en.json' with { type: 'json' };
import { hasErrorText } from './say-error.ts';
import type { Teller } from './teller.ts';

interface StartFailure {
  readonly code?: string | undefined;
  /** As the authority wrote it. */
  readonly sentence?: string | undefined;
  readonly facts?: Readonly<Record<string, string>> | undefined;
}

/** One of the things that go with it, such as who holds a port. */
export interface StartFact {
  readonly name: string;
  readonly value: string;
}

/** Listened on at every address: that says nothing to a reader. */
const everyAddress: ReadonlySet<string> = new Set(['::', '0.0.0.0']);

/**
 * Why Rollcall could not start, what to do where the sentence does not say it, and the facts that go with it, each by its
 * name. Undefined where the authority wrote a sentence of its own, or one that is in no language file: that one is shown as
 * it was written.
 */
export function sayStartFailure(
  tell: Teller,
  { code = '', sentence, facts = {} }: StartFailure,
): { sentence: string; remedy?: string; facts: readonly StartFact[] } | undefined {
  if (!hasErrorText(code) || errorCatalogue[code].sentence !== sentence) return undefined;
  return {
    sentence: tell.say(`errors.${code}`),
    ...(hasRemedy(code) ? { remedy: tell.say(`remedies.${code}`) } : {}),
    facts: Object.entries(facts)
      .filter(([key, value]) => key !== 'host' || !everyAddress.has(value))
      .map(([key, value]) => ({
        name: Object.hasOwn(english.facts, key) ? tell.say(`facts.${key}`) : key,
        value,
      })),
  };
}

function hasRemedy(code: string): code is keyof typeof english.remedies {
  return Object.hasOwn(english.remedies, code);
}
