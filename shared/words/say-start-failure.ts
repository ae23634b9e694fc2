import english from '../text/en.json' with { type: 'json' };
import { hasErrorText } from './say-error.ts';
import type { Teller } from './teller.ts';

interface StartFailure {
  readonly code?: string | undefined;
  /** As the authority wrote it. */
  readonly sentence?: string | undefined;
  readonly facts?: Readonly<Record<string, string>> | undefined;
}

/**
 * Why Rollcall could not start, and a line for each fact that goes with it. Undefined where the authority wrote a
 * sentence of its own, or one that is in no language file: that one is shown as it was written.
 */
export function sayStartFailure(
  tell: Teller,
  { code = '', sentence, facts = {} }: StartFailure,
): { sentence: string; fix: string | undefined } | undefined {
  if (!hasErrorText(code) || english.errors[code] !== sentence) return undefined;
  const lines = Object.entries(facts).map(([key, value]) =>
    Object.hasOwn(english.facts, key) ? tell.say(`facts.${key}`, { value }) : `${key}: ${value}`,
  );
  return { sentence: tell.say(`errors.${code}`), fix: lines.length === 0 ? undefined : lines.join('\n') };
}
