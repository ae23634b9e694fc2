import type { Refusal } from '../../../../shared/errors.ts';
import { createBackup } from '../../operations/create-backup.ts';
import { restoreBackup } from '../../operations/restore-backup.ts';
import { verifyBackup } from '../../operations/verify-backup.ts';
import { os } from './control-context.ts';
import type { ControlDependencies } from './control-dependencies.ts';
import { orThrow } from './or-throw.ts';

export const backupHandlers = {
  create: os.backup.create.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, backupPlace } = control;
    const { backup } = orThrow(logged(control, await createBackup(deps, backupPlace, input, actor)), errors);
    control.statusChanged();
    return { backup };
  }),
  verify: os.backup.verify.handler(async ({ input, context: { control }, errors }) => {
    const verified = await verifyBackup(control.deps, control.backupPlace, input);
    const { backup } = orThrow(logged(control, verified), errors);
    await control.upkeep.noteVerified(backup.path);
    return { backup };
  }),
  restore: os.backup.restore.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, backupPlace, applyNetwork } = control;
    const { part, confirm: proof, ...file } = input;
    const restored = await restoreBackup(deps, backupPlace, { file, part, proof }, actor, applyNetwork);
    const { backup, endedSessions } = orThrow(logged(control, restored), errors);
    control.restart();
    return { backup, endedSessions };
  }),
  list: os.backup.list.handler(({ context: { control } }) => control.upkeep.listBackups()),
  setPassphrase: os.backup.setPassphrase.handler(async ({ input, context: { control }, errors }) => {
    orThrow(await control.upkeep.setBackupPassphrase(input.passphrase), errors);
  }),
};

/** Why a file or a place was refused is for the admin to find: the answer has only the code. */
function logged<Answer extends { readonly ok: true } | Refusal>(
  { log }: ControlDependencies,
  answer: Answer,
): Answer {
  if (!answer.ok) log.warn({ refused: answer.code, detail: answer.detail }, 'a backup was refused');
  return answer;
}
