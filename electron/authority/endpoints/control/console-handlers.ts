import { endConsoleSessions, showConsoleSession } from '../../operations/console-sessions.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const consoleHandlers = {
  show: os.console.show.handler(({ context: { control } }) => ({
    ...control.showConsoleDoor(),
    sessions: control.deps.consoleSessions.list().map(showConsoleSession),
  })),
  end: os.console.end.handler(async ({ input, context: { control, actor }, errors }) => {
    const { ended } = orThrow(await endConsoleSessions(control.deps, input, 'ended_by_admin', actor), errors);
    return { ended: [...ended] };
  }),
};
