import type { AdapterPayload } from 'oidc-provider';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { findLiveSession } from '../../operations/find-session.ts';
import { tokenSeconds } from '../../operations/oidc-grants.ts';
import type { InteractionNotes, InteractionResult } from '../../operations/oidc-interaction.ts';
import type { OidcArtifact } from '../../records/oidc/oidc-artifacts.ts';
import type { Exchange } from './exchange.ts';

/**
 * The payload as the library kept it, with the value it asked by. Its times are those of the library's clock, so that a
 * clock of the computer that is set forward or back ends nothing and prolongs nothing.
 */
export function restoreArtifact(
  edge: EdgeDependencies,
  artifact: OidcArtifact,
  id: string,
  currentExchange: () => Exchange,
): AdapterPayload | undefined {
  const { model, content, consumedAt, expiresAt } = artifact;
  const { notes, result, ...payload } = content;
  const exp = tokenSeconds(edge, expiresAt);
  const moved = typeof payload['exp'] === 'number' && model !== 'DeviceCode' ? exp - payload['exp'] : 0;
  const restored: AdapterPayload = {
    ...payload,
    jti: id,
    exp,
    ...(typeof payload['iat'] === 'number' ? { iat: payload['iat'] + moved } : {}),
    ...(consumedAt === undefined ? {} : { consumed: tokenSeconds(edge, consumedAt) }),
  };
  if (model !== 'Interaction') return restored;
  const exchange = currentExchange();
  if ((notes as InteractionNotes).preSession !== exchange.preSession) return undefined;
  const answer = resultOf(edge, exchange, result as InteractionResult | undefined);
  return answer === undefined ? restored : { ...restored, result: answer };
}

/** In the library's words. A session that went on is the answer only while it is still this browser's. */
function resultOf(
  edge: EdgeDependencies,
  exchange: Exchange,
  result: InteractionResult | undefined,
): AdapterPayload['result'] {
  if (result === undefined) return undefined;
  if ('cancelled' in result)
    return { error: 'access_denied', error_description: 'the person did not want to sign in' };
  const live = findLiveSession(edge, exchange.sessionToken, 'none', exchange.address);
  if (live?.session.id !== result.sessionId) return undefined;
  return { login: { accountId: live.user.id, ts: tokenSeconds(edge, live.session.signedInAt) } };
}
