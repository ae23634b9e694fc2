import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { AppFields } from '../../../shared/model/app.ts';
import { hashToken } from '../base/crypto/tokens.ts';
import type { ListenRefusal } from '../base/net/listen.ts';
import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import { isSameSetUp } from './check-app/is-same-set-up.ts';
import { decodeAppFields, type AppFieldRefusal } from './decode-app-fields.ts';
import type { Dependencies } from './dependencies.ts';
import { stageIssuer } from './oidc-issuer.ts';

/** Listens for the gateway apps as they are to be, before they are recorded; refused: everything stays as it was. */
export type ApplyGateway = (apps: readonly App[]) => Promise<{ ok: true } | Refusal<ListenRefusal['code']>>;

export type NewAppFields = Pick<AppFields, 'name' | 'kind' | 'url'> & {
  readonly [Key in keyof AppFields]?: AppFields[Key] | undefined;
};
export type AppChanges = {
  readonly [Key in Exclude<keyof AppFields, 'kind'>]?:
    AppFields[Key] | undefined | (Key extends 'oidc' | 'tells' ? null : never);
};

type SecretAnswer = { ok: true; app: App; secret: string };

/** @returns the app and its secret `ID.KEY`, which is shown once: only its hash is kept */
export async function addApp(
  deps: Dependencies,
  fields: NewAppFields,
  actor: string,
  applyGateway: ApplyGateway,
): Promise<SecretAnswer | AppFieldRefusal | Refusal<ListenRefusal['code'] | 'store_unavailable'>> {
  const decoded = decodeAppFields(deps, {
    upstream: 'http://127.0.0.1:8080',
    plainHttp: false,
    upstreamCertificate: 'verify',
    foreignAuthorization: 'refuse',
    backgroundPaths: [],
    groups: [],
    ...withoutUndefined(fields),
  });
  if (!decoded.ok) return decoded;
  const now = deps.clock.now();
  const { key, keyHash } = makeKey();
  const app: App = {
    ...decoded.fields,
    id: makeAppId(fields.name, new Set(deps.apps.list().map(({ id }) => id))),
    keyHash,
    createdAt: now,
    lastUsedAt: undefined,
    check: undefined,
    mismatch: undefined,
  };
  const listening = await applyGateway([...deps.apps.list(), app]);
  if (!listening.ok) return listening;
  const batch = new Batch();
  deps.apps.put(batch, app);
  if (app.oidc) stageIssuer(deps, batch, actor);
  deps.audit.append(batch, {
    at: now,
    action: 'app.added',
    actor,
    subject: app.id,
    data: { name: app.name, url: app.url, kind: app.kind },
  });
  const committed = await deps.database.commit(batch);
  if (committed.ok) return { ok: true, app, secret: `${app.id}.${key}` };
  await applyGateway(deps.apps.list());
  return committed;
}

/** Changes what is given. */
export async function setApp(
  deps: Dependencies,
  id: string,
  changes: AppChanges,
  actor: string,
  applyGateway: ApplyGateway,
): Promise<
  | { ok: true; app: App; before: App }
  | AppFieldRefusal
  | Refusal<ListenRefusal['code'] | 'app_not_found' | 'store_unavailable'>
> {
  const before = deps.apps.find(id);
  if (!before) return refuse('app_not_found');
  const { oidc, tells, ...rest } = withoutUndefined(changes);
  const decoded = decodeAppFields(
    deps,
    {
      ...before,
      ...rest,
      oidc: oidc === null ? undefined : (oidc ?? before.oidc),
      tells: tells === null ? undefined : (tells ?? before.tells),
    },
    id,
  );
  if (!decoded.ok) return decoded;
  const changed: App = { ...before, ...decoded.fields };
  const app: App = isSameSetUp(before, changed) ? changed : { ...changed, check: undefined };
  const listening = await applyGateway(deps.apps.list().map((one) => (one.id === id ? app : one)));
  if (!listening.ok) return listening;

  const batch = new Batch();
  deps.apps.put(batch, app);
  if (app.oidc && !before.oidc) stageIssuer(deps, batch, actor);
  const isToldNoMore =
    before.oidc?.backchannelLogoutUri !== undefined && app.oidc?.backchannelLogoutUri === undefined;
  const forgotten = isToldNoMore ? forgetLogouts(deps, batch, id) : {};
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'app.changed',
    actor,
    subject: id,
    data: { name: app.name, ...listChanges(before, app), ...forgotten },
  });
  const committed = await deps.database.commit(batch);
  if (!committed.ok) {
    await applyGateway(deps.apps.list());
    return committed;
  }
  return { ok: true, app, before };
}

/** A new key in the place of the old one, which opens nothing from then on. Sessions and grants stay. */
export async function rotateAppSecret(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<SecretAnswer | Refusal<'app_not_found' | 'store_unavailable'>> {
  const before = deps.apps.find(id);
  if (!before) return refuse('app_not_found');
  const { key, keyHash } = makeKey();
  const app: App = { ...before, keyHash };
  const batch = new Batch();
  deps.apps.put(batch, app);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'app.secret_rotated',
    actor,
    subject: id,
    data: { name: app.name },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, app, secret: `${app.id}.${key}` } : committed;
}

export async function removeApp(
  deps: Dependencies,
  id: string,
  actor: string,
  applyGateway: ApplyGateway,
): Promise<{ ok: true } | Refusal<'app_not_found' | 'store_unavailable'>> {
  const app = deps.apps.find(id);
  if (!app) return refuse('app_not_found');
  const batch = new Batch();
  deps.apps.remove(batch, id);
  const forgotten = forgetLogouts(deps, batch, id);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'app.removed',
    actor,
    subject: id,
    data: { name: app.name, ...forgotten },
  });
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  deps.grants.forgetApp(id);
  // Fewer ports are never in the way of others.
  await applyGateway(deps.apps.list());
  return { ok: true };
}

/** Ends that the app has not confirmed: somebody may still be signed in there, and nothing says so afterwards. */
function forgetLogouts(deps: Dependencies, batch: Batch, id: string): { forgottenLogouts?: number } {
  const forgottenLogouts = deps.logouts.countUnconfirmed(id);
  deps.logouts.forgetApp(batch, id);
  return forgottenLogouts === 0 ? {} : { forgottenLogouts };
}

function makeKey(): { key: string; keyHash: string } {
  const key = randomBytes(32).toString('base64url');
  return { key, keyHash: hashToken(key) };
}

function listChanges(before: App, after: App): Record<string, unknown> {
  const changed = Object.entries(after).filter(
    ([key, value]) => !isDeepStrictEqual(value, before[key as keyof App]),
  );
  return Object.fromEntries(
    changed.map(([key, to]) => [key, { from: before[key as keyof App] ?? null, to: to ?? null }]),
  );
}

function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}

/** Short and readable, since it stands in the name of the app's cookie; never used twice at the same time. */
function makeAppId(name: string, taken: ReadonlySet<string>): string {
  const word =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '')
      .slice(0, 16) || 'app';
  for (;;) {
    const id = `${word}${randomBytes(3).toString('hex')}`;
    if (!taken.has(id)) return id;
  }
}
