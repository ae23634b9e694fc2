import type { Plan } from '../../../../shared/model/plan.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { CliRefusal } from './cli-refusal.ts';

export interface ReservedUser {
  readonly user: string;
  readonly reserved: number;
  /** Seats this user sits on now. */
  readonly used: number;
  /** Switched off: nothing is kept free. */
  readonly disabled: boolean;
}

/** `2 + 2 + 1 = 5 of 5` */
export function describeReserved(
  { seats }: Pick<Plan, 'seats'>,
  reservations: readonly ReservedUser[],
): string {
  const own = reservations.filter(({ disabled }) => !disabled).map(({ reserved }) => reserved);
  const sum = own.reduce((all, one) => all + one, 0);
  const terms = own.length > 1 ? `${own.join(' + ')} = ` : '';
  return `${terms}${String(sum)}${seats === 'unlimited' ? '' : ` of ${String(seats)}`}`;
}

/**
 * A dry run refuses what the change itself would refuse.
 *
 * @param change seats of the plan and reservations by user id, where they change
 * @throws CliRefusal `reservations_exceed_plan` with the sum
 */
export async function checkReserved(
  client: ControlClient,
  change: { readonly seats?: Plan['seats']; readonly reservations?: Readonly<Record<string, number>> },
): Promise<void> {
  const seats = change.seats ?? (await client.plan.get()).seats;
  if (seats === 'unlimited') return;
  const reserved = (await client.users.list())
    .filter(({ state }) => state !== 'disabled')
    .reduce((sum, user) => sum + (change.reservations?.[user.id] ?? user.reservedSeats), 0);
  if (reserved <= seats) return;
  throw new CliRefusal('reservations_exceed_plan', {
    reserved,
    seats,
    sum: `${String(reserved)} of ${String(seats)}`,
  });
}
