import { Option, type Command } from 'commander';
import { planSchema, type Plan, type PlanView, type SeatsValue } from '../../../../shared/model/plan.ts';
import type { UserView } from '../../../../shared/model/user.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { callAuthority } from './call-authority.ts';
import { describeEnded, describePreview } from './describe-sessions.ts';
import { makeTable } from './make-table.ts';
import {
  collectReservation,
  decodeSeats,
  decodeSurplus,
  surplusOption,
  type Reservation,
} from './option-values.ts';
import { readReservations } from './read-reservations.ts';
import { checkReserved, describeReserved, type ReservedUser } from './reserved-seats.ts';
import { addRulesFileCommands } from './rules-file-commands.ts';
import { addWhatIfCommand } from './what-if-command.ts';

interface SetFlags {
  readonly seats?: SeatsValue;
  readonly mode?: Plan['mode'];
  readonly whenFull?: Plan['whenFull'];
  readonly reserve?: readonly Reservation[];
  readonly surplus: 'now' | 'as-they-expire';
  readonly dryRun?: true;
}

export function addPlanCommands(program: Command): void {
  const plan = program
    .command('plan')
    .description('how many devices at once for the whole install, and for whom places are kept');
  plan
    .command('show')
    .description('seats, who has reserved how many, who sits on them')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const view = await client.plan.get();
        const reservations = await listReservations(client);
        return { document: { plan: view, reservations }, text: describePlan(view, reservations) };
      }),
    );

  plan
    .command('set')
    .description('change the plan; what is not named stays')
    .addOption(new Option('--seats <n>', 'places at once, or unlimited').argParser(decodeSeats))
    .addOption(
      new Option(
        '--mode <mode>',
        'floating: first come, first served; allocated: a user has as many devices as reserved seats',
      ).choices(planSchema.shape.mode.options),
    )
    .addOption(
      new Option(
        '--when-full <rule>',
        'refuse, or end the least recent of those over their reservation',
      ).choices(planSchema.shape.whenFull.options),
    )
    .option('--reserve <name=n>', 'seats that nobody else may take; may be repeated', collectReservation)
    .addOption(surplusOption())
    .option('--dry-run', 'only say which sessions would end now')
    .action((flags: SetFlags, command: Command) => {
      const { surplus, dryRun, reserve = [], ...ofPlan } = flags;
      if (reserve.length === 0 && Object.keys(ofPlan).length === 0) command.error('error: nothing to set');
      return callAuthority(command, async (client) => {
        const fields = {
          ...ofPlan,
          ...(reserve.length === 0 ? {} : { reservations: await readReservations(client, reserve) }),
        };
        if (dryRun === true) {
          await checkReserved(client, fields);
          return describePreview((await client.plan.previewSet(fields)).affected);
        }
        const set = await client.plan.set({ ...fields, surplus: decodeSurplus(surplus) });
        const sum = describeReserved(set.plan, await listReservations(client));
        return {
          document: set,
          text: `The plan is changed. Reserved: ${sum}.${describeEnded(set.ended)}`,
        };
      });
    });
  addWhatIfCommand(plan);
  addRulesFileCommands(plan);
}

/** Users with a reservation, the largest first, with the seats they sit on. */
async function listReservations(client: ControlClient): Promise<ReservedUser[]> {
  const { sessions } = await client.sessions.list({ state: 'live' });
  const seatsOf = (user: UserView): number =>
    sessions.filter(({ userId, counts }) => userId === user.id && counts !== 'app_uncounted').length;
  return (await client.users.list())
    .filter(({ reservedSeats }) => reservedSeats > 0)
    .toSorted((a, b) => b.reservedSeats - a.reservedSeats || (a.name < b.name ? -1 : 1))
    .map((user) => ({
      user: user.name,
      reserved: user.reservedSeats,
      used: seatsOf(user),
      disabled: user.state === 'disabled',
    }));
}

function describePlan(plan: PlanView, reservations: readonly ReservedUser[]): string {
  const { seats, used, keptFree, mode, whenFull } = plan;
  const kept = keptFree === 0 ? '' : `, ${String(keptFree)} kept free for those who have reserved`;
  const lines = [
    seats === 'unlimited'
      ? `Seats      ${String(used)} in use; there is no plan`
      : `Seats      ${String(used)} of ${String(seats)} in use${kept}`,
    mode === 'floating'
      ? 'Mode       floating: unreserved seats are first come, first served'
      : 'Mode       allocated: a user has as many devices as reserved seats',
    whenFull === 'refuse'
      ? 'When full  nobody more is let in'
      : 'When full  the least recently used session of somebody over the reservation ends',
    `Reserved   ${describeReserved(plan, reservations)}`,
  ];
  if (reservations.length === 0) return lines.join('\n');
  const table = makeTable(
    ['USER', 'RESERVED', 'IN USE'],
    reservations.map(({ user, reserved, used: own, disabled }) => [
      disabled ? `${user} (switched off: free for others)` : user,
      String(reserved),
      String(own),
    ]),
  );
  return [...lines, '', table].join('\n');
}
