import { errorCatalogue } from '../../../../shared/errors.ts';
import type { AddressAnswer } from '../../base/net/ask-address.ts';
import type { Dependencies } from '../dependencies.ts';

export type Judgement =
  /** Rollcall refused it. */
  | { readonly verdict: 'refused' }
  /** Rollcall was asked and could not tell which app or which address is meant. */
  | { readonly verdict: 'misdirected'; readonly reason: string }
  /** The proxy is there, and what it needs is not. */
  | { readonly verdict: 'down'; readonly status: string }
  /** It came from the app, or at least not from Rollcall. */
  | { readonly verdict: 'let_in'; readonly status: string }
  | { readonly verdict: 'unreachable'; readonly detail: string };

const misdirections = new Set(['unknown_app', 'wrong_address', 'unknown_host']);

/** Whom an answer at an app's address came from. */
export function judgeAnswer(deps: Pick<Dependencies, 'network'>, answer: AddressAnswer): Judgement {
  if (answer.kind !== 'answer') return { verdict: 'unreachable', detail: answer.detail };
  const { status, headers } = answer;
  const reason = headers['rollcall-reason'] ?? problemCodeOf(answer);
  if (reason !== undefined && misdirections.has(reason)) return { verdict: 'misdirected', reason };
  if (status === 502 || status === 503 || status === 504) return { verdict: 'down', status: String(status) };
  if (reason !== undefined || leadsToSignIn(deps, headers['location'])) return { verdict: 'refused' };
  return { verdict: 'let_in', status: String(status) };
}

function problemCodeOf({ headers, text }: Extract<AddressAnswer, { kind: 'answer' }>): string | undefined {
  if (headers['content-type']?.startsWith('application/problem+json') !== true) return undefined;
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' && code in errorCatalogue ? code : undefined;
  } catch {
    return undefined;
  }
}

function leadsToSignIn(deps: Pick<Dependencies, 'network'>, location: string | undefined): boolean {
  if (location === undefined || !URL.canParse(location)) return false;
  const { origin, pathname } = new URL(location);
  return pathname === '/sign-in' && deps.network.origins().includes(origin);
}
