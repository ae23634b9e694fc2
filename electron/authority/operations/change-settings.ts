import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { LimitValue, Surplus } from '../../../shared/model/limit.ts';
import { settingsSchema, type SettingKey, type Settings } from '../../../shared/model/settings.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession, Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { decideSurplus } from './policies/admission.ts';
import { expiryOf } from './policies/expiry.ts';
import { recordEnds } from './record-ends.ts';

export type SettingValues = Partial<Record<SettingKey, unknown>>;

/**
 * Changes settings of the install: checked as a whole, recorded with the audit, written to the file, in force at once.
 * `surplus: now` ends what a lowered limit of the install leaves over, in the same transaction.
 */
export async function changeSettings(
  deps: Dependencies,
  values: SettingValues,
  surplus: Surplus,
  actor: string,
): Promise<
  | { ok: true; settings: Settings; ended: readonly EndedSession[] }
  | Refusal<'setting_invalid' | 'store_unavailable'>
> {
  const before = deps.settings.current();
  const parsed = settingsSchema.safeParse(withValues(before, values));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse('setting_invalid', {
      data: { key: issue?.path.join('.') ?? '', problem: issue?.message ?? '' },
    });
  }
  const now = deps.clock.now();
  const batch = new Batch();
  const affected = surplus === 'now' ? previewLimit(deps, parsed.data.sessions.limit) : [];
  deps.settings.put(batch, parsed.data);
  deps.audit.append(batch, {
    at: now,
    action: 'settings.changed',
    actor,
    subject: Object.keys(values).join(', '),
    data: {
      from: Object.fromEntries(Object.keys(values).map((key) => [key, readValue(before, key)])),
      to: { ...values },
      revision: deps.settings.current().revision,
    },
  });
  const ended = deps.sessions.stageEnd(
    batch,
    affected.map((session) => ({ id: session.id, reason: 'limit_reduced', at: now })),
  );
  recordEnds(deps, batch, ended, actor);
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  await deps.settings.fileWritten();
  return { ok: true, settings: deps.settings.current(), ended };
}

/** Sessions of users who inherit the install's limit that a new one would leave over. Changes nothing. */
export function previewLimit(deps: Dependencies, limit: LimitValue): Session[] {
  const settings = deps.settings.current();
  const now = deps.clock.now();
  return deps.users
    .list()
    .filter((user) => user.limit === 'inherit')
    .flatMap((user) =>
      decideSurplus(now, deps.sessions.listLive(user.id), { value: limit, boundBy: 'install' }, (session) =>
        expiryOf(session, settings),
      ),
    );
}

type Tree = { [key: string]: unknown };

export function readValue(settings: Settings, key: string): unknown {
  return key.split('.').reduce<unknown>((value, part) => (isTree(value) ? value[part] : undefined), settings);
}

function withValues(settings: Settings, values: SettingValues): unknown {
  const next = structuredClone(settings) as unknown as Tree;
  for (const [key, value] of Object.entries(values)) {
    const parts = key.split('.');
    const last = parts.pop() ?? '';
    let place: Tree = next;
    for (const part of parts) {
      const inner = place[part];
      if (isTree(inner)) place = inner;
    }
    place[last] = value;
  }
  return next;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
