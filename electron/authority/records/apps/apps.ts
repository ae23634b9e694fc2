import type { AppKind } from '../../../../shared/model/app.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row } from '../../base/storage/statement.ts';

/** Something on the LAN that checks with Rollcall. */
export interface App {
  readonly id: string;
  readonly name: string;
  readonly kind: AppKind;
  /** Origin under which people reach it, in the form `new URL(…).origin`. */
  readonly url: string;
  /** Where its proxy finds it; only written into the snippet. */
  readonly upstream: string;
  /** Reached over plain HTTP, which the admin allowed for this app. */
  readonly plainHttp: boolean;
  readonly foreignAuthorization: 'refuse' | 'pass';
  /** Requests to these paths are no use by the person; `*` stands for anything. */
  readonly backgroundPaths: readonly string[];
  /** SHA-256 of the key its proxy sends. */
  readonly keyHash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
}

export interface Apps {
  find(id: string): App | undefined;
  findByUrl(origin: string): App | undefined;
  list(): App[];
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
  const touched = new Set<string>();
  for (const row of await database.read('SELECT * FROM apps')) {
    const app = decodeRow(row);
    byId.set(app.id, app);
  }

  return {
    find: (id) => byId.get(id),
    findByUrl: (origin) => [...byId.values()].find((app) => app.url === origin),
    list: () => [...byId.values()],

    put(batch, app) {
      const before = byId.get(app.id);
      byId.set(app.id, app);
      batch.write(
        `INSERT OR REPLACE INTO apps (id, name, kind, url, upstream, plain_http, foreign_authorization, key_hash,
         created_at, last_used_at, background_paths) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
      );
      batch.onFailure(() => {
        if (before) byId.set(app.id, before);
        else byId.delete(app.id);
      });
      batch.onDurable(() => listeners.put(app));
    },

    remove(batch, id) {
      const before = byId.get(id);
      if (!before) return;
      byId.delete(id);
      batch.write('DELETE FROM apps WHERE id = ?', id);
      batch.onFailure(() => byId.set(id, before));
      batch.onDurable(() => listeners.removed(id));
    },

    touch(id, at) {
      const app = byId.get(id);
      if (!app) return;
      // Once a second is exact enough for a list of apps and keeps the check path from allocating.
      if (app.lastUsedAt !== undefined && at - app.lastUsedAt < 1000) return;
      byId.set(id, { ...app, lastUsedAt: at });
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

function decodeRow(row: Row): App {
  return {
    id: String(row['id']),
    name: String(row['name']),
    kind: String(row['kind']) as AppKind,
    url: String(row['url']),
    upstream: String(row['upstream']),
    plainHttp: row['plain_http'] === 1,
    foreignAuthorization: row['foreign_authorization'] === 'pass' ? 'pass' : 'refuse',
    backgroundPaths: JSON.parse(String(row['background_paths'])) as string[],
    keyHash: String(row['key_hash']),
    createdAt: Number(row['created_at']),
    lastUsedAt: typeof row['last_used_at'] === 'number' ? row['last_used_at'] : undefined,
  };
}
