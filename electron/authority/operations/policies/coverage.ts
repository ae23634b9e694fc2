import { waysAround, type CoverageLevel, type FindingCode } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';

const ways: ReadonlySet<FindingCode> = new Set<FindingCode>(waysAround);

/** How tightly the app is held: by its kind, and by what the last check found. */
export function coverageOf(app: Pick<App, 'kind' | 'check'>): CoverageLevel {
  const bad = app.check?.findings.some(({ code, result }) => result === 'bad' && ways.has(code));
  if (bad) return 'bypassable';
  return app.kind === 'oidc' ? 'sign_in_only' : 'every_request';
}
