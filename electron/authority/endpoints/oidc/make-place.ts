import type { Batch } from '../../base/storage/batch.ts';
import type { OidcArtifact, OidcModel } from '../../records/oidc/oidc-artifacts.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';

/** Anybody on the LAN can make these; more of them at once are never people. */
const openMax: Partial<Record<OidcModel, number>> = {
  DeviceCode: 300,
  Interaction: 2000,
  PushedAuthorizationRequest: 2000,
};

/**
 * Where all places are taken, what is over gives way, or else the oldest of the address that has the most of them, so
 * that a device that floods pushes out only its own.
 *
 * @param address of whoever asks now; at equal numbers it is the one that gives way
 */
export function makePlace(edge: EdgeDependencies, batch: Batch, model: OidcModel, address: string): void {
  const max = openMax[model];
  if (max === undefined || edge.oidcArtifacts.count(model) < max) return;
  // An approved device has a session, which must be ended with it.
  const open = [...edge.oidcArtifacts.list(model)].filter(({ grantHash }) => grantHash === undefined);
  const now = edge.clock.now();
  const victim = open.find(({ expiresAt }) => expiresAt <= now) ?? oldestOfMost(open, address);
  if (victim) edge.oidcArtifacts.remove(batch, victim);
}

function oldestOfMost(open: readonly OidcArtifact[], address: string): OidcArtifact | undefined {
  const numbers = new Map<string, number>([[address, 0.5]]);
  for (const artifact of open) {
    const from = addressOf(artifact);
    numbers.set(from, (numbers.get(from) ?? 0) + 1);
  }
  const rank = (artifact: OidcArtifact): number => numbers.get(addressOf(artifact)) ?? 0;
  let most: OidcArtifact | undefined;
  for (const artifact of open) if (!most || rank(artifact) > rank(most)) most = artifact;
  return most;
}

function addressOf({ content }: OidcArtifact): string {
  return (content['notes'] as { readonly address?: string } | undefined)?.address ?? '';
}
