import { randomBytes } from 'node:crypto';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { AppKind } from '../../../shared/model/app.ts';
import { hashToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';

export interface AppFields {
  readonly name: string;
  readonly kind: AppKind;
  readonly url: string;
  readonly upstream?: string | undefined;
  readonly plainHttp?: boolean | undefined;
  readonly foreignAuthorization?: 'refuse' | 'pass' | undefined;
  readonly backgroundPaths?: readonly string[] | undefined;
}

type AddRefusal = Refusal<
  'app_name_taken' | 'app_url_invalid' | 'app_url_taken' | 'app_plain_http' | 'store_unavailable'
>;

/** @returns the app and its secret `ID.KEY`, which is shown once: only its hash is kept */
export async function addApp(
  deps: Dependencies,
  fields: AppFields,
  actor: string,
): Promise<{ ok: true; app: App; secret: string } | AddRefusal> {
  const url = decodeOrigin(fields.url);
  const upstream = fields.upstream === undefined ? 'http://127.0.0.1:8080' : decodeOrigin(fields.upstream);
  if (url === undefined || upstream === undefined) return refuse('app_url_invalid');
  if (url.startsWith('http:') && fields.plainHttp !== true) return refuse('app_plain_http');
  const apps = deps.apps.list();
  const folded = fields.name.normalize('NFKC').toLowerCase();
  if (apps.some((app) => app.name.toLowerCase() === folded)) return refuse('app_name_taken');
  if (apps.some((app) => app.url === url)) return refuse('app_url_taken');

  const now = deps.clock.now();
  const key = randomBytes(32).toString('base64url');
  const app: App = {
    id: makeAppId(fields.name, new Set(apps.map(({ id }) => id))),
    name: fields.name.normalize('NFKC'),
    kind: fields.kind,
    url,
    upstream,
    plainHttp: url.startsWith('http:'),
    foreignAuthorization: fields.foreignAuthorization ?? 'refuse',
    backgroundPaths: fields.backgroundPaths ?? [],
    keyHash: hashToken(key),
    createdAt: now,
    lastUsedAt: undefined,
  };
  const batch = new Batch();
  deps.apps.put(batch, app);
  deps.audit.append(batch, {
    at: now,
    action: 'app.added',
    actor,
    subject: app.id,
    data: { name: app.name, url, kind: app.kind },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, app, secret: `${app.id}.${key}` } : committed;
}

/** Which of its requests are no use by the person. */
export async function setApp(
  deps: Dependencies,
  id: string,
  fields: { readonly backgroundPaths: readonly string[] },
  actor: string,
): Promise<{ ok: true; app: App } | Refusal<'app_not_found' | 'store_unavailable'>> {
  const before = deps.apps.find(id);
  if (!before) return refuse('app_not_found');
  const app: App = { ...before, backgroundPaths: fields.backgroundPaths };
  const batch = new Batch();
  deps.apps.put(batch, app);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'app.changed',
    actor,
    subject: id,
    data: { from: before.backgroundPaths, to: app.backgroundPaths },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, app } : committed;
}

export async function removeApp(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<{ ok: true } | Refusal<'app_not_found' | 'store_unavailable'>> {
  const app = deps.apps.find(id);
  if (!app) return refuse('app_not_found');
  const batch = new Batch();
  deps.apps.remove(batch, id);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'app.removed',
    actor,
    subject: id,
    data: { name: app.name },
  });
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  deps.grants.forgetApp(id);
  return { ok: true };
}

/** An address as the admin types it: scheme, host and port count; a path does not, and is refused. */
function decodeOrigin(text: string): string | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  const plain = (url.pathname === '/' || url.pathname === '') && url.search === '' && url.hash === '';
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && plain && url.username === '' && url.password === '' ? url.origin : undefined;
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
