import { createBackup } from '../../operations/create-backup.ts';
import { restoreBackup } from '../../operations/restore-backup.ts';
import { verifyBackup } from '../../operations/verify-backup.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const backupHandlers = {
  create: os.backup.create.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, backupPlace } = control;
    const { backup } = orThrow(await createBackup(deps, backupPlace, input, actor), errors);
    control.statusChanged();
    return { backup };
  }),
  verify: os.backup.verify.handler(async ({ input, context: { control }, errors }) => {
    const { backup } = orThrow(await verifyBackup(control.deps, control.backupPlace, input), errors);
    return { backup };
  }),
  restore: os.backup.restore.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, backupPlace, applyNetwork } = control;
    const restored = await restoreBackup(deps, backupPlace, input, input.part, actor, applyNetwork);
    const { backup, endedSessions } = orThrow(restored, errors);
    control.restart();
    return { backup, endedSessions };
  }),
};
