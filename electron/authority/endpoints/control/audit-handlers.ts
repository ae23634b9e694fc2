import { os } from './control-context.ts';

const pageSize = 100;

export const auditHandlers = {
  list: os.audit.list.handler(async ({ input, context: { control } }) => ({
    entries: await control.deps.audit.list({
      limit: input.limit ?? pageSize,
      ...(input.before === undefined ? {} : { before: input.before }),
    }),
  })),
};
