import type { BackupProblem } from '../model/backup.ts';
import type { Teller } from './teller.ts';

/** Why the last scheduled backup was not made, and what to do. */
export function sayBackupProblem(tell: Teller, { code, folder }: BackupProblem): string {
  return tell.say(`alarms.backup_failed.${code}`, { folder });
}
