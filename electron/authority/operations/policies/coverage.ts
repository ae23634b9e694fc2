import {
  waysAround,
  type CoverageLevel,
  type Finding,
  type FindingCode,
} from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';

const ways: ReadonlySet<FindingCode> = new Set<FindingCode>(waysAround);

/** How tightly the app is held: by its kind, and by what the last check found. */
export function coverageOf(app: Pick<App, 'kind' | 'check'>): CoverageLevel {
  if (app.check?.findings.some(isWayAround)) return 'bypassable';
  return app.kind === 'oidc' ? 'sign_in_only' : 'every_request';
}

export function isWayAround({ code, result }: Finding): boolean {
  return result === 'bad' && ways.has(code);
}
