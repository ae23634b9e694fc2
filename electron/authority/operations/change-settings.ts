import { isDeepStrictEqual } from 'node:util';
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

/** Listens under other network settings. Refused: everything stays as it was. */
export type ApplyNetwork = (
  network: Settings['network'],
) => Promise<{ ok: true } | Refusal<'port_busy' | 'port_forbidden' | 'address_missing'>>;

/**
 * Changes settings of the install: checked as a whole, recorded with the audit, written to the file, in force at once.
 * `surplus: now` ends what a lowered limit of the install leaves over, in the same transaction.
 * Network settings that cannot be listened under are refused and not recorded.
 */
export async function changeSettings(
  deps: Dependencies,
  values: SettingValues,
  surplus: Surplus,
  actor: string,
  applyNetwork: ApplyNetwork,
): Promise<
  | { ok: true; settings: Settings; ended: readonly EndedSession[] }
  | Refusal<'setting_invalid' | 'port_busy' | 'port_forbidden' | 'address_missing' | 'store_unavailable'>
> {
  const wanted = decodeChanged(deps.settings.current(), values);
  if (!wanted.ok) return wanted;
  const networkBefore = deps.settings.current().network;
  const networkChanges = !isDeepStrictEqual(networkBefore, wanted.settings.network);
  if (networkChanges) {
    const applied = await applyNetwork(wanted.settings.network);
    if (!applied.ok) return applied;
  }
  // Listening anew took a while: another change may have been made meanwhile, which this one must not undo.
  const before = deps.settings.current();
  const changed = networkChanges ? decodeChanged(before, values) : wanted;
  if (!changed.ok) return changed;
  const now = deps.clock.now();
  const batch = new Batch();
  // Only a change of the limit itself has a surplus: what an earlier one let be stays.
  const affected =
    surplus === 'now' && changed.settings.sessions.limit !== before.sessions.limit
      ? previewLimit(deps, changed.settings.sessions.limit)
      : [];
  deps.settings.put(batch, changed.settings);
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
  if (!committed.ok) {
    if (networkChanges) await applyNetwork(networkBefore);
    return committed;
  }
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

function decodeChanged(
  settings: Settings,
  values: SettingValues,
): { ok: true; settings: Settings } | Refusal<'setting_invalid'> {
  const parsed = settingsSchema.safeParse(withValues(settings, values));
  if (parsed.success) return { ok: true, settings: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse('setting_invalid', {
    data: { key: issue?.path.join('.') ?? '', problem: issue?.message ?? '' },
  });
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
