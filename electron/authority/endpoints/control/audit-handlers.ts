import { verifyAudit } from '../../operations/verify-audit.ts';
import { os } from './control-context.ts';

const pageSize = 100;

export const auditHandlers = {
  list: os.audit.list.handler(async ({ input: { before, after, limit, filter }, context: { control } }) =>
    control.deps.audit.list({
      before,
      after,
      limit: limit ?? pageSize,
      filter: filter && {
        ...filter,
        from: filter.from === undefined ? undefined : Date.parse(filter.from),
        to: filter.to === undefined ? undefined : Date.parse(filter.to),
      },
    }),
  ),
  read: os.audit.read.handler(async ({ input, context: { control } }) => ({
    entries: await control.deps.audit.read(input),
  })),
  verify: os.audit.verify.handler(async ({ context: { control } }) => {
    const verified = await verifyAudit(control.deps);
    control.statusChanged();
    return verified;
  }),
};
