import type { Pairing } from '../records/pairings/pairings.ts';
import type { Dependencies } from './dependencies.ts';

/** The pairing that waits for its answer under this code or secret; undefined when it is answered, over, or unknown. */
export function findOpenPairing(
  deps: Pick<Dependencies, 'pairings' | 'clock'>,
  key: { readonly code: string } | { readonly secretHash: string },
): Pairing | undefined {
  const pairing = 'code' in key ? deps.pairings.findByCode(key.code) : deps.pairings.find(key.secretHash);
  if (!pairing || pairing.sessionId !== undefined || pairing.expiresAt <= deps.clock.now()) return undefined;
  return pairing;
}
