import type { SessionView } from '../../shared/model/session.ts';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { readFailure } from '../authority/command-failure.ts';

/**
 * Ends those of the sessions that are still there. One that ends by itself on the way would have the whole command
 * refused, which names it: the others are asked for again without it.
 *
 * @param ids of sessions that were live a moment ago
 * @throws every other refusal
 */
export async function endLiveSessions(
  client: AuthorityClient,
  ids: readonly string[],
  blockDevices = false,
): Promise<{ readonly ended: readonly SessionView[] }> {
  if (ids.length === 0) return { ended: [] };
  try {
    return await client.sessions.end({ ids: [...ids], ...(blockDevices ? { blockDevices } : {}) });
  } catch (error) {
    const { code, data } = readFailure(error);
    const others = ids.filter((id) => id !== data['id']);
    if (code !== 'session_not_found' || others.length === ids.length) throw error;
    return endLiveSessions(client, others, blockDevices);
  }
}
