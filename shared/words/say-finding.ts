import type { Finding } from '../model/app.ts';
import type { Teller } from './teller.ts';

interface FindingWords {
  readonly sentence: string;
  readonly fix: string | undefined;
}

/** What the test of an app found, and what to do about it. */
export function sayFinding(_tell: Teller, { sentence, fix }: Finding): FindingWords {
  return { sentence, fix };
}
