import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { getUserByName } from './find-by-name.ts';
import type { Reservation } from './option-values.ts';

/** Names as typed to the ids that calls take. */
export async function readReservations(
  client: ControlClient,
  reserve: readonly Reservation[],
): Promise<Record<string, number>> {
  const reservations: Record<string, number> = {};
  for (const { name, seats } of reserve) reservations[(await getUserByName(client, name)).id] = seats;
  return reservations;
}
