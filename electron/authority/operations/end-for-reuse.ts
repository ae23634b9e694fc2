import type { Dependencies } from './dependencies.ts';
import type { OidcEntry } from './oidc-grants.ts';
import { recordEnds } from './record-ends.ts';

/**
 * A refresh token that was used before came back: either the app or somebody else holds an old copy, and nobody can tell
 * which. The whole session ends.
 */
export async function endForReuse(
  deps: Dependencies,
  { session, user, app }: OidcEntry,
  address: string,
): Promise<void> {
  const at = deps.clock.now();
  const end = { id: session.id, reason: 'token_reuse', at, by: app.name } as const;
  await deps.sessions.end([end], (batch, ended) => {
    recordEnds(deps, batch, ended, 'rollcall', address);
    deps.audit.append(batch, {
      at,
      action: 'oidc.token_reuse',
      actor: 'rollcall',
      subject: session.id,
      address,
      data: { app: app.name, user: user.name, device: session.device },
    });
  });
}
