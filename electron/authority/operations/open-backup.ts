import path from 'node:path';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { BackupView } from '../../../shared/model/backup.ts';
import {
  defaultSettings,
  migrateSettings,
  settingsSchema,
  type Settings,
} from '../../../shared/model/settings.ts';
import { readSealedFile, type SealedContent } from '../base/sealed-file/read-sealed-file.ts';
import type { Database, OpenedDatabase } from '../base/storage/database.ts';
import { makeWorkFolder } from '../base/storage/work-folder.ts';
import { openAudit } from '../records/audit/audit.ts';
import { readBackupContents, type BackupContents } from '../records/backup/backup-contents.ts';
import { backupForm, backupMark, passphraseOf, type BackupFile, type BackupPlace } from './backup-file.ts';
import { checkAuditChain } from './check-audit-chain.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

export type BackupRefusal = Refusal<
  | 'backup_unreadable'
  | 'backup_passphrase'
  | 'backup_newer'
  | 'backup_path_relative'
  | 'backup_file_missing'
  | 'backup_file_closed'
  | 'store_unavailable'
>;

/** A backup that was checked from end to end, unpacked and brought to the present form of the database. */
export interface OpenBackup {
  readonly view: BackupView;
  readonly contents: BackupContents;
  readonly settings: Settings;
  readonly copy: Database;
  readonly copyPath: string;
}

/**
 * Opens a backup for as long as `whileOpen` takes: its sums, its passphrase, its database, the chain of its audit and its
 * settings have been checked before. Nothing of it is left afterwards.
 */
export async function openBackup<Answer>(
  deps: Pick<Dependencies, 'database'>,
  place: BackupPlace,
  file: BackupFile,
  whileOpen: (backup: OpenBackup) => Promise<Answer>,
): Promise<Answer | BackupRefusal> {
  if (!path.isAbsolute(file.path)) return refuse('backup_path_relative');
  let work: Awaited<ReturnType<typeof makeWorkFolder>>;
  let content: SealedContent;
  try {
    work = await makeWorkFolder(place.dataDir);
  } catch (error) {
    return refuse('store_unavailable', { detail: String(error) });
  }
  try {
    const copyPath = path.join(work.dir, 'copy.db');
    try {
      content = await readSealedFile({
        filePath: file.path,
        mark: backupMark,
        form: backupForm,
        passphrase: passphraseOf(file),
        toPath: copyPath,
      });
    } catch (error) {
      return refuse('store_unavailable', { detail: String(error) });
    }
    if (content.kind !== 'read') return refusalOf(content);
    const opened = await deps.database.openOther(copyPath);
    if (!opened.ok) return refusalOfDatabase(opened);
    try {
      const checked = await check(opened.database, file.path, content);
      return checked.ok ? await whileOpen({ ...checked, copy: opened.database, copyPath }) : checked;
    } finally {
      await opened.database.close();
    }
  } finally {
    await work.remove();
  }
}

function refusalOf(content: Exclude<SealedContent, { kind: 'read' }>): BackupRefusal {
  switch (content.kind) {
    case 'damaged':
      return unreadable(content.detail);
    case 'newer':
      return refuse('backup_newer');
    case 'missing':
      return refuse('backup_file_missing');
    case 'closed':
      return refuse('backup_file_closed');
    case 'passphrase':
      return refuse('backup_passphrase');
  }
}

function refusalOfDatabase({ code, detail }: Exclude<OpenedDatabase, { ok: true }>): BackupRefusal {
  if (code === 'database_newer') return refuse('backup_newer');
  // To bring it to the present form takes room on the disk.
  return code === 'data_dir_unwritable'
    ? refuse('store_unavailable', detail === undefined ? {} : { detail })
    : unreadable(detail);
}

async function check(
  copy: Database,
  filePath: string,
  { encrypted, size }: Extract<SealedContent, { kind: 'read' }>,
): Promise<({ ok: true } & Pick<OpenBackup, 'view' | 'contents' | 'settings'>) | BackupRefusal> {
  const contents = await readBackupContents(copy);
  if (!contents) return unreadable('not the database of a backup');
  const { manifest, files } = contents;

  const audit = await openAudit(copy);
  const { seq, hash } = await audit.head();
  if (seq !== manifest.auditHead.seq || hash !== manifest.auditHead.hash)
    return unreadable('its audit is another one');
  const { brokenAt } = await checkAuditChain(audit);
  // One that was broken before still opens: it must not keep the admin from everything else.
  if (brokenAt !== manifest.auditBrokenAt)
    return refuse('backup_unreadable', {
      data: { auditBrokenAt: brokenAt },
      detail: 'the chain of its audit',
    });

  const document = parseJson(files.get('settings.json') ?? '');
  const settings = settingsSchema.safeParse(migrateSettings(document));
  if (!settings.success)
    return isNewer(document) ? refuse('backup_newer') : unreadable(settings.error.message);

  const view: BackupView = {
    path: filePath,
    createdAt: isoTime(manifest.createdAt),
    host: manifest.host,
    version: manifest.version,
    size,
    encrypted,
    users: manifest.users,
    apps: manifest.apps,
    auditEntries: seq,
    ...(brokenAt === undefined ? {} : { auditBrokenAt: brokenAt }),
  };
  return { ok: true, view, contents, settings: settings.data };
}

function unreadable(detail: string | undefined): BackupRefusal {
  return refuse('backup_unreadable', detail === undefined ? {} : { detail });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNewer(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    'schema' in document &&
    Number(document.schema) > defaultSettings.schema
  );
}
