import type { GroupRules } from '../../../../shared/model/group.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** Never changed in place: a change is a new value under the same id. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly rules: GroupRules;
  /** Authority time, epoch ms, since which its hours hold: windows that closed before end nobody. */
  readonly hoursSince: number;
}

export interface Groups {
  find(id: string): Group | undefined;
  /** In order: the first one wins. The same array until something changes. */
  list(): readonly Group[];
  /** All groups, in their order. */
  put(batch: Batch, groups: readonly Group[]): void;
}

export async function openGroups(database: Database, listener: () => void): Promise<Groups> {
  const rows = await database.read('SELECT * FROM groups ORDER BY position');
  let current: readonly Group[] = rows.map((row) => ({
    id: String(row['id']),
    name: String(row['name']),
    rules: JSON.parse(String(row['rules'])) as GroupRules,
    hoursSince: Number(row['hours_since']),
  }));
  return {
    find: (id) => current.find((group) => group.id === id),
    list: () => current,
    put(batch, groups) {
      const before = current;
      current = groups;
      batch.write('DELETE FROM groups');
      for (const [position, group] of groups.entries()) {
        batch.write(
          'INSERT INTO groups (id, name, position, rules, hours_since) VALUES (?, ?, ?, ?, ?)',
          group.id,
          group.name,
          position,
          JSON.stringify(group.rules),
          group.hoursSince,
        );
      }
      batch.onFailure(() => {
        current = before;
      });
      batch.onDurable(listener);
    },
  };
}
