import { hashToken } from '../base/crypto/tokens.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { Session } from '../records/sessions/session.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { oidcGrantId, stageOidcGrant, tokenSeconds } from './oidc-grants.ts';
import { recordApproval } from './record-pairing.ts';
import type { PairingApproval } from './sign-in-outcome.ts';

/** An approved device has so long to fetch its tokens. */
export const deviceFetchMs = 10 * 60_000;

/**
 * What belongs to the admission of an app by the device flow: its code now stands for the new session and its grant, in
 * the form in which the library of OpenID Connect finds it when the device asks again.
 */
export function recordDevice(
  deps: Dependencies,
  batch: Batch,
  approval: PairingApproval,
  admitted: { readonly user: User; readonly session: Session },
): void {
  const { user, session } = admitted;
  const artifact = deps.oidcArtifacts.find('DeviceCode', approval.secretHash);
  const app = artifact && deps.apps.find(String(artifact.content['clientId']));
  if (!artifact || !app) throw new Error('a device was admitted that does not ask');
  const grantId = oidcGrantId(session, app);
  const { scope } = artifact.content['params'] as { scope?: string };
  deps.oidcArtifacts.put(batch, {
    ...artifact,
    grantHash: hashToken(grantId),
    expiresAt: deps.clock.now() + deviceFetchMs,
    content: {
      ...artifact.content,
      accountId: user.id,
      authTime: tokenSeconds(deps, session.signedInAt),
      grantId,
      sid: session.id,
      ...(scope === undefined ? {} : { scope }),
    },
  });
  stageOidcGrant(deps, batch, { user, session, app, address: approval.address, way: 'device_flow' });
  recordApproval(deps, batch, approval, admitted, app.id);
}
