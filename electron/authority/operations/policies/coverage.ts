import type { CoverageLevel, Finding, FindingCode } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';

/** Findings that are a way around Rollcall, whatever the kind of the app promises. */
const waysAround: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'upstream_reachable',
  'forged_identity',
  'open_without_session',
  'cookie_not_cut',
]);

/** How tightly the app is held: by its kind, and by what the last check found. */
export function coverageOf(app: Pick<App, 'kind' | 'check'>): CoverageLevel {
  if (app.check?.findings.some(isWayAround)) return 'bypassable';
  return app.kind === 'oidc' ? 'sign_in_only' : 'every_request';
}

export function isWayAround({ code, result }: Finding): boolean {
  return result === 'bad' && waysAround.has(code);
}
