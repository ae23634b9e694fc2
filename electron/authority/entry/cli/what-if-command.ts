import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  appSessionsSchema,
  policySchema,
  type AppSessions,
  type LimitValue,
  type Policy,
} from '../../../../shared/model/limit.ts';
import type { SeatsValue } from '../../../../shared/model/plan.ts';
import type { WhatIfAnswer, WhatIfCase } from '../../../../shared/model/what-if.ts';
import { callAuthority } from './call-authority.ts';
import { getUsersByName } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import {
  collectReservation,
  collectText,
  decodeLimitValue,
  decodeSeats,
  type Reservation,
} from './option-values.ts';
import { readReservations } from './read-reservations.ts';

interface WhatIfFlags {
  readonly limit?: LimitValue;
  readonly appLimit?: LimitValue;
  readonly policy?: Policy;
  readonly appSessions?: AppSessions;
  readonly seats?: SeatsValue;
  readonly reserve?: readonly Reservation[];
  readonly days?: number;
  readonly user?: readonly string[];
}

export function addWhatIfCommand(plan: Command): void {
  plan
    .command('what-if')
    .description('what the recorded sign-ins would have met under other rules; changes nothing')
    .addOption(new Option('--limit <n>', 'devices at once, or unlimited').argParser(decodeLimitValue))
    .addOption(new Option('--app-limit <n>', 'the same for app sessions').argParser(decodeLimitValue))
    .addOption(new Option('--policy <policy>', 'at the limit').choices(policySchema.options))
    .addOption(new Option('--app-sessions <rule>', 'how they count').choices(appSessionsSchema.options))
    .addOption(new Option('--seats <n>', 'seats of the plan, or unlimited').argParser(decodeSeats))
    .option('--reserve <name=n>', 'reserved seats; may be repeated', collectReservation)
    .option('--days <n>', 'how far back, 1 to 90; otherwise 30', decodeDays)
    .option(
      '--user <name>',
      'these rules for this user, and only the own sign-ins; may be repeated',
      collectText,
    )
    .action((flags: WhatIfFlags, command: Command) =>
      callAuthority(command, async (client) => {
        const { user: names = [], reserve = [], ...rules } = flags;
        const users = await getUsersByName(client, names);
        const answer = await client.plan.whatIf({
          ...rules,
          ...(users.length === 0 ? {} : { userIds: users.map(({ id }) => id) }),
          ...(reserve.length === 0 ? {} : { reservations: await readReservations(client, reserve) }),
        });
        return { document: answer, text: describeAnswer(answer) };
      }),
    );
}

function decodeDays(text: string): number {
  const days = Number(text);
  if (!/^\d{1,2}$/.test(text) || days < 1 || days > 90)
    throw new InvalidArgumentError('A number of days from 1 to 90.');
  return days;
}

function describeAnswer(answer: WhatIfAnswer): string {
  const summary = [
    `Sign-ins since ${localTime(answer.from)}    ${String(answer.signIns)}`,
    `Asked which device to sign out     ${String(answer.asked)}`,
    `Refused by the limit               ${String(answer.refused)}`,
    `Refused, no seat free              ${String(answer.seatsFull)}`,
    `Let in, other devices signed out   ${String(answer.endsOthers)}`,
  ].join('\n');
  if (answer.cases.length === 0) return summary;
  const all = answer.asked + answer.refused + answer.seatsFull + answer.endsOthers;
  const table = makeTable(
    ['WHEN', 'USER', 'DEVICE', 'CLASS', 'WOULD HAVE BEEN', 'DEVICES'],
    answer.cases.map((one) => [
      localTime(one.at),
      one.userName,
      one.device,
      one.class,
      outcomes[one.outcome],
      one.devices.map(({ userName, device }) => `${device} of ${userName}`).join(', '),
    ]),
  );
  const more =
    all > answer.cases.length ? ['', `Only the newest ${String(answer.cases.length)} are shown.`] : [];
  return [summary, '', table, ...more].join('\n');
}

const outcomes: Record<WhatIfCase['outcome'], string> = {
  asked: 'asked, in the way',
  refused: 'refused, in the way',
  seats_full: 'without a seat, held by',
  ends_others: 'let in, signed out',
};
