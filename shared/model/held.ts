import { waysAround, type AppCheck, type AppFields, type FindingCode } from './app.ts';

const found: ReadonlySet<FindingCode> = new Set<FindingCode>(waysAround);

/** Of what is known of an app when somebody asks how tightly it is held. */
type Held = Pick<AppFields, 'kind' | 'foreignAuthorization'> & {
  readonly check?: Pick<AppCheck, 'findings'> | undefined;
};

/** Every way around Rollcall: what the last check found, and what the app's own settings leave open. */
export function listWaysAround(app: Held): FindingCode[] {
  const ways = listFoundWays(app);
  return letsOwnKeysPass(app) ? [...ways, 'foreign_authorization_passes'] : ways;
}

/** Those that the last check found. */
export function listFoundWays({ check }: Pick<Held, 'check'>): FindingCode[] {
  return (check?.findings ?? [])
    .filter(({ code, result }) => result === 'bad' && found.has(code))
    .map(({ code }) => code);
}

/** Holders of the app's own keys pass without a session, uncounted. An app of OpenID Connect has none of Rollcall before it. */
function letsOwnKeysPass({ kind, foreignAuthorization }: Held): boolean {
  return kind !== 'oidc' && foreignAuthorization === 'pass';
}

/** Whether what the kind of an app promises was looked at: a test that did not get to the app is none. */
export type Tested = 'tested' | 'not_tested' | 'unanswered';

export function howTested({ check }: Pick<Held, 'check'>): Tested {
  if (check === undefined) return 'not_tested';
  switch (check.findings.find(({ code }) => code === 'unreachable')?.result) {
    case 'bad':
      return 'unanswered';
    case 'unknown':
      return 'not_tested';
    case 'good':
    case undefined:
      return 'tested';
  }
}
