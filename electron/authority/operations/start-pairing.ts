import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Pairing } from '../records/pairings/pairings.ts';
import type { Dependencies } from './dependencies.ts';
import { makeDashedCode } from './one-time-codes.ts';

/** How long an app waits to be approved, and how long an approved one has to fetch its session. */
export const pairingMs = 10 * 60_000;
/** Anybody on the LAN can start one; more than these at once are never people. */
const pairingsMax = 300;
/** 8 characters of 31: 40 bits, good for 10 minutes, behind a throttle of whoever types them. */
const codeHalf = 4;

export interface StartedPairing {
  readonly secret: string;
  readonly pairing: Pairing;
}

/** An app asks to be let in. Nothing is promised by that: somebody who is signed in must say yes. */
export async function startPairing(
  deps: Dependencies,
  app: { readonly device: string; readonly address: string; readonly registration?: string | undefined },
): Promise<({ readonly ok: true } & StartedPairing) | Refusal<'not_set_up' | 'busy' | 'store_unavailable'>> {
  if (!deps.users.list().some((user) => user.admin)) return refuse('not_set_up');
  const batch = new Batch();
  if (!makePlace(deps, batch, app.address)) return refuse('busy');
  const now = deps.clock.now();
  const secret = makeToken('rct');
  const pairing: Pairing = {
    secretHash: hashToken(secret),
    code: makeFreeCode(deps),
    device: app.device,
    address: app.address,
    createdAt: now,
    expiresAt: now + pairingMs,
    registrationHash: app.registration === undefined ? undefined : hashToken(app.registration),
    sessionId: undefined,
    issued: false,
  };
  deps.pairings.add(batch, pairing);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, secret, pairing } : committed;
}

function makeFreeCode(deps: Dependencies): string {
  let code = makeDashedCode(codeHalf);
  while (deps.pairings.findByCode(code)) code = makeDashedCode(codeHalf);
  return code;
}

/**
 * Where all places are taken, the oldest unanswered pairing of the address with the most of them gives way, so that a
 * device that floods pushes out only its own.
 *
 * @returns false when every place is taken by an app that was approved
 */
function makePlace(deps: Dependencies, batch: Batch, address: string): boolean {
  const now = deps.clock.now();
  const all = deps.pairings.list();
  // Approved ones are left to `expirePairings`, which also ends their sessions.
  const over = all.filter((one) => one.expiresAt <= now && one.sessionId === undefined);
  for (const { secretHash } of over) deps.pairings.remove(batch, secretHash);
  if (all.length - over.length < pairingsMax) return true;

  const open = all.filter((one) => one.expiresAt > now && one.sessionId === undefined);
  const numbers = new Map<string, number>();
  for (const one of open) numbers.set(one.address, (numbers.get(one.address) ?? 0) + 1);
  // At equal numbers the one who asks gives way.
  const rank = (of: Pairing): number => (numbers.get(of.address) ?? 0) + (of.address === address ? 0.5 : 0);
  const most = Math.max(...open.map(rank));
  const oldest = open.find((one) => rank(one) === most);
  if (!oldest) return false;
  deps.pairings.remove(batch, oldest.secretHash);
  return true;
}
