import type { Batch } from '../../base/storage/batch.ts';
import { findWhoGivesWay } from '../../operations/policies/who-gives-way.ts';
import type { OidcArtifact, OidcModel } from '../../records/oidc/oidc-artifacts.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';

/** Anybody on the LAN can make these; more of them at once are never people. */
const openMax: Partial<Record<OidcModel, number>> = {
  DeviceCode: 300,
  Interaction: 2000,
  PushedAuthorizationRequest: 2000,
};

/**
 * Where all places are taken, what is over gives way, or else one of the address that has the most of them.
 *
 * @param address of whoever asks now
 */
export function makePlace(edge: EdgeDependencies, batch: Batch, model: OidcModel, address: string): void {
  const max = openMax[model];
  if (max === undefined || edge.oidcArtifacts.count(model) < max) return;
  // An approved device has a session, which must be ended with it.
  const open = [...edge.oidcArtifacts.list(model)].filter(({ grantHash }) => grantHash === undefined);
  const now = edge.clock.now();
  const victim = open.find(({ expiresAt }) => expiresAt <= now) ?? findWhoGivesWay(open, addressOf, address);
  if (victim) edge.oidcArtifacts.remove(batch, victim);
}

function addressOf({ content }: OidcArtifact): string {
  return (content['notes'] as { readonly address?: string } | undefined)?.address ?? '';
}
