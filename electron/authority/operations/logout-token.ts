import { randomUUID } from 'node:crypto';
import type { Refusal } from '../../../shared/errors.ts';
import type { Logout } from '../records/logouts/logout.ts';
import type { Dependencies } from './dependencies.ts';

/** An app that takes longer to look at it asks for a new one by not confirming. */
const lifeSeconds = 120;

/** What an app is told an ended session with (OpenID Connect Back-Channel Logout 1.0, section 2.4); a new one each try. */
export function makeLogoutToken(
  deps: Pick<Dependencies, 'clock' | 'settings' | 'signingKeys'>,
  logout: Logout,
): Promise<{ ok: true; token: string } | Refusal<'signing_key_broken' | 'store_unavailable'>> {
  const iat = Math.floor(deps.clock.now() / 1000);
  return deps.signingKeys.sign(
    {
      iss: deps.settings.current().oidc.issuer,
      aud: logout.appId,
      iat,
      exp: iat + lifeSeconds,
      jti: randomUUID(),
      sub: logout.userId,
      sid: logout.sessionId,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    },
    { typ: 'logout+jwt' },
  );
}
