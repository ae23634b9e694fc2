import { os } from './control-context.ts';

export const backupHandlers = {
  create: os.backup.create.handler(() => {
    throw new Error('not built yet');
  }),
  verify: os.backup.verify.handler(() => {
    throw new Error('not built yet');
  }),
  restore: os.backup.restore.handler(() => {
    throw new Error('not built yet');
  }),
};
