import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../../../shared/errors.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import { listConsequences, stageConsequences } from './change-consequences.ts';
import { decodeRulesFile, type RulesFileRefusal } from './decode-rules-file.ts';
import type { Dependencies } from './dependencies.ts';
import { describeRuleChanges } from './describe-rule-changes.ts';
import type { Consequence } from './policies/consequences.ts';
import { recordUserChange } from './record-user-change.ts';

/** What `importRules` would change, a line each, and end with `surplus: now`. Changes nothing. */
export function previewImport(
  deps: Dependencies,
  document: unknown,
): { ok: true; changes: string[]; consequences: Consequence[] } | RulesFileRefusal {
  const file = decodeRulesFile(deps, document);
  if (!file.ok) return file;
  return { ok: true, changes: describeRuleChanges(deps, file), consequences: listConsequences(deps, file) };
}

/** Takes over a file of rules as a whole, with what follows for those who are in, in one transaction. */
export async function importRules(
  deps: Dependencies,
  document: unknown,
  surplus: Surplus | undefined,
  actor: string,
): Promise<
  | { ok: true; changes: string[]; ended: readonly EndedSession[] }
  | RulesFileRefusal
  | Refusal<'store_unavailable'>
> {
  const file = decodeRulesFile(deps, document);
  if (!file.ok) return file;
  const changes = describeRuleChanges(deps, file);
  if (changes.length === 0) return { ok: true, changes, ended: [] };
  const consequences = listConsequences(deps, file);
  const batch = new Batch();
  // Only what is different: an equal value would be one more revision of the settings that changes nothing.
  if (!isDeepStrictEqual(file.settings, deps.settings.current())) deps.settings.put(batch, file.settings);
  deps.plan.put(batch, file.plan);
  deps.groups.put(batch, file.groups);
  const at = deps.clock.now();
  deps.audit.append(batch, {
    at,
    action: 'rules.imported',
    actor,
    subject: '',
    data: { changes },
  });
  const through = { what: 'rules', subject: '' } as const;
  for (const after of file.users.values()) {
    const before = deps.users.find(after.id);
    if (isDeepStrictEqual(after, before)) continue;
    deps.users.put(batch, after);
    recordUserChange(deps, batch, { before, after, at, actor, through });
  }
  const ended = stageConsequences(deps, batch, consequences, surplus, actor);
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  await deps.settings.fileWritten();
  return { ok: true, changes, ended };
}
