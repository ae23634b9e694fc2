import type { BackupFile, BackupView } from '../../../shared/model/backup.ts';
import { createFakeAuditHandlers } from './fake-audit-handlers.ts';
import { isAdminHere } from './fake-admin.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

/** As the real one: its own folder, and that of the schedule. */
function isListed({ path }: BackupView): boolean {
  return !path.startsWith('/media/elsewhere/');
}

/** Audit, clock and backups. A backup here is what is said of it, under its path. */
export function createFakeUpkeepHandlers(records: FakeRecords) {
  const publishStatus = (): void => records.publish({ type: 'status.put', status: records.showStatus() });
  const findBackup = (path: string): BackupView | undefined => records.backups.get(path);
  return {
    audit: createFakeAuditHandlers(records),
    clock: {
      show: os.clock.show.handler(() => ({
        computer: '2031-04-05T06:07:08.000Z',
        rollcall: new Date().toISOString(),
      })),
      accept: os.clock.accept.handler(({ errors }) => {
        const rest = records.status.alarms.filter(({ code }) => !code.startsWith('clock_'));
        if (rest.length === records.status.alarms.length) throw errors.clock_not_in_question();
        records.status.alarms = rest;
        publishStatus();
        return { now: new Date().toISOString(), movedSeconds: 3600 };
      }),
    },
    backup: {
      create: os.backup.create.handler(({ input, errors }) => {
        if (!input.path.startsWith('/')) throw errors.backup_path_relative();
        if (input.path.startsWith('/media/gone/')) throw errors.backup_folder_missing();
        if (input.passphrase !== undefined && input.passphrase.length < 8)
          throw errors.passphrase_too_short();
        if (records.backups.has(input.path)) throw errors.backup_exists();
        const backup: BackupView = {
          path: input.path,
          createdAt: new Date().toISOString(),
          host: 'front-desk',
          version: records.status.version,
          size: 4_200_000,
          encrypted: input.passphrase !== undefined,
          users: records.users.size,
          apps: records.apps.size,
          auditEntries: records.audit.length,
        };
        records.backups.set(input.path, backup);
        records.status.lastBackupAt = backup.createdAt;
        records.status.alarms = records.status.alarms.filter(({ code }) => code !== 'backup_missing');
        publishStatus();
        return { backup };
      }),
      verify: os.backup.verify.handler(({ input, errors }) => {
        if (!input.path.startsWith('/')) throw errors.backup_path_relative();
        const backup = findBackup(input.path);
        if (backup === undefined)
          throw input.path.endsWith('.jpg') ? errors.backup_unreadable() : errors.backup_file_missing();
        if (backup.encrypted && input.passphrase === undefined) throw errors.backup_passphrase();
        records.verifiedBackups.set(input.path, new Date().toISOString());
        return { backup };
      }),
      list: os.backup.list.handler(() => ({
        ...[...records.backups.keys()].slice(-1).map((lastPath) => ({ lastPath }))[0],
        backups: [...records.backups.values()]
          .filter(isListed)
          .toReversed()
          .map((backup): BackupFile => {
            const { path, createdAt, version, host, size, encrypted } = backup;
            const verifiedAt = records.verifiedBackups.get(path);
            const scheduled = path.includes('rollcall-auto-');
            return {
              path,
              createdAt,
              version,
              host,
              size,
              encrypted,
              scheduled,
              ...(verifiedAt === undefined ? {} : { verifiedAt }),
            };
          }),
        schedule: {
          ...records.schedule,
          ...(records.settings.backup.folder === ''
            ? {}
            : {
                nextAt: new Date(Date.now() + records.settings.backup.everyDays * 86_400_000).toISOString(),
              }),
        },
      })),
      setPassphrase: os.backup.setPassphrase.handler(({ input, errors }) => {
        if (input.passphrase !== null && input.passphrase.length < 8) throw errors.passphrase_too_short();
        records.schedule = { ...records.schedule, encrypted: input.passphrase !== null };
      }),
      restore: os.backup.restore.handler(({ input, errors }) => {
        const backup = findBackup(input.path);
        if (backup === undefined) throw errors.backup_unreadable();
        if (backup.encrypted && input.passphrase === undefined) throw errors.backup_passphrase();
        const hasAdmin = [...records.users.values()].some(({ admin }) => admin);
        if (hasAdmin && !isAdminHere(records, input.confirm)) throw errors.credentials({ data: {} });
        const ended = records.endSessions([...records.sessions.keys()], 'restored');
        publishStatus();
        return { backup, endedSessions: ended.length };
      }),
    },
  };
}
