import { endSessions } from '../../operations/end-session.ts';
import { renameSession } from '../../operations/rename-session.ts';
import { showSessionHistory } from '../../operations/show-session-history.ts';
import { showSession } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

const endedPageSize = 100;

export const sessionsHandlers = {
  list: os.sessions.list.handler(async ({ input, context: { control } }) => {
    const { deps } = control;
    if (input.state === 'live') {
      return { sessions: deps.sessions.listLive(input.userId).map((session) => showSession(deps, session)) };
    }
    const { sessions, cursor } = await deps.sessions.listEnded({
      limit: input.limit ?? endedPageSize,
      ...(input.userId === undefined ? {} : { userId: input.userId }),
      ...(input.cursor === undefined ? {} : { cursor: input.cursor }),
    });
    return {
      sessions: sessions.map((session) => showSession(deps, session)),
      ...(cursor === undefined ? {} : { cursor }),
    };
  }),
  end: os.sessions.end.handler(async ({ input, context: { control, actor }, errors }) => {
    const { ended } = orThrow(await endSessions(control.deps, input, actor), errors);
    return { ended: ended.map((session) => showSession(control.deps, session)) };
  }),
  history: os.sessions.history.handler(async ({ input, context: { control }, errors }) => {
    const { addresses, events } = orThrow(await showSessionHistory(control.deps, input.id), errors);
    return { addresses, events };
  }),
  rename: os.sessions.rename.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { session } = orThrow(await renameSession(deps, input.id, input.device, actor), errors);
    return { session: showSession(deps, session) };
  }),
};
