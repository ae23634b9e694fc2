import { randomInt } from 'node:crypto';

/** Without letters and digits that people mistake for one another: a reference is read out to the admin. */
const referenceAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** What stands on a page and in the log, so that the admin finds one by the other. */
export function makeReference(): string {
  return Array.from({ length: 8 }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]).join('');
}
