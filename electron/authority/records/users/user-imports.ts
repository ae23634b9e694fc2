import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import type { User } from './users.ts';

/** What an import has set of a user; what it left alone is not in it. */
export type ImportedValues = Partial<
  Pick<User, 'displayName' | 'email' | 'groups' | 'limit' | 'policy' | 'reservedSeats'>
>;

/** What an import did, so that it can be taken back. */
export interface UserImport {
  readonly id: string;
  /** Authority time, epoch ms. */
  readonly at: number;
  readonly added: readonly {
    readonly id: string;
    readonly name: string;
    readonly values: ImportedValues;
  }[];
  readonly changed: readonly {
    readonly id: string;
    readonly before: ImportedValues;
    readonly after: ImportedValues;
  }[];
  /** Groups it made. Imports of before they could have none. */
  readonly groups?: readonly { readonly id: string; readonly name: string }[];
}

/** An import without its users. */
export interface UserImportFacts {
  readonly id: string;
  readonly at: number;
  readonly added: number;
  readonly changed: number;
  readonly groups: number;
}

export interface UserImports {
  /** Newest first. */
  list(): UserImportFacts[];
  has(id: string): boolean;
  /** From the disk; that it is still there when something is decided on it, `has` says. */
  read(id: string): Promise<UserImport | undefined>;
  add(batch: Batch, done: UserImport): void;
  remove(batch: Batch, id: string): void;
  forgetBefore(batch: Batch, at: number): void;
}

type Content = Pick<UserImport, 'added' | 'changed' | 'groups'>;

export async function openUserImports(database: Database): Promise<UserImports> {
  const byId = new Map<string, UserImportFacts>();
  const rows = await database.read(
    `SELECT id, at, json_array_length(content, '$.added') AS added, json_array_length(content, '$.changed') AS changed,
       json_array_length(content, '$.groups') AS groups
     FROM user_imports ORDER BY at`,
  );
  for (const row of rows) {
    const facts = {
      id: String(row['id']),
      at: Number(row['at']),
      added: Number(row['added']),
      changed: Number(row['changed']),
      // None in imports of before.
      groups: Number(row['groups']),
    };
    byId.set(facts.id, facts);
  }
  const remove = (batch: Batch, id: string): void => {
    const facts = byId.get(id);
    if (!facts) return;
    byId.delete(id);
    batch.write('DELETE FROM user_imports WHERE id = ?', id);
    batch.onFailure(() => byId.set(id, facts));
  };
  return {
    list: () => [...byId.values()].toSorted((a, b) => b.at - a.at),
    has: (id) => byId.has(id),
    async read(id) {
      const [row] = await database.read('SELECT at, content FROM user_imports WHERE id = ?', id);
      return row && { id, at: Number(row['at']), ...(JSON.parse(String(row['content'])) as Content) };
    },
    add(batch, { id, at, added, changed, groups = [] }) {
      byId.set(id, { id, at, added: added.length, changed: changed.length, groups: groups.length });
      const content: Content = { added, changed, groups };
      batch.write(
        'INSERT INTO user_imports (id, at, content) VALUES (?, ?, ?)',
        id,
        at,
        JSON.stringify(content),
      );
      batch.onFailure(() => byId.delete(id));
    },
    remove,
    forgetBefore(batch, at) {
      for (const facts of byId.values()) if (facts.at < at) remove(batch, facts.id);
    },
  };
}
