import { verifyAudit } from '../../operations/verify-audit.ts';
import { os } from './control-context.ts';

const pageSize = 100;

export const auditHandlers = {
  list: os.audit.list.handler(async ({ input, context: { control } }) => ({
    entries: await control.deps.audit.list({
      limit: input.limit ?? pageSize,
      ...(input.before === undefined ? {} : { before: input.before }),
    }),
  })),
  read: os.audit.read.handler(async ({ input, context: { control } }) => ({
    entries: await control.deps.audit.read(input),
  })),
  verify: os.audit.verify.handler(async ({ context: { control } }) => {
    const verified = await verifyAudit(control.deps);
    control.statusChanged();
    return verified;
  }),
};
