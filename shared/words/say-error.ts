import { errorCatalogue, type ErrorCode } from '../errors.ts';
import english from '../text/en.json' with { type: 'json' };
import type { Teller } from './teller.ts';

/** Does `shared/text` have the sentence of this code? It has those that say why something does not start or listen. */
export function hasErrorText(code: string): code is keyof typeof english.errors {
  return Object.hasOwn(english.errors, code);
}

/** What a code of the error catalogue means; in English when it is one that nobody expects here. */
export function sayError(tell: Teller, code: ErrorCode): string {
  return hasErrorText(code) ? tell.say(`errors.${code}`) : errorCatalogue[code].sentence;
}
