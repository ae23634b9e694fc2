import type { CoverageLevel } from '../../../../shared/model/app.ts';
import { listWaysAround } from '../../../../shared/model/held.ts';
import type { App } from '../../records/apps/apps.ts';

/** How tightly the app is held: by its kind, by what its settings let pass, and by what the last check found. */
export function coverageOf(
  app: Pick<App, 'kind' | 'foreignAuthorization'> & { readonly check?: App['check'] | undefined },
): CoverageLevel {
  if (listWaysAround(app).length > 0) return 'bypassable';
  return app.kind === 'oidc' ? 'sign_in_only' : 'every_request';
}
