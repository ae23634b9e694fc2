import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import { settingsSchema, type SettingKey, type Settings } from '../../../shared/model/settings.ts';
import { Batch } from '../base/storage/batch.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import { listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';

export type SettingValues = Partial<Record<SettingKey, unknown>>;

/** What says where is listened. */
export type ListenSettings = Pick<Settings, 'network' | 'console'>;

/** Listens under other settings. Refused: everything stays as it was. */
export type ApplyNetwork = (
  settings: ListenSettings,
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
  const listenBefore = listenSettings(deps.settings.current());
  const listenChanges = !isDeepStrictEqual(listenBefore, listenSettings(wanted.settings));
  if (listenChanges) {
    const applied = await applyNetwork(wanted.settings);
    if (!applied.ok) return applied;
  }
  // Listening anew took a while: another change may have been made meanwhile, which this one must not undo.
  const before = deps.settings.current();
  const changed = listenChanges ? decodeChanged(before, values) : wanted;
  if (!changed.ok) return changed;
  const consequences = listConsequences(deps, { settings: changed.settings, restated: restatedBy(values) });
  const batch = new Batch();
  deps.settings.put(batch, changed.settings);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'settings.changed',
    actor,
    subject: Object.keys(values).join(', '),
    data: {
      from: Object.fromEntries(Object.keys(values).map((key) => [key, readValue(before, key)])),
      to: Object.fromEntries(Object.keys(values).map((key) => [key, readValue(changed.settings, key)])),
      revision: deps.settings.current().revision,
    },
  });
  const ended = stageConsequences(deps, batch, consequences, surplus, actor);
  const committed = await deps.database.commit(batch);
  if (!committed.ok) {
    if (listenChanges) await applyNetwork(listenBefore);
    return committed;
  }
  await deps.settings.fileWritten();
  return { ok: true, settings: deps.settings.current(), ended };
}

function listenSettings({ network, console }: Settings): ListenSettings {
  return { network, console };
}

/** What `changeSettings` would end. Changes nothing. */
export function previewSettings(
  deps: Dependencies,
  values: SettingValues,
): { ok: true; consequences: Consequence[] } | Refusal<'setting_invalid'> {
  const changed = decodeChanged(deps.settings.current(), values);
  return changed.ok
    ? {
        ok: true,
        consequences: listConsequences(deps, { settings: changed.settings, restated: restatedBy(values) }),
      }
    : changed;
}

function restatedBy(values: SettingValues): 'install' | undefined {
  return 'sessions.limit' in values || 'sessions.appLimit' in values ? 'install' : undefined;
}

function decodeChanged(
  settings: Settings,
  values: SettingValues,
): { ok: true; settings: Settings } | Refusal<'setting_invalid'> {
  const parsed = settingsSchema.safeParse(withValues(settings, values));
  if (parsed.success) return { ok: true, settings: parsed.data };
  const [issue] = parsed.error.issues;
  return refuse('setting_invalid', {
    data: {
      key: issue?.path.join('.') ?? '',
      problem: issue?.message ?? '',
      ...(issue === undefined ? {} : boundOf(issue)),
    },
  });
}

/** Of a number that is too small or too large: what would fit, for those who say it in another language. */
function boundOf(issue: z.core.$ZodIssue): { min?: number; max?: number } {
  if (issue.code === 'too_small' && isOfNumber(issue)) return { min: Number(issue.minimum) };
  if (issue.code === 'too_big' && isOfNumber(issue)) return { max: Number(issue.maximum) };
  return {};
}

function isOfNumber({ origin }: { readonly origin: string }): boolean {
  return origin === 'number' || origin === 'int';
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
