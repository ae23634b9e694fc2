import type { AppCheck, AppFields } from '../../../../shared/model/app.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row } from '../../base/storage/statement.ts';

/** Something on the LAN that checks with Rollcall: what the admin chose, and what became of it. */
export interface App extends AppFields {
  readonly id: string;
  /** SHA-256 of the key its proxy sends, which is also its client secret in OpenID Connect. */
  readonly keyHash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
  readonly check: AppCheck | undefined;
  /** The last time it took one device for another user than Rollcall does. */
  readonly mismatch: { readonly at: number; readonly user: string; readonly app: string } | undefined;
}

export interface Apps {
  find(id: string): App | undefined;
  findByUrl(origin: string): App | undefined;
  /** The same list until an app changes. */
  list(): readonly App[];
  put(batch: Batch, app: App): void;
  remove(batch: Batch, id: string): void;
  touch(id: string, at: number): void;
  /** Stages what `touch` has noted. */
  stageTouched(batch: Batch): void;
}

export interface AppListeners {
  put(app: App): void;
  removed(id: string): void;
}

export async function openApps(database: Database, listeners: AppListeners): Promise<Apps> {
  const byId = new Map<string, App>();
  let all: readonly App[] | undefined;
  const touched = new Set<string>();
  const set = (id: string, app: App | undefined): void => {
    if (app) byId.set(id, app);
    else byId.delete(id);
    all = undefined;
  };
  for (const row of await database.read('SELECT * FROM apps')) {
    const app = decodeRow(row);
    set(app.id, app);
  }

  return {
    find: (id) => byId.get(id),
    findByUrl: (origin) => [...byId.values()].find((app) => app.url === origin),
    list: () => (all ??= [...byId.values()]),

    put(batch, app) {
      const before = byId.get(app.id);
      set(app.id, app);
      const { oidc, tells, upstreamCertificate } = app;
      batch.write(
        `INSERT OR REPLACE INTO apps (id, name, kind, url, upstream, plain_http, foreign_authorization, key_hash,
         created_at, last_used_at, background_paths, groups, details, last_check, mismatch)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        app.id,
        app.name,
        app.kind,
        app.url,
        app.upstream,
        app.plainHttp ? 1 : 0,
        app.foreignAuthorization,
        app.keyHash,
        app.createdAt,
        app.lastUsedAt ?? null,
        JSON.stringify(app.backgroundPaths),
        JSON.stringify(app.groups),
        JSON.stringify({ oidc, tells, upstreamCertificate } satisfies Details),
        app.check === undefined ? null : JSON.stringify(app.check),
        app.mismatch === undefined ? null : JSON.stringify(app.mismatch),
      );
      batch.onFailure(() => set(app.id, before));
      batch.onDurable(() => listeners.put(app));
    },

    remove(batch, id) {
      const before = byId.get(id);
      if (!before) return;
      set(id, undefined);
      batch.write('DELETE FROM apps WHERE id = ?', id);
      batch.onFailure(() => set(id, before));
      batch.onDurable(() => listeners.removed(id));
    },

    touch(id, at) {
      const app = byId.get(id);
      if (!app) return;
      // Once a second is exact enough for a list of apps and keeps the check path from allocating.
      if (app.lastUsedAt !== undefined && at - app.lastUsedAt < 1000) return;
      set(id, { ...app, lastUsedAt: at });
      touched.add(id);
    },

    stageTouched(batch) {
      for (const id of touched) {
        const app = byId.get(id);
        if (!app) continue;
        batch.write('UPDATE apps SET last_used_at = ? WHERE id = ?', app.lastUsedAt ?? null, id);
        batch.onFailure(() => touched.add(id));
        batch.onDurable(() => listeners.put(app));
      }
      touched.clear();
    },
  };
}

type Details = Pick<AppFields, 'oidc' | 'tells'> & Partial<Pick<AppFields, 'upstreamCertificate'>>;

function decodeRow(row: Row): App {
  const details = JSON.parse(String(row['details'])) as Details;
  return {
    id: String(row['id']),
    name: String(row['name']),
    kind: String(row['kind']) as App['kind'],
    url: String(row['url']),
    upstream: String(row['upstream']),
    plainHttp: row['plain_http'] === 1,
    foreignAuthorization: row['foreign_authorization'] === 'pass' ? 'pass' : 'refuse',
    backgroundPaths: JSON.parse(String(row['background_paths'])) as string[],
    groups: JSON.parse(String(row['groups'])) as string[],
    upstreamCertificate: details.upstreamCertificate ?? 'verify',
    oidc: details.oidc,
    tells: details.tells,
    keyHash: String(row['key_hash']),
    createdAt: Number(row['created_at']),
    lastUsedAt: typeof row['last_used_at'] === 'number' ? row['last_used_at'] : undefined,
    check: decodeJson(row['last_check']) as App['check'],
    mismatch: decodeJson(row['mismatch']) as App['mismatch'],
  };
}

function decodeJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : undefined;
}
