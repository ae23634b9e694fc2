import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { getUsersByName } from './find-by-name.ts';
import type { Reservation } from './option-values.ts';

/** Names as typed to the ids that calls take. */
export async function readReservations(
  client: ControlClient,
  reserve: readonly Reservation[],
): Promise<Record<string, number>> {
  const users = await getUsersByName(
    client,
    reserve.map(({ name }) => name),
  );
  return Object.fromEntries(users.map(({ id }, n) => [id, reserve[n]?.seats ?? 0]));
}
