import type { Batch } from '../../base/storage/batch.ts';
import { findLiveSession } from '../../operations/find-session.ts';
import { oidcGrantId, stageOidcGrant } from '../../operations/oidc-grants.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { Exchange } from './exchange.ts';

/** A code goes to an app: with it, in the same step, the grant of the session it stands for. */
export function stageCode(
  edge: EdgeDependencies,
  batch: Batch,
  grantId: string | undefined,
  { sessionToken, address }: Exchange,
): void {
  const live = findLiveSession(edge, sessionToken, 'none', address);
  const app = edge.apps.list().find((one) => live && oidcGrantId(live.session, one) === grantId);
  if (!live || !app) throw new Error('a code without a live session');
  stageOidcGrant(edge, batch, { ...live, app, address, way: 'openid_connect' });
}
