import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { Row } from '../../base/storage/statement.ts';

export const oidcModels = [
  'AccessToken',
  'AuthorizationCode',
  'DeviceCode',
  'Interaction',
  'PushedAuthorizationRequest',
  'RefreshToken',
] as const;
export type OidcModel = (typeof oidcModels)[number];

/**
 * What anybody can begin without being known: in memory only, so that a flood writes nothing. After a restart people
 * begin anew.
 */
const notOnDisk: ReadonlySet<OidcModel> = new Set<OidcModel>(['Interaction', 'PushedAuthorizationRequest']);

/** Something OpenID Connect has handed out. Its value is known to whoever holds it alone: here is only the hash. */
export interface OidcArtifact {
  readonly model: OidcModel;
  readonly idHash: string;
  /** Of the grant it belongs to; undefined while it belongs to no session. */
  readonly grantHash: string | undefined;
  /** Of the code that is typed at the portal (device flow). */
  readonly userCodeHash: string | undefined;
  /** The payload of the OpenID Connect library, without values of tokens and codes, and what Rollcall notes of its own. */
  readonly content: Readonly<Record<string, unknown>>;
  /** It is good once, and that was then; kept, so that a second use is noticed. */
  readonly consumedAt: number | undefined;
  /** Authority time, epoch ms. */
  readonly expiresAt: number;
}

/** All of it in memory, what has to outlive a restart also on disk: every request of an app looks here. Whether its session is live is not known here. */
export interface OidcArtifacts {
  find(model: OidcModel, idHash: string): OidcArtifact | undefined;
  findByUserCode(userCodeHash: string): OidcArtifact | undefined;
  /** Oldest first. */
  list(model: OidcModel): Iterable<OidcArtifact>;
  count(model: OidcModel): number;
  put(batch: Batch, artifact: OidcArtifact): void;
  remove(batch: Batch, artifact: Pick<OidcArtifact, 'model' | 'idHash'>): void;
  removeOfGrant(batch: Batch, model: OidcModel, grantHash: string): void;
  /** Everything that was handed out is void. */
  clear(batch: Batch): void;
  /** Moves with authority time. */
  stageShift(batch: Batch, byMs: number): void;
}

const putSql = `INSERT OR REPLACE INTO oidc_artifacts (model, id_hash, grant_hash, user_code_hash, content, consumed_at,
  expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`;

export async function openOidcArtifacts(database: Database): Promise<OidcArtifacts> {
  const byModel = new Map<OidcModel, Map<string, OidcArtifact>>(
    oidcModels.map((model) => [model, new Map()]),
  );
  const byGrant = new Map<string, Set<OidcArtifact>>();
  const byUserCode = new Map<string, OidcArtifact>();
  const of = (model: OidcModel): Map<string, OidcArtifact> => byModel.get(model) ?? new Map();

  const drop = (artifact: OidcArtifact): void => {
    of(artifact.model).delete(artifact.idHash);
    if (artifact.userCodeHash !== undefined) byUserCode.delete(artifact.userCodeHash);
    if (artifact.grantHash === undefined) return;
    const own = byGrant.get(artifact.grantHash);
    own?.delete(artifact);
    if (own?.size === 0) byGrant.delete(artifact.grantHash);
  };
  const keep = (artifact: OidcArtifact): void => {
    const before = of(artifact.model).get(artifact.idHash);
    if (before) drop(before);
    of(artifact.model).set(artifact.idHash, artifact);
    if (artifact.userCodeHash !== undefined) byUserCode.set(artifact.userCodeHash, artifact);
    if (artifact.grantHash === undefined) return;
    const own = byGrant.get(artifact.grantHash);
    if (own) own.add(artifact);
    else byGrant.set(artifact.grantHash, new Set([artifact]));
  };
  const restore = (model: OidcModel, idHash: string, before: OidcArtifact | undefined): void => {
    const now = of(model).get(idHash);
    if (now) drop(now);
    if (before) keep(before);
  };
  const remove = (batch: Batch, { model, idHash }: Pick<OidcArtifact, 'model' | 'idHash'>): void => {
    const before = of(model).get(idHash);
    if (!before) return;
    drop(before);
    if (!notOnDisk.has(model))
      batch.write('DELETE FROM oidc_artifacts WHERE model = ? AND id_hash = ?', model, idHash);
    batch.onFailure(() => keep(before));
  };

  for (const row of await database.read('SELECT * FROM oidc_artifacts ORDER BY expires_at')) {
    const artifact = decodeRow(row);
    if (artifact && !notOnDisk.has(artifact.model)) keep(artifact);
  }

  return {
    find: (model, idHash) => of(model).get(idHash),
    findByUserCode: (userCodeHash) => byUserCode.get(userCodeHash),
    list: (model) => of(model).values(),
    count: (model) => of(model).size,
    put(batch, artifact) {
      const { model, idHash, grantHash, userCodeHash, content, consumedAt, expiresAt } = artifact;
      const before = of(model).get(idHash);
      keep(artifact);
      batch.onFailure(() => restore(model, idHash, before));
      if (notOnDisk.has(model)) return;
      batch.write(
        putSql,
        model,
        idHash,
        grantHash ?? null,
        userCodeHash ?? null,
        JSON.stringify(content),
        consumedAt ?? null,
        expiresAt,
      );
    },
    remove,
    removeOfGrant(batch, model, grantHash) {
      for (const artifact of byGrant.get(grantHash) ?? []) {
        if (artifact.model === model) remove(batch, artifact);
      }
    },
    clear(batch) {
      const all = [...byModel.values()].flatMap((artifacts) => [...artifacts.values()]);
      for (const artifact of all) drop(artifact);
      batch.write('DELETE FROM oidc_artifacts');
      batch.onFailure(() => all.forEach(keep));
    },
    stageShift(batch, byMs) {
      const move = (ms: number): void => {
        for (const artifacts of byModel.values()) {
          for (const artifact of Array.from(artifacts.values()))
            keep({ ...artifact, expiresAt: artifact.expiresAt + ms });
        }
      };
      move(byMs);
      batch.write('UPDATE oidc_artifacts SET expires_at = expires_at + ?', byMs);
      batch.onFailure(() => move(-byMs));
    },
  };
}

function decodeRow(row: Row): OidcArtifact | undefined {
  const model = oidcModels.find((one) => one === row['model']);
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return (
    model && {
      model,
      idHash: String(row['id_hash']),
      grantHash: text(row['grant_hash']),
      userCodeHash: text(row['user_code_hash']),
      content: JSON.parse(String(row['content'])) as OidcArtifact['content'],
      consumedAt: typeof row['consumed_at'] === 'number' ? row['consumed_at'] : undefined,
      expiresAt: Number(row['expires_at']),
    }
  );
}
