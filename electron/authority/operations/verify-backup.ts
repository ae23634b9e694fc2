import type { BackupView } from '../../../shared/model/backup.ts';
import type { BackupFile, BackupPlace } from './backup-file.ts';
import type { Dependencies } from './dependencies.ts';
import { openBackup, type BackupRefusal } from './open-backup.ts';

/** Could this file be restored? Changes nothing. */
export function verifyBackup(
  deps: Pick<Dependencies, 'database'>,
  place: BackupPlace,
  file: BackupFile,
): Promise<{ ok: true; backup: BackupView } | BackupRefusal> {
  return openBackup(deps, place, file, ({ view }) => Promise.resolve({ ok: true as const, backup: view }));
}
