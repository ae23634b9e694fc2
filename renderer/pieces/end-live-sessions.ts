import type { SessionView } from '../../shared/model/session.ts';
import { sendCommand, type CommandResult } from '../authority/use-command.ts';

/**
 * Ends those of the sessions that are still there. One that ends by itself on the way would have the whole command
 * refused, which names it: the others are asked for again without it.
 *
 * @param ids of sessions that were live a moment ago
 */
export async function endLiveSessions(
  ids: readonly string[],
  blockDevices: boolean,
): Promise<CommandResult<{ readonly ended: readonly SessionView[] }>> {
  let left = [...ids];
  while (left.length > 0) {
    const asked = { ids: left, ...(blockDevices ? { blockDevices } : {}) };
    // One after the other: only the answer says which of them to leave out.
    // oxlint-disable-next-line no-await-in-loop
    const result = await sendCommand((client) => client.sessions.end(asked));
    if (result.ok || result.failure.code !== 'session_not_found') return result;
    const { id } = result.failure.data;
    const others = left.filter((one) => one !== id);
    if (others.length === left.length) return result;
    left = others;
  }
  return { ok: true, answer: { ended: [] } };
}
