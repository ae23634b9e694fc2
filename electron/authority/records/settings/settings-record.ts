import { copyFileSync } from 'node:fs';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import {
  defaultSettings,
  migrateSettings,
  settingsSchema,
  type Settings,
} from '../../../../shared/model/settings.ts';
import type { Logger } from '../../base/log/open-log.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';
import { openSettingsFile } from './settings-file.ts';

export interface SettingsRecord {
  current(): Settings;
  /** Takes effect at once in memory, is recorded with the batch, and then written to the file. */
  put(batch: Batch, values: Settings): void;
  /** Resolves when the file holds what the database holds. */
  fileWritten(): Promise<void>;
}

/** What the start found in the file, for audit and alarms. */
export type SettingsStart = 'fresh' | 'same' | 'rewritten' | 'edited' | 'replaced';

export interface OpenedSettings {
  readonly ok: true;
  readonly settings: SettingsRecord;
  readonly start: SettingsStart;
  /** Why the file was replaced, in words. */
  readonly trouble?: string;
}

/**
 * The database has every revision, the file is what people read and copy. An older or missing file is written
 * again; one that was edited by hand becomes a new revision; a broken one is replaced by the last revision and kept
 * beside it. Never silent defaults.
 */
export async function openSettings(options: {
  readonly database: Database;
  readonly filePath: string;
  readonly now: () => number;
  /** Called inside the batch that records a revision found at the start. */
  readonly onStart: (batch: Batch, start: SettingsStart, trouble: string | undefined) => void;
  readonly makeBatch: () => Batch;
  readonly listener: (settings: Settings) => void;
  readonly log: Pick<Logger, 'error'>;
}): Promise<OpenedSettings | Refusal<'settings_newer' | 'store_unavailable' | 'database_broken'>> {
  const { database, filePath, now } = options;
  const [latest] = await database.read(
    'SELECT document FROM settings_revisions ORDER BY revision DESC LIMIT 1',
  );
  const recorded = latest
    ? settingsSchema.safeParse(migrateSettings(JSON.parse(String(latest['document']))))
    : undefined;
  if (recorded && !recorded.success) return refuse('database_broken', { detail: recorded.error.message });

  const file = openSettingsFile(filePath);
  const found = await readFile(file);
  if (found.kind === 'newer') return refuse('settings_newer', { detail: filePath });

  const last = recorded?.data;
  let start: SettingsStart;
  let current: Settings;
  if (found.kind === 'broken') {
    copyFileSync(filePath, `${filePath}.broken`);
    start = 'replaced';
    current = last ?? { ...defaultSettings, revision: 1 };
  } else if (found.kind === 'missing') {
    start = last ? 'rewritten' : 'fresh';
    current = last ?? { ...defaultSettings, revision: 1 };
  } else if (!last) {
    start = 'edited';
    current = { ...found.settings, revision: 1 };
  } else if (found.settings.revision < last.revision) {
    start = 'rewritten';
    current = last;
  } else if (JSON.stringify(found.settings) === JSON.stringify(last)) {
    start = 'same';
    current = last;
  } else {
    start = 'edited';
    // Counted from the record: the number in the file is anybody's.
    current = { ...found.settings, revision: last.revision + 1 };
  }
  const trouble = found.kind === 'broken' ? found.message : undefined;

  let writing = Promise.resolve();
  const writeFile = (settings: Settings): void => {
    file.data = settings;
    // The database has it already; a file that could not be written is written again at the next start.
    writing = writing
      .then(() => file.write())
      .catch((error: unknown) => options.log.error({ err: error }, `${filePath} could not be written`));
  };
  const record = (batch: Batch, settings: Settings): void =>
    batch.write(
      'INSERT OR REPLACE INTO settings_revisions (revision, at, document) VALUES (?, ?, ?)',
      settings.revision,
      now(),
      JSON.stringify(settings),
    );

  if (start !== 'same') {
    const batch = options.makeBatch();
    if (start !== 'rewritten') record(batch, current);
    options.onStart(batch, start, trouble);
    const committed = await database.commit(batch);
    if (!committed.ok) return committed;
    writeFile(current);
    await writing;
  }

  return {
    ok: true,
    start,
    ...(trouble === undefined ? {} : { trouble }),
    settings: {
      current: () => current,
      put(batch, values) {
        const before = current;
        const next: Settings = { ...values, revision: before.revision + 1 };
        current = next;
        record(batch, next);
        batch.onFailure(() => {
          current = before;
        });
        batch.onDurable(() => {
          writeFile(next);
          options.listener(next);
        });
      },
      fileWritten: () => writing,
    },
  };
}

type Found =
  | { readonly kind: 'missing' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'read'; readonly settings: Settings };

async function readFile(file: ReturnType<typeof openSettingsFile>): Promise<Found> {
  try {
    await file.read();
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
  const data = file.data;
  if (data === undefined || data === null) return { kind: 'missing' };
  if (
    typeof data === 'object' &&
    'schema' in data &&
    typeof data.schema === 'number' &&
    data.schema > defaultSettings.schema
  ) {
    return { kind: 'newer' };
  }
  const parsed = settingsSchema.safeParse(migrateSettings(data));
  if (parsed.success) return { kind: 'read', settings: parsed.data };
  const first = parsed.error.issues[0];
  return {
    kind: 'broken',
    message: first ? `${first.path.join('.')}: ${first.message}` : 'not settings of Rollcall',
  };
}
