import { randomUUID } from 'node:crypto';
import { foldGroupName, noGroupRules } from '../../../../shared/model/group.ts';
import type { Group } from '../../records/groups/groups.ts';

export interface NewGroups {
  /** Notes the groups with these names, unless there would be too many then. Gives whether it did. */
  add(names: readonly string[]): boolean;
  /** Only of names that were noted. */
  idsOf(names: readonly string[]): string[];
  list(): readonly Group[];
}

/** Groups that a file names and that do not exist yet: each once, in the order of the file, without rules of their own. */
export function collectNewGroups(options: { readonly max: number; readonly now: number }): NewGroups {
  const byName = new Map<string, Group>();
  return {
    add(names) {
      const unknown = new Map(
        names.map((name) => [foldGroupName(name), name] as const).filter(([folded]) => !byName.has(folded)),
      );
      if (byName.size + unknown.size > options.max) return false;
      for (const [folded, name] of unknown) {
        byName.set(folded, { id: randomUUID(), name, rules: noGroupRules, hoursSince: options.now });
      }
      return true;
    },
    idsOf: (names) => [...new Set(names.flatMap((name) => byName.get(foldGroupName(name))?.id ?? []))],
    list: () => [...byName.values()],
  };
}
