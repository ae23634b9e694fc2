import type { Finding } from '../model/app.ts';
import english from '../text/en.json' with { type: 'json' };
import type { Teller } from './teller.ts';

/** What a test of an app can have found, by the names of its sentences. */
export type FindingSaid = keyof typeof english.findings;

interface MoreValues {
  readonly forgedLetIn: { readonly status: string };
  readonly noWayToRollcall: { readonly status: string };
  readonly openAsked: { readonly status: string };
  readonly openNotAsked: { readonly status: string };
  readonly appDown: { readonly status: string; readonly upstream: string };
  /** Why, as the network of this computer says it. */
  readonly silent: { readonly detail: string };
  readonly answeredOnce: { readonly detail: string };
}
type OfNoAddress = 'ownKeysPass' | 'ownKeysRefused' | 'notTold';

/** What its sentence names. */
export type FindingValues<Said extends FindingSaid> = Said extends OfNoAddress
  ? Readonly<Record<never, string>>
  : { readonly address: string } & (Said extends keyof MoreValues ? MoreValues[Said] : unknown);

/**
 * What was found, and what to do about it. Undefined for a finding from before sentences had names: its own English one
 * is all there is.
 */
export function sayFinding(
  tell: Teller,
  { said, data }: Pick<Finding, 'said' | 'data'>,
): { sentence: string; fix: string | undefined } | undefined {
  if (said === undefined || !isSaid(said)) return undefined;
  return {
    sentence: tell.say(`findings.${said}.sentence`, data),
    fix: 'fix' in english.findings[said] ? tell.say(`findings.${said}.fix`, data) : undefined,
  };
}

function isSaid(said: string): said is FindingSaid {
  return Object.hasOwn(english.findings, said);
}
